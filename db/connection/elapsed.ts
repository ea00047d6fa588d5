import type { Querying } from '../database.ts'
import { readDatabaseClock } from './database-clock.ts'

/** How long ago an act began, ms. */
export type Elapsed = () => Promise<number>

/**
 * Counts from `calledAt` on by the clock of the database; the wait for a connection, in which nobody can ask the database, by the steady clock of
 * the process. An act that names its own instant is thereby judged where it ends, and not where it began.
 * @param calledAt `performance.now()` where the act began
 */
export async function elapsedSince(sql: Querying, calledAt: number): Promise<Elapsed> {
  const began = await readDatabaseClock(sql)
  const waitedMs = performance.now() - calledAt
  return async () => waitedMs + (await readDatabaseClock(sql)) - began
}
