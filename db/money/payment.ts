import { randomUUID } from 'node:crypto'
import type { Dong, OrderState } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { lockDossier } from '../dossier/lock-dossier.ts'
import { typedRows } from '../statement.ts'
import { uuid5 } from '../uuid5.ts'

/** One transfer to one payee. Account and amount never change once it stands. */
export interface Order {
  id: string
  businessKey: string
  payeeId: string
  payeeName: string
  accountCipher: Uint8Array
  accountKeyId: string
  amountDong: Dong
  state: OrderState
  replacesId: string | null
  gatewayRef: string | null
  rejection: string | null
  /** How often it was sent to the bank, always under the same key. */
  attempts: number
}

interface OrderRow extends Omit<Order, 'amountDong'> {
  amountDong: string
}

/** What a dossier is to be paid under a benefit, in all: what is already booked is counted against it. */
export interface OneOffPayout {
  /** Dossier and task key: the same task asks for the same order however often it is run. */
  businessKey: string
  orderId: string
  dossierId: string
  payeeId: string
  benefit: string
  amountDong: Dong
  accountCipher: Uint8Array
  accountKeyId: string
}

/** Namespace of the ids of orders: one that no other id is made in. It never changes, or paid orders are not found again. */
const orderNamespace = '7a1f1d52-64a5-4c0e-9d0b-5b9e3f0c2d77'

/**
 * The id of an order, by which the bank knows it. It follows from the business key alone: a database restored to before the
 * order gives the same id again, and the bank tells what it has paid under it. A re-issue is a new round of its task, so
 * another business key.
 */
export const orderIdOf = (businessKey: string): string => uuid5(orderNamespace, businessKey)

/**
 * The order for a payout, opened where it is missing; run it in a transaction. Where an earlier order for the
 * same dossier and benefit is not settled yet, that one comes back: settle it and ask again. Undefined when
 * nothing is owed that has not been paid.
 *
 * The first line holds the whole amount; where the amount owed has changed since, a further line holds the
 * difference, and one order pays all lines without a live order.
 */
export async function openOrder(
  tx: Querying,
  payout: OneOffPayout,
  atMs: number,
): Promise<Order | undefined> {
  // Two runs for one dossier would each find the lines without an order; the second waits here.
  await lockDossier(tx, payout.dossierId, { references: 'pass' })
  const known = (await findOrder(tx, payout.businessKey)) ?? (await unsettledOrder(tx, payout))
  if (known !== undefined) return known
  await bookDifference(tx, payout, atMs)

  const open = await typedRows(tx, 'money.openOrder')`
    select l.id, l.amount_dong as "amountDong" from due_line l
    where l.dossier_id = ${payout.dossierId} and l.benefit = ${payout.benefit}
      and not exists (select 1 from order_line ol where ol.due_line_id = l.id and ol.live)
    order by l.id`
  const lineIds = open.map((line) => line.id)
  const netDong = open.reduce((sum, line) => sum + BigInt(line.amountDong), 0n)
  if (netDong <= 0n) return undefined

  await tx`
    insert into payment_order
      (id, business_key, payee_id, account_cipher, account_key_id, amount_dong, replaces_id, created_at)
    values (${payout.orderId}, ${payout.businessKey}, ${payout.payeeId}, ${payout.accountCipher},
      ${payout.accountKeyId}, ${netDong.toString()}, ${await rejectedOrderOf(tx, lineIds)}, instant(${atMs}))`
  await tx`insert into order_line (order_id, due_line_id)
    select ${payout.orderId}, unnest(${lineIds}::uuid[])`
  return loadOrder(tx, payout.orderId)
}

