import type { Querying } from '../database.ts'

/** One load of reference data at a time, until the transaction ends. */
export async function lockReference(tx: Querying): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('thong-suot reference data'))`
}
