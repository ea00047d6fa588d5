import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'

/**
 * Reads under one snapshot, which changes nothing. Statements are planned by their values: the generic plan that serves look-ups by
 * key is wrong for pages of thousands.
 */
export async function readingAsKnown<T>(
  { sql }: Pick<Database, 'sql'>,
  read: (sql: Querying) => Promise<T>,
): Promise<T> {
  return await transaction(sql, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    await tx`set local plan_cache_mode = auto`
    return await read(tx)
  })
}
