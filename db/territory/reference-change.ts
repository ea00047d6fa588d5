/** The one way to write units, areas, powers, officers and days: inside a numbered change, which says who and on what basis. */
import type postgres from 'postgres'
import type { ChangeKind } from '../../domain/territory/reference-change.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface ChangeHeader {
  kind: ChangeKind
  /** Who is answerable for it: an officer, a supervisor, or the command that wrote it. */
  actorId: string
  /** The decision or law that it rests on; never empty. */
  basis: string
  /** From when its rows hold, ms; each row has its own period. */
  effectiveAt: number
  reorganisation?: string
  /** The number of the change that an `undo` takes back. */
  undoes?: number
  /** SHA-256 of the rows that were approved. */
  rowsHash?: Uint8Array
}

/**
 * Runs `write` in a transaction and under the number of a change of its own. One change at a time: what takes long is prepared
 * before.
 * @returns the number of the change, and what `write` gave
 */
export async function referenceChange<T>(
  { sql }: Pick<Database, 'sql'>,
  header: ChangeHeader,
  write: (tx: postgres.TransactionSql, change: number) => Promise<T>,
): Promise<{ change: number; written: T }> {
  return await transaction(sql, async (tx) => {
    const change = await beginChange(tx, header)
    return { change, written: await write(tx, change) }
  })
}

/**
 * Numbers what the transaction writes from here on; another change waits until it ends.
 * @param tx a transaction of READ COMMITTED: under another level the number of a change committed meanwhile would be given again
 */
export async function beginChange(tx: Querying, header: ChangeHeader): Promise<number> {
  const { kind, actorId, basis, effectiveAt, reorganisation = null, undoes = null, rowsHash = null } = header
  const [begun] = await typedRows(tx, 'territory.beginChange')`
    select begin_change(${kind}, ${actorId}, ${basis}, instant(${effectiveAt}), ${reorganisation}, ${undoes}::bigint,
      ${rowsHash === null ? null : Buffer.from(rowsHash)})::float8 as change`
  if (begun?.change == null) throw new Error('begin_change() gave no number')
  return begun.change
}

/** The number of the last change, as a fragment to stand in a statement: what that statement reads is known by it. */
export const lastChange = (sql: Querying): postgres.PendingQuery<postgres.Row[]> =>
  sql`(select max(id)::float8 from reference_change)`

/**
 * When the last change was recorded, as a fragment to stand in a statement. Later of each change than of the one before, by `begin_change()`; and unlike
 * its number not given again after a database was set back.
 */
export const lastRecorded = (sql: Querying): postgres.PendingQuery<postgres.Row[]> =>
  sql`(select max(recorded_at) from reference_change)`

/**
 * The last change recorded at an instant, 0 where there was none yet; null of an instant still to come. Waits for a change in progress,
 * so that the answer is the same whenever it is asked.
 */
export async function changeKnownAt(sql: Querying, atMs: number): Promise<number | null> {
  const [row] = await typedRows(sql, 'territory.changeKnownAt')`
    select change_known_at(instant(${atMs}))::float8 as change`
  return row?.change ?? null
}
