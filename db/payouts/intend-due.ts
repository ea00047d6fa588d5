import type postgres from 'postgres'
import { notDue } from '../../domain/benefits/payout-run.ts'
import { unprovedEntitlements } from '../benefits/proof.ts'
import { intendOrders, withdrawOrders } from '../money/order-moves.ts'
import { type Transaction, typedRows } from '../statement.ts'

/**
 * Judges orders again just before they leave the house, to the bank or on a cash list: writes the intent of those that are due still. Of who is owed
 * less than was booked since, as after a death, the order is left out: the next preparation recovers the rest from it.
 * @param which a condition on `o`, a payment_order
 * @returns how many of each
 */
export async function intendDue(
  tx: Transaction,
  which: postgres.PendingQuery<postgres.Row[]>,
  atMs: number,
): Promise<{ intended: number; leftOut: number }> {
  const pending = await typedRows(tx, 'payouts.pendingOrders')`
    select distinct o.id, line.entitlement_id as "entitlementId", line.period
    from payment_order o join order_part paid on paid.order_id = o.id join due_part part on part.id = paid.due_part_id
    join due_line line on line.id = part.due_line_id
    where ${which} and o.state = 'PENDING'`
  if (pending.length === 0) return { intended: 0, leftOut: 0 }
  const scope = { entitlementIds: [...new Set(pending.map(({ entitlementId }) => entitlementId))] }
  const periods = [...new Set(pending.map(({ period }) => period))]
  const unproved = await unprovedEntitlements(tx, { scope, periods })
  const less = new Set(
    unproved.filter((of) => of.owedDong < of.bookedDong).map(({ entitlementId }) => entitlementId),
  )
  const ordersWhere = (isLess: boolean) => [
    ...new Set(pending.filter((of) => less.has(of.entitlementId) === isLess).map(({ id }) => id)),
  ]
  const leftOut = ordersWhere(true)
  if (leftOut.length > 0) {
    await withdrawOrders(tx, tx`id = any(${leftOut}::uuid[])`, { reason: notDue, atMs })
  }
  return { intended: await intendOrders(tx, ordersWhere(false), atMs), leftOut: leftOut.length }
}
