import { exportSnapshot, underExportedSnapshot, underOneSnapshot } from '../connection/snapshot.ts'
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
    await planByValues(tx)
    return await read(tx)
  })
}

/** Connections under one snapshot: what one waits for, another does not. */
export interface Reading {
  /** What is looked up for a page while the next are read. */
  lookUps: Querying
  /** Each serves one statement, whose rows come page by page. */
  runs: Querying
  revisions: Querying
}

/** How many a pool for `readingPages` needs. */
export const readingConnections = 3

/** As `readingAsKnown`, over several connections that see the same rows. Each may pause for as long as the others read. */
export async function readingPages<T>(
  database: Pick<Database, 'sql'>,
  read: (reading: Reading) => Promise<T>,
): Promise<T> {
  return await readingAsKnown(database, async (lookUps) => {
    await mayPause(lookUps)
    const snapshot = await exportSnapshot(lookUps)
    return await underExportedSnapshot(database, snapshot, async (runs) => {
      await planByValues(runs)
      await mayPause(runs)
      return await underExportedSnapshot(database, snapshot, async (revisions) => {
        await planByValues(revisions)
        await mayPause(revisions)
        return await read({ lookUps, runs, revisions })
      })
    })
  })
}

const planByValues = async (tx: Querying): Promise<void> => {
  await tx`set local plan_cache_mode = force_custom_plan`
}

/** It locks no row: nobody but the vacuum waits for it. */
const mayPause = async (tx: Querying): Promise<void> => {
  await tx`set local idle_in_transaction_session_timeout = 0`
}