async function bookDifference(tx: Querying, payout: OneOffPayout, atMs: number): Promise<void> {
  const { businessKey, dossierId, payeeId, benefit, amountDong } = payout
  const [booked] = await typedRows(tx, 'money.bookDifference')`
    select coalesce(sum(amount_dong), 0)::text as sum, count(*)::int as lines from due_line
    where dossier_id = ${dossierId} and benefit = ${benefit}`
  const difference = amountDong - BigInt(booked?.sum ?? 0)
  if (difference === 0n) return
  const first = (booked?.lines ?? 0) === 0
  const cause = first ? 'oneOff' : difference > 0n ? 'arrears' : 'recovery'
  const id = randomUUID()
  await tx`
    insert into due_line (id, beneficiary_id, benefit, period, cause, cause_ref, dossier_id, amount_dong, valid_at)
    values (${id}, ${payeeId}, ${benefit}, 'once', ${cause}, ${first ? dossierId : businessKey}, ${dossierId},
      ${difference.toString()}, instant(${atMs}))`
  await tx`
    insert into ledger_entry (posting, account, amount_dong, due_line_id, valid_at)
    values (${`line ${id}`}, 'entitlement', ${(-difference).toString()}, ${id}, instant(${atMs})),
      (${`line ${id}`}, 'payable', ${difference.toString()}, ${id}, instant(${atMs}))`
}

async function unsettledOrder(
  tx: Querying,
  payout: Pick<OneOffPayout, 'dossierId' | 'benefit'>,
): Promise<Order | undefined> {
  const [row] = await typedRows(tx, 'money.unsettledOrder')`
    select o.id from payment_order o
    join order_line ol on ol.order_id = o.id and ol.live
    join due_line l on l.id = ol.due_line_id
    where l.dossier_id = ${payout.dossierId} and l.benefit = ${payout.benefit}
      and o.state not in ('CONFIRMED', 'REJECTED')
    limit 1`
  return row === undefined ? undefined : loadOrder(tx, row.id)
}

