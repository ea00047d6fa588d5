import type { Dong, OrderState } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** What our own books say of payments, to hold against the bank's. Amounts in whole đồng. */
export interface PaymentLedger {
  orders: readonly { id: string; state: OrderState; amountDong: Dong; gatewayRef: string | null }[]
  /** What each account was credited less what it was debited; together they are zero. */
  balances: Readonly<Record<string, Dong>>
  /** Due lines with a part that more than one live or confirmed order pays. */
  overpaidLineIds: readonly string[]
}

export async function readPaymentLedger(sql: Querying): Promise<PaymentLedger> {
  const orders = await typedRows(sql, 'money.ledgerOrders')`
    select id, state, amount_dong as "amountDong", gateway_ref as "gatewayRef" from payment_order order by id`
  const balances = await typedRows(sql, 'money.ledgerBalances')`
    select moved.account, sum(moved.amount_dong)::text as sum
    from ledger_posting cross join lateral (values (credit, amount_dong), (debit, -amount_dong)) moved (account, amount_dong)
    group by moved.account`
  const overpaid = await typedRows(sql, 'money.overpaidLines')`
    select distinct part.due_line_id as id from due_part part
    where part.id in (
      select paid.due_part_id from order_part paid join payment_order o on o.id = paid.order_id
      where o.state = 'CONFIRMED' or paid.live group by paid.due_part_id having count(*) > 1)`
  return {
    orders: orders.map((order) => ({ ...order, amountDong: BigInt(order.amountDong) })),
    balances: Object.fromEntries(balances.map(({ account, sum }) => [account, BigInt(sum)])),
    overpaidLineIds: overpaid.map(({ id }) => id),
  }
}
