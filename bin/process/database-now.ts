/** Instants of a command: by the clock of the database, which judges what it writes. The machine's may be off by minutes, and nobody sees it. */
import { followDatabaseClock } from '../../db/connection/database-clock.ts'
import type { Database } from '../../db/database.ts'

type Clocked = Pick<Database, 'clockMs'>

/** @returns ms, whole; never ahead of the database */
export async function databaseNow(database: Clocked): Promise<number> {
  return Math.floor(await database.clockMs())
}

/**
 * The same for a command that takes many instants.
 * @param open closes it with the command
 * @throws where the database is away: a process would go by its machine's clock meanwhile
 */
export async function openDatabaseClock(
  open: <T extends { close(): Promise<void> }>(thing: T) => T,
  database: Clocked,
): Promise<() => number> {
  await databaseNow(database)
  const { now, stop } = await followDatabaseClock(database.clockMs)
  open({ close: async () => stop() })
  return now
}
