import type { Database, Querying } from '../database.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { transaction } from './transaction.ts'

/** Runs `work` under one snapshot, in a transaction in which PostgreSQL refuses every write. */
export async function underOneSnapshot<T>(
  { sql }: Pick<Database, 'sql'>,
  work: (tx: Querying) => Promise<T>,
): Promise<T> {
  return await transaction(sql, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    return await work(tx)
  })
}

/** The name of a transaction's snapshot, for others that are to see the same rows (`underExportedSnapshot`) while it lasts. */
export async function exportSnapshot(tx: Querying): Promise<string> {
  const [row] = await typedRows(tx, 'connection.exportSnapshot')`select pg_export_snapshot() as snapshot`
  if (row === undefined || row.snapshot === null) throw new Error('the server gave no snapshot')
  return row.snapshot
}

const snapshotForm = /^[0-9A-Fa-f-]+$/

/** As `underOneSnapshot`, over another connection under the snapshot of a transaction that exported it. */
export async function underExportedSnapshot<T>(
  { sql }: Pick<Database, 'sql'>,
  snapshot: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  // The statement takes no values.
  if (!snapshotForm.test(snapshot)) throw new TypeError('the name of a snapshot has another form')
  return await transaction(sql, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    await tx.unsafe(`set transaction snapshot '${snapshot}'`)
    return await work(tx)
  })
}
