import postgres from 'postgres'

/** Whether PostgreSQL refused a second row; `constraint` is the beginning of the constraint's name. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  violates(error, '23505', constraint)

/** Whether PostgreSQL refused a row because what it names is not there; `constraint` as above. */
export const namesNothing = (error: unknown, constraint = ''): boolean => violates(error, '23503', constraint)

const violates = (error: unknown, code: string, constraint: string): boolean =>
  error instanceof postgres.PostgresError &&
  error.code === code &&
  (error.constraint_name ?? '').startsWith(constraint)

/** Whether PostgreSQL refused a row because it overlaps another in time. */
export const isOverlap = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.code === '23P01'

/**
 * Whether the database could not be reached, or went away under the statement: nothing is known of what
 * the statement did, and the same request may be sent again.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return /^(08|57P|53)/.test(error.code)
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return (
    typeof code === 'string' && /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code)
  )
}

/** Whether a value or a constraint stands against the statement: repeated, it fails again. */
export const isUnwritable = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^(22|23)/.test(error.code)
