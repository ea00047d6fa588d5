import type postgres from 'postgres'

import { type Maker, type Statement, WrittenStatement, writtenName } from './written-statement.ts'

/**
 * The same `sql`, whose statements pass `send` before the driver sends them. The driver has no place of its own for
 * this, and sends a statement on a connection that is lost or belongs to somebody else by now.
 * @param send gets the statement and the driver's own way to send it; it calls that or rejects the statement
 */
export function watchStatements<S extends postgres.ISql>(
  sql: S,
  send: (statement: Statement, onward: () => void) => void,
): S {
  const watched = (made: unknown): Statement => {
    if (!isStatement(made)) throw new TypeError('the driver made no statement')
    const { handler } = made
    made.handler = (statement) => send(statement, () => handler(statement))
    return made
  }
  const maker: Maker = {
    ofText: (text, values) => watched(Reflect.apply(sql.unsafe, sql, [text, values, prepared])),
    ofTemplate: (strings, values) => watched(Reflect.apply(sql, undefined, [strings, ...values])),
  }
  if (!WrittenStatement.isKnown) WrittenStatement.isOf(maker.ofTemplate(empty, []))
  return new Proxy(sql, {
    apply(target, self, args: readonly unknown[]) {
      const [first, ...values] = args
      if (isTemplate(first)) return new WrittenStatement(maker, first, values)
      if (typeof first === 'string' && values.length === 0) return writtenName(first)
      return Reflect.apply(target, self, args)
    },
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (key !== 'unsafe' || typeof value !== 'function') return value
      return (...args: unknown[]) => watched(Reflect.apply(value, target, args))
    },
  })
}

/** One for all: the driver keeps a trace for each template that it has seen. */
const empty = Object.assign([''], { raw: [''] })

/** As the driver sends a template: a text without values too, which it would else send unprepared. */
const prepared = { prepare: true, simple: false }

const isTemplate = (first: unknown): first is TemplateStringsArray => Array.isArray(first) && 'raw' in first

const isStatement = (made: unknown): made is Statement =>
  made instanceof Promise && 'handler' in made && typeof made.handler === 'function' && 'reject' in made
