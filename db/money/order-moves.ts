/**
 * How orders move, as many at a time as are given. Each move is one statement: the states and their postings stand or fall together, with
 * or without a transaction. All answer how many moved; one that did not had already left the states that lead there.
 */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { posting } from './posting.ts'

/** What the bank says of each order, by its id: a reference, or a reason. */
export type SaidOfOrders = ReadonlyMap<string, string>

/** PENDING → INTENT, to be committed before the bank is called: from here on the money may be gone. */
export async function intendOrders(sql: Querying, ids: readonly string[], atMs: number): Promise<number> {
  const moved = await sql`
    with moved as (
      update payment_order set state = 'INTENT', intent_at = instant(${atMs}), attempts = 1
      where id = any(${[...ids]}::uuid[]) and state = 'PENDING' returning *)
    ${posting(sql, { name: 'intent', debit: 'payable', credit: 'inTransit', atMs })}`
  return moved.count
}

/** The bank has them and will settle them. */
export async function markOrdersSent(sql: Querying, ids: readonly string[]): Promise<number> {
  const moved = await sql`
    update payment_order set state = 'SENT' where id = any(${[...ids]}::uuid[]) and state in ('INTENT', 'UNKNOWN')`
  return moved.count
}

/** The bank was called and nobody knows what it did. */
export async function markOrdersUnknown(sql: Querying, ids: readonly string[]): Promise<number> {
  const moved = await sql`
    update payment_order set state = 'UNKNOWN' where id = any(${[...ids]}::uuid[]) and state = 'INTENT'`
  return moved.count
}

/** @param refs under which the bank has paid each */
export async function confirmOrders(sql: Querying, refs: SaidOfOrders, atMs: number): Promise<number> {
  const moved = await sql`
    with moved as (
      update payment_order o set state = 'CONFIRMED', gateway_ref = said.word, settled_at = instant(${atMs})
      from ${saidOf(sql, refs)} where o.id = said.id and o.state in ('INTENT', 'SENT', 'UNKNOWN') returning o.*)
    ${posting(sql, { name: 'confirmed', debit: 'inTransit', credit: 'paid', atMs, budget: 'used' })}`
  return moved.count
}

/** Gives the amounts back to what is payable and frees the parts for other orders. @param reasons for which the bank refuses each */
export async function rejectOrders(sql: Querying, reasons: SaidOfOrders, atMs: number): Promise<number> {
  const moved = await sql`
    with moved as (
      update payment_order o set state = 'REJECTED', rejection = said.word, settled_at = instant(${atMs})
      from ${saidOf(sql, reasons)} where o.id = said.id and o.state in ('INTENT', 'SENT', 'UNKNOWN') returning o.*),
    freed as (update order_part set live = false from moved where order_id = moved.id)
    ${posting(sql, { name: 'rejected', debit: 'inTransit', credit: 'payable', atMs, budget: 'freed' })}`
  return moved.count
}

const saidOf = (sql: Querying, said: SaidOfOrders) => sql`
  unnest(${[...said.keys()]}::uuid[], ${[...said.values()]}::text[]) as said (id, word)`

/**
 * PENDING → REJECTED: they are not to be sent after all, as where a payee died since they were released. Their parts are free for other
 * orders, and what was reserved for them is free again. Nothing else was booked for them.
 * @param which a condition on `payment_order`
 */
export async function withdrawOrders(
  sql: Querying,
  which: postgres.PendingQuery<postgres.Row[]>,
  { reason, atMs }: { reason: string; atMs: number },
): Promise<number> {
  const moved = await typedRows(sql, 'money.withdrawOrders')`
    with moved as (
      update payment_order set state = 'REJECTED', rejection = ${reason}, settled_at = instant(${atMs})
      where state = 'PENDING' and ${which} returning *),
    freed as (update order_part set live = false from moved where order_id = moved.id),
    noted as (insert into order_withdrawal (order_id, reason, valid_at) select id, ${reason}, instant(${atMs}) from moved),
    posted as (
      insert into ledger_posting (id, debit, credit, amount_dong, order_id, area_id, unit_id, budget_source_id, valid_at)
      select 'freed ' || id, 'budgetReserved', 'budgetFree', amount_dong, id, area_id, unit_id, budget_source_id, instant(${atMs})
      from moved where exists (select from ledger_posting reserved where reserved.id = 'reserved ' || moved.id))
    select id from moved`
  return moved.length
}
