import { underOneSnapshot } from '../connection/snapshot.ts'
import type { Database, Querying } from '../database.ts'

/**
 * Reads under one snapshot, which changes nothing. Statements are planned by their values: the generic plan that serves look-ups by
 * key is wrong for pages of thousands. `auto` would come back to it after five pages, as it takes a page for ten rows.
 */
export async function readingAsKnown<T>(
  database: Pick<Database, 'sql'>,
  read: (sql: Querying) => Promise<T>,
): Promise<T> {
  return await underOneSnapshot(database, async (tx) => {
    await tx`set local plan_cache_mode = force_custom_plan`
    return await read(tx)
  })
}

/**
 * Statements that join sets of thousands given as JSON, of which the planner assumes a hundred rows: looked up one by one, each costs
 * twenty microseconds.
 */
export async function joiningSets<T>(sql: Querying, work: () => Promise<T>): Promise<T> {
  await sql`set local enable_nestloop = off`
  const done = await work()
  await sql`set local enable_nestloop = on`
  return done
}