async function rejectedOrderOf(tx: Querying, lineIds: readonly string[]): Promise<string | null> {
  const [row] = await typedRows(tx, 'money.rejectedOrderOf')`
    select o.id from payment_order o join order_line ol on ol.order_id = o.id
    where ol.due_line_id = any(${[...lineIds]}::uuid[]) and o.state = 'REJECTED'
    order by o.created_at desc, o.recorded_at desc limit 1`
  return row?.id ?? null
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
    o.replaces_id as "replacesId", o.gateway_ref as "gatewayRef", o.rejection, o.attempts
  from payment_order o join party p on p.id = o.payee_id`

// Each move below is one statement: the state and its posting stand or fall together, with or without a transaction.
// All answer whether the order moved; where it did not, it had already left the states that lead there.

/** PENDING → INTENT, to be committed before the bank is called: from here on the money may be gone. */
export async function markIntent(sql: Querying, orderId: string, atMs: number): Promise<boolean> {
  const moved = await sql`
    with moved as (
      update payment_order set state = 'INTENT', intent_at = instant(${atMs}), attempts = 1
      where id = ${orderId} and state = 'PENDING' returning id, amount_dong)
    insert into ledger_entry (posting, account, amount_dong, order_id, valid_at)
    select 'intent ' || id, account, sign * amount_dong, id, instant(${atMs})
    from moved, (values ('payable', -1), ('inTransit', 1)) as entry (account, sign)`
  return moved.count > 0
}

/** One more sending under the same key, after the bank said that it knows nothing of the order. */
export async function markResend(sql: Querying, orderId: string): Promise<boolean> {
  const moved = await sql`
    update payment_order set attempts = attempts + 1 where id = ${orderId} and state in ('INTENT', 'UNKNOWN')`
  return moved.count > 0
}

/** The bank has it and will settle it. */
export async function markSent(sql: Querying, orderId: string): Promise<boolean> {
  const moved = await sql`
    update payment_order set state = 'SENT' where id = ${orderId} and state in ('INTENT', 'UNKNOWN')`
  return moved.count > 0
}

/** The bank was called and nobody knows what it did. */
export async function markUnknown(sql: Querying, orderId: string): Promise<boolean> {
  const moved =
    await sql`update payment_order set state = 'UNKNOWN' where id = ${orderId} and state = 'INTENT'`
  return moved.count > 0
}

export async function confirm(
  sql: Querying,
  orderId: string,
  gatewayRef: string,
  atMs: number,
): Promise<boolean> {
  const moved = await sql`
    with moved as (
      update payment_order set state = 'CONFIRMED', gateway_ref = ${gatewayRef}, settled_at = instant(${atMs})
      where id = ${orderId} and state in ('INTENT', 'SENT', 'UNKNOWN') returning id, amount_dong)
    insert into ledger_entry (posting, account, amount_dong, order_id, valid_at)
    select 'confirmed ' || id, account, sign * amount_dong, id, instant(${atMs})
    from moved, (values ('inTransit', -1), ('paid', 1)) as entry (account, sign)`
  return moved.count > 0
}

/** Gives the amount back to what is payable and frees the lines for another order. */
export async function reject(sql: Querying, orderId: string, reason: string, atMs: number): Promise<boolean> {
  const moved = await sql`
    with moved as (
      update payment_order set state = 'REJECTED', rejection = ${reason}, settled_at = instant(${atMs})
      where id = ${orderId} and state in ('INTENT', 'SENT', 'UNKNOWN') returning id, amount_dong),
    freed as (update order_line set live = false from moved where order_id = moved.id)
    insert into ledger_entry (posting, account, amount_dong, order_id, valid_at)
    select 'rejected ' || id, account, sign * amount_dong, id, instant(${atMs})
    from moved, (values ('inTransit', -1), ('payable', 1)) as entry (account, sign)`
  return moved.count > 0
}

/** The bank and this database differ on an order: alert a person, once for each order. */
export async function alertContradiction(
  sql: Querying,
  orderId: string,
  message: string,
  atMs: number,
): Promise<void> {
  await sql`
    insert into alert (kind, dossier_id, message, remedy, raised_at)
    select 'paymentContradiction', l.dossier_id, ${`Order ${orderId}: ${message}`},
      'Compare the order with the bank''s statement before anything else is paid to this payee', instant(${atMs})
    from order_line ol join due_line l on l.id = ol.due_line_id where ol.order_id = ${orderId} limit 1
    on conflict (kind, dossier_id) where cleared_at is null do nothing`
}

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

/** The same for the account of an order. */
export async function alertUnopenedOrder(sql: Querying, orderId: string, at: number): Promise<void> {
  const message = `The account of order ${orderId} does not open: it was not sealed for this order, was changed, or its key is missing`
  await sql`
    insert into alert (kind, dossier_id, message, remedy, raised_at)
    select 'accountDoesNotOpen', l.dossier_id, ${message}, ${unopenedRemedy}, instant(${at})
    from order_line ol join due_line l on l.id = ol.due_line_id where ol.order_id = ${orderId} limit 1
    on conflict (kind, dossier_id) where cleared_at is null do nothing`
}

/** What our own books say of payments, to hold against the bank's. Amounts in whole đồng. */
export interface PaymentLedger {
  orders: readonly { id: string; state: OrderState; amountDong: Dong; gatewayRef: string | null }[]
  /** Balance of each account; together they are zero. */
  balances: Readonly<Record<string, Dong>>
  /** Due lines that more than one live or confirmed order pays. */
  overpaidLineIds: readonly string[]
}

export async function readPaymentLedger(sql: Querying): Promise<PaymentLedger> {
  const orders = await typedRows(sql, 'money.ledgerOrders')`
    select id, state, amount_dong as "amountDong", gateway_ref as "gatewayRef" from payment_order order by id`
  const balances = await typedRows(sql, 'money.ledgerBalances')`
    select account, sum(amount_dong)::text as sum from ledger_entry group by account`
  const overpaid = await typedRows(sql, 'money.overpaidTasks')`
    select ol.due_line_id as id from order_line ol join payment_order o on o.id = ol.order_id
    where o.state = 'CONFIRMED' or ol.live group by ol.due_line_id having count(*) > 1`
  return {
    orders: orders.map((order) => ({ ...order, amountDong: BigInt(order.amountDong) })),
    balances: Object.fromEntries(balances.map(({ account, sum }) => [account, BigInt(sum)])),
    overpaidLineIds: overpaid.map(({ id }) => id),
  }
}
