import postgres from 'postgres'

/** Whether PostgreSQL refused a second row; `constraint` is the beginning of the constraint's name. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  violates(error, '23505', constraint)

/** Whether PostgreSQL refused a row because what it names is not there; `constraint` as above. */
export const namesNothing = (error: unknown, constraint = ''): boolean => violates(error, '23503', constraint)

/** Whether PostgreSQL refused a row by a check constraint; `constraint` as above. */
export const breaksRule = (error: unknown, constraint: string): boolean =>
  violates(error, '23514', constraint)

const violates = (error: unknown, code: string, constraint: string): boolean =>
  error instanceof postgres.PostgresError &&
  error.code === code &&
  (error.constraint_name ?? '').startsWith(constraint)

/** Whether PostgreSQL refused a row because it overlaps another in time. */
export const isOverlap = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.code === '23P01'

/** No connection was free in time. Nothing was sent; the same request may be sent again. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
  constructor() {
    super('no connection to PostgreSQL was free in time')
  }
}

/** A reserved connection went away, and what its session held with it. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  readonly code = 'CONNECTION_CLOSED'
  constructor() {
    super('the reserved connection to PostgreSQL was lost')
  }
}

/**
 * Whether the connection itself is gone, by the driver's or the socket's own word. PostgreSQL's answers (PostgresError) never say
 * this: they came over a connection that was there.
 */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return false
  const code = codeOf(error)
  return (
    code !== null && /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|ENET)/.test(code)
  )
}

/**
 * Whether the database could not be reached, went away under the statement, or lacks what it needs (disk, memory,
 * connections): the same request may be sent again. What the statement did is only known where PostgreSQL answered.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return /^(08|57P|53|58)/.test(error.code)
  return isConnectionLost(error)
}

/**
 * Whether the statement waited too long for a connection or a lock, ran too long, or met a deadlock: it was rolled back, and
 * the same request may be sent again.
 */
export function isDatabaseBusy(error: unknown): boolean {
  if (error instanceof DatabaseBusy) return true
  // 57014: statement_timeout; 55P03: lock_timeout; 40P01: deadlock.
  return error instanceof postgres.PostgresError && ['57014', '55P03', '40P01'].includes(error.code)
}

const codeOf = (error: unknown): string | null => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}

/** Whether a value or a constraint stands against the statement: repeated, it fails again. */
export const isUnwritable = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^(22|23)/.test(error.code)
