import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Held by the session: a lost connection gives it back. False where another run has it. */
export async function tryLockOrder(sql: Querying, orderId: string): Promise<boolean> {
  const [lock] = await typedRows(sql, 'money.tryLockOrder')`
    select pg_try_advisory_lock(hashtextextended(${keyOf(orderId)}, 0)) as taken`
  return lock?.taken === true
}

export async function unlockOrder(sql: Querying, orderId: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended(${keyOf(orderId)}, 0))`
}

const keyOf = (orderId: string): string => `order ${orderId}`
