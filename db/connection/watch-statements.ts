import type postgres from 'postgres'

/** A statement of the driver (postgres.js 3.4.9) as it hands itself over to be sent. */
export interface Statement {
  handler: (statement: Statement) => void
  reject(reason: unknown): void
  catch(caught: (reason: unknown) => void): unknown
  then(done: () => void, failed: (reason: unknown) => void): unknown
}

/**
 * The same `sql`, whose statements pass `send` before the driver sends them. The driver has no place of its own for
 * this, and sends a statement on a connection that is lost or belongs to somebody else by now.
 * @param send gets the statement and the driver's own way to send it; it calls that or rejects the statement
 */
export function watchStatements<S extends postgres.ISql>(
  sql: S,
  send: (statement: Statement, onward: () => void) => void,
): S {
  const watched = (made: unknown): unknown => {
    if (!isStatement(made)) return made
    const { handler } = made
    made.handler = (statement) => send(statement, () => handler(statement))
    return made
  }
  return new Proxy(sql, {
    apply: (target, self, args) => watched(Reflect.apply(target, self, args)),
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (key !== 'unsafe' || typeof value !== 'function') return value
      return (...args: unknown[]) => watched(Reflect.apply(value, target, args))
    },
  })
}

const isStatement = (made: unknown): made is Statement =>
  made instanceof Promise && 'handler' in made && typeof made.handler === 'function' && 'reject' in made
