import type { AlertKind } from '../../domain/alert-kinds.ts'
import type { Dong, OrderState } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import {
  confirmOrders,
  intendOrders,
  markOrdersSent,
  markOrdersUnknown,
  rejectOrders,
  withdrawOrders,
} from './order-moves.ts'
import { returnedOrders } from './statement/match-lines.ts'

/** One transfer to one payee. Account and amount never change once it stands. */
export interface Order {
  id: string
  businessKey: string
  payeeId: string
  payeeName: string
  /** Null with the key where it is paid in cash. */
  accountCipher: Uint8Array | null
  accountKeyId: string | null
  amountDong: Dong
  state: OrderState
  replacesId: string | null
  /** Out of which it is paid, once it is released; null where no source is named. */
  budgetSourceId: string | null
  gatewayRef: string | null
  rejection: string | null
  /** How often it was sent to the bank, always under the same key. */
  attempts: number
}

interface OrderRow extends Omit<Order, 'amountDong'> {
  amountDong: string
}

/** @throws Error where there is no such order */
export async function loadOrder(sql: Querying, id: string): Promise<Order> {
  const [row] = await typedRows(sql, 'money.loadOrder')`${selectOrder(sql)} where o.id = ${id}`
  if (row === undefined) throw new Error(`There is no order ${id}; compare the ledger before going on`)
  return orderOf(row)
}

export async function findOrder(sql: Querying, businessKey: string): Promise<Order | undefined> {
  const [row] = await typedRows(
    sql,
    'money.findOrder',
  )`${selectOrder(sql)} where o.business_key = ${businessKey}`
  return row === undefined ? undefined : orderOf(row)
}

const orderOf = (row: OrderRow): Order => ({ ...row, amountDong: BigInt(row.amountDong) })

const selectOrder = (sql: Querying) => sql`
  select o.id, o.business_key as "businessKey", o.payee_id as "payeeId", p.name as "payeeName",
    o.account_cipher as "accountCipher", o.account_key_id as "accountKeyId", o.amount_dong as "amountDong", o.state,
    o.replaces_id as "replacesId", o.budget_source_id as "budgetSourceId", o.gateway_ref as "gatewayRef", o.rejection, o.attempts
  from payment_order o join party p on p.id = o.payee_id`

// The moves of one order: each answers whether it moved.

export const markIntent = async (sql: Querying, orderId: string, atMs: number): Promise<boolean> =>
  (await intendOrders(sql, [orderId], atMs)) > 0

/** One more sending under the same key, after the bank said that it knows nothing of the order. */
export async function markResend(sql: Querying, orderId: string): Promise<boolean> {
  const moved = await sql`
    update payment_order set attempts = attempts + 1 where id = ${orderId} and state in ('INTENT', 'UNKNOWN')`
  return moved.count > 0
}

export const markSent = async (sql: Querying, orderId: string): Promise<boolean> =>
  (await markOrdersSent(sql, [orderId])) > 0

export const markUnknown = async (sql: Querying, orderId: string): Promise<boolean> =>
  (await markOrdersUnknown(sql, [orderId])) > 0

export const confirm = async (
  sql: Querying,
  orderId: string,
  gatewayRef: string,
  atMs: number,
): Promise<boolean> => (await confirmOrders(sql, new Map([[orderId, gatewayRef]]), atMs)) > 0

export const reject = async (
  sql: Querying,
  orderId: string,
  reason: string,
  atMs: number,
): Promise<boolean> => (await rejectOrders(sql, new Map([[orderId, reason]]), atMs)) > 0

/**
 * What was paid has come back, as where the account was closed: it is owed again, and its parts are free for another order. The order
 * of that name stays paid and returned, and its posting is reversed by another.
 */
export async function markReturned(
  sql: Querying,
  orderId: string,
  { gatewayRef, reason }: { gatewayRef: string; reason: string },
  atMs: number,
): Promise<boolean> {
  const [moved] = await typedRows(sql, 'money.markReturned')`
    with returned as (select ${orderId}::uuid as id, ${gatewayRef} as ref, ${reason} as reason, instant(${atMs}) as at),
    ${returnedOrders(sql)}
    select id from moved`
  return moved !== undefined
}

export const withdrawOrder = async (
  sql: Querying,
  orderId: string,
  reason: string,
  atMs: number,
): Promise<boolean> => (await withdrawOrders(sql, sql`id = ${orderId}`, { reason, atMs })) > 0

/** The bank and this database differ on an order. */
export const alertContradiction = (sql: Querying, orderId: string, message: string, atMs: number) =>
  alertOfOrder(sql, orderId, atMs, {
    kind: 'paymentContradiction',
    message: `Order ${orderId}: ${message}`,
    remedy: "Compare the order with the bank's statement before anything else is paid to this payee",
  })

const unopenedRemedy =
  'Nothing was sent. Find out who changed the row, and restore the value from a backup; see Keys. Then it goes on by itself'

/** That a field of a dossier's form does not open, so that nothing is paid for it. Names the row, and nothing of the value. */
export async function alertUnopenedForm(
  sql: Querying,
  { dossierId, field, at }: { dossierId: string; field: string; at: number },
): Promise<void> {
  const message = `The field "${field}" of the form of dossier ${dossierId} does not open: it was not sealed for this dossier, was changed, or its key is missing`
  await sql`
    insert into alert (kind, dossier_id, message, remedy, raised_at)
    select 'accountDoesNotOpen', ${dossierId}, ${message}, ${unopenedRemedy}, instant(${at})
    on conflict (kind, dossier_id) where cleared_at is null do nothing`
}

/** That the release of a run was refused by the ceiling of its budget source. */
export async function alertBeyondCeiling(
  sql: Querying,
  runId: string,
  { message, at }: { message: string; at: number },
): Promise<void> {
  const remedy = 'Have the ceiling raised by a decision, or name another source, and propose the run again'
  await sql`
    insert into alert (kind, dossier_id, message, remedy, raised_at)
    values ('budgetExceeded', ${runId}, ${message}, ${remedy}, instant(${at}))
    on conflict (kind, dossier_id) where cleared_at is null do nothing`
}

/** The same for the account of an order. */
export const alertUnopenedOrder = (sql: Querying, orderId: string, atMs: number) =>
  alertOfOrder(sql, orderId, atMs, {
    kind: 'accountDoesNotOpen',
    message: `The account of order ${orderId} does not open: it was not sealed for this order, was changed, or its key is missing`,
    remedy: unopenedRemedy,
  })

/** Calls a person, once for each kind and dossier of an order while the alert is open: the dossier of its run, or else of its line. */
async function alertOfOrder(
  sql: Querying,
  orderId: string,
  atMs: number,
  { kind, message, remedy }: { kind: AlertKind; message: string; remedy: string },
): Promise<void> {
  await sql`
    insert into alert (kind, dossier_id, message, remedy, raised_at)
    select ${kind}, coalesce(o.run_id, line.dossier_id), ${message}, ${remedy}, instant(${atMs})
    from payment_order o join order_part paid on paid.order_id = o.id
    join due_part part on part.id = paid.due_part_id join due_line line on line.id = part.due_line_id
    where o.id = ${orderId} limit 1
    on conflict (kind, dossier_id) where cleared_at is null do nothing`
}
