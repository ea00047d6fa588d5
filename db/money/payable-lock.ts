import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** What one run at a time pays: an order, or a page of a payout run. */
export type Payable = `order ${string}` | `payout page ${string}`

/** Held by the session: a lost connection gives it back. False where another run has it. */
export async function tryLockPayable(sql: Querying, payable: Payable): Promise<boolean> {
  const [lock] = await typedRows(sql, 'money.tryLockPayable')`
    select pg_try_advisory_lock(hashtextextended(${payable}, 0)) as taken`
  return lock?.taken === true
}

export async function unlockPayable(sql: Querying, payable: Payable): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended(${payable}, 0))`
}
