import { lumpSumOfDossiers } from '../../domain/benefits/death.ts'
import type { Dong } from '../../domain/money.ts'
import { runPaysLumpSum } from '../benefits/death/death-sums.ts'
import type { Querying } from '../database.ts'
import { lockDossier } from '../dossier/lock-dossier.ts'
import { newId } from '../new-id.ts'
import { typedRows } from '../statement.ts'
import { uuid5 } from '../uuid5.ts'
import { entitlementOf } from './entitlement.ts'
import { findOrder, loadOrder, type Order } from './payment.ts'

/** What a payee is to be paid for a dossier under a benefit, in all: what is already booked for this payee is counted against it. */
export interface OneOffPayout {
  /** Dossier and task key: the same task asks for the same order however often it is run. */
  businessKey: string
  orderId: string
  dossierId: string
  payeeId: string
  benefit: string
  amountDong: Dong
  /** Where it is accounted for: the area of the dossier, and the unit that signed. */
  areaId: string
  unitId: string
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
 * The order for a payout, opened where it is missing; run it in a transaction. Where an earlier order to the payee for the
 * same dossier and benefit is not settled yet, that one comes back: settle it and ask again. Undefined when
 * nothing is owed that has not been paid, as the lump sum at a death that a run pays. What other payees get of the same entitlement counts neither as paid nor as owed.
 *
 * The first line holds the whole amount; where the amount owed has changed since, a further line holds the
 * difference, and one order pays all parts without a live order.
 */
export async function openOrder(
  tx: Querying,
  payout: OneOffPayout,
  atMs: number,
): Promise<Order | undefined> {
  // Two runs for one dossier would each find the parts without an order; the second waits here.
  await lockDossier(tx, payout.dossierId, { references: 'pass' })
  const known = await findOrder(tx, payout.businessKey)
  if (known !== undefined) return known
  if (payout.benefit === lumpSumOfDossiers && (await runPaysLumpSum(tx, payout.dossierId))) return undefined
  const entitlementId = await entitlementOf(tx, {
    ...{ partyId: payout.payeeId, benefit: payout.benefit },
    ...{ ground: 'dossier', groundRef: payout.dossierId },
  })
  const unsettled = await unsettledOrder(tx, entitlementId, payout.payeeId)
  if (unsettled !== undefined) return unsettled
  await bookDifference(tx, { ...payout, entitlementId }, atMs)

  const open = await typedRows(tx, 'money.openOrder')`
    select part.id, part.amount_dong as "amountDong" from due_line line join due_part part on part.due_line_id = line.id
    where line.entitlement_id = ${entitlementId} and part.payee_id = ${payout.payeeId}
      and not exists (select from order_part paid where paid.due_part_id = part.id and paid.live)
    order by part.id`
  const partIds = open.map((part) => part.id)
  const netDong = open.reduce((sum, part) => sum + BigInt(part.amountDong), 0n)
  if (netDong <= 0n) return undefined

  await tx`
    insert into payment_order
      (id, business_key, payee_id, account_cipher, account_key_id, amount_dong, area_id, unit_id, replaces_id, created_at)
    values (${payout.orderId}, ${payout.businessKey}, ${payout.payeeId}, ${payout.accountCipher}, ${payout.accountKeyId},
      ${netDong.toString()}, ${payout.areaId}, ${payout.unitId}, ${await failedOrderOf(tx, partIds)}, instant(${atMs}))`
  await tx`insert into order_part (order_id, due_part_id)
    select ${payout.orderId}, unnest(${partIds}::uuid[])`
  return loadOrder(tx, payout.orderId)
}

async function bookDifference(
  tx: Querying,
  payout: OneOffPayout & { entitlementId: string },
  atMs: number,
): Promise<void> {
  const { businessKey, dossierId, payeeId, entitlementId, areaId, unitId } = payout
  const [booked] = await typedRows(tx, 'money.bookDifference')`
    select coalesce(sum(part.amount_dong) filter (where part.payee_id = ${payeeId}), 0)::text as sum,
      count(distinct line.id)::int as lines, count(*) filter (where part.payee_id = ${payeeId})::int as parts
    from due_line line join due_part part on part.due_line_id = line.id
    where line.entitlement_id = ${entitlementId}`
  const difference = payout.amountDong - BigInt(booked?.sum ?? 0)
  if (difference === 0n) return
  const first = (booked?.lines ?? 0) === 0
  const cause = (booked?.parts ?? 0) === 0 ? 'oneOff' : difference > 0n ? 'arrears' : 'recovery'
  const id = newId()
  await tx`
    insert into due_line (id, entitlement_id, period, cause, cause_ref, dossier_id, amount_dong, area_id, unit_id, valid_at)
    values (${id}, ${entitlementId}, 'once', ${cause}, ${first ? dossierId : businessKey}, ${dossierId},
      ${difference.toString()}, ${areaId}, ${unitId}, instant(${atMs}))`
  await tx`
    insert into due_part (id, due_line_id, payee_id, amount_dong)
    values (${newId()}, ${id}, ${payeeId}, ${difference.toString()})`
  const [debit, credit] = difference > 0n ? ['entitlement', 'payable'] : ['payable', 'entitlement']
  const dong = difference > 0n ? difference : -difference
  await tx`
    insert into ledger_posting (id, debit, credit, amount_dong, due_line_id, area_id, unit_id, valid_at)
    values (${`line ${id}`}, ${debit}, ${credit}, ${dong.toString()}, ${id}, ${areaId}, ${unitId}, instant(${atMs}))`
}

async function unsettledOrder(
  tx: Querying,
  entitlementId: string,
  payeeId: string,
): Promise<Order | undefined> {
  const [row] = await typedRows(tx, 'money.unsettledOrder')`
    select o.id from due_line line join due_part part on part.due_line_id = line.id
    join order_part paid on paid.due_part_id = part.id and paid.live
    join payment_order o on o.id = paid.order_id
    where line.entitlement_id = ${entitlementId} and part.payee_id = ${payeeId}
      and o.state in ('PENDING', 'INTENT', 'SENT', 'UNKNOWN')
    limit 1`
  return row === undefined ? undefined : loadOrder(tx, row.id)
}

/** The last order for these parts that paid nothing in the end: the one that a new order is made in place of. */
async function failedOrderOf(tx: Querying, partIds: readonly string[]): Promise<string | null> {
  const [row] = await typedRows(tx, 'money.failedOrderOf')`
    select o.id from payment_order o join order_part paid on paid.order_id = o.id
    where paid.due_part_id = any(${[...partIds]}::uuid[]) and o.state in ('REJECTED', 'RETURNED')
    order by o.created_at desc, o.recorded_at desc limit 1`
  return row?.id ?? null
}
