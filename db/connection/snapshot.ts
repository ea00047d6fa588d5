import type { Database, Querying } from '../database.ts'
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
