import type { Querying } from '../database.ts'

/**
 * Runs statements that join sets of thousands of which the planner has no statistics: given as JSON, for which it assumes a hundred rows, or
 * made by other parts of the statement. Taken for a few they are compared row by row, millions of times.
 * @param sql of a transaction: outside of one it has no effect
 */
export async function joiningSets<T>(sql: Querying, work: () => Promise<T>): Promise<T> {
  await sql`set local enable_nestloop = off`
  const done = await work()
  await sql`set local enable_nestloop = on`
  return done
}
