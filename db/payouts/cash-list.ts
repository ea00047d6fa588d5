/** What a commune pays in cash for a payout run: its list, and who has signed for what. */
import { payStep } from '../../domain/benefits/payout-run.ts'
import type { CashOutcome, Dong, OrderState } from '../../domain/money.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { confirmOrders, rejectOrders } from '../money/order-moves.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { intendDue } from './intend-due.ts'

export interface ListOfUnit {
  /** The dossier of the run. */
  runId: string
  /** By which the orders are accounted for: it may have ended since. */
  unitId: string
}

/** One order of a list. */
export interface CashOrder {
  id: string
  state: OrderState
  payeeId: string
  payeeName: string
  /** Of whose benefit, where another person fetches it. */
  beneficiaryName: string | null
  /** Sealed, for `identityContext(payeeId)`; null where no number is kept. */
  identityCipher: Uint8Array | null
  identityKeyId: string | null
  benefitName: string
  amountDong: Dong
}

/**
 * Puts on the list what is due still: from here on the cash may be handed out. Once for each order, however often the list is opened; of a run that is
 * released, and whose sum is reserved where it has a budget source.
 * @returns how many were put there now, and how many were left out as less is owed
 */
export const openCashList = (
  database: Database,
  { runId, unitId }: ListOfUnit,
  atMs: number,
): Promise<{ intended: number; leftOut: number }> =>
  transaction(database.sql, (tx) =>
    intendDue(
      tx,
      tx`o.run_id = ${runId} and o.unit_id = ${unitId} and o.channel = 'cash' and ${released(tx, runId)}
        and (o.budget_source_id is null or exists (select from ledger_posting reserved where reserved.id = 'reserved ' || o.id))`,
      atMs,
    ),
  )

/** Its dossier has reached the step in which it is paid, and that did not end in another way. */
const released = (sql: Querying, runId: string) => sql`
  exists (select from task where dossier_id = ${runId} and step = ${payStep.step} and coalesce(outcome, ${payStep.paid}) = ${payStep.paid})`

export async function isReleased(sql: Querying, runId: string): Promise<boolean> {
  const [row] = await typedRows(sql, 'payouts.isReleased')`select ${released(sql, runId)} as released`
  return row?.released ?? false
}

/** The orders of a list in the order of the alphabet, those that are not due left out. */
export async function readCashList(
  sql: Querying,
  { runId, unitId }: ListOfUnit,
): Promise<readonly CashOrder[]> {
  const rows = await typedRows(sql, 'payouts.cashList')`
    select o.id, o.state, o.payee_id as "payeeId", payee.name as "payeeName",
      case when paid.of_another then beneficiary.name end as "beneficiaryName", payee.identity_cipher as "identityCipher",
      payee.identity_key_id as "identityKeyId", benefit.name as "benefitName", o.amount_dong as "amountDong"
    from payment_order o join party payee on payee.id = o.payee_id
    cross join lateral (
      select e.benefit, e.beneficiary_id, not exists (
        select from beneficiary_party own where own.party_id = o.payee_id and own.beneficiary_id = e.beneficiary_id) as of_another
      from order_part held join due_part part on part.id = held.due_part_id join due_line line on line.id = part.due_line_id
      join entitlement e on e.id = line.entitlement_id where held.order_id = o.id limit 1) paid
    join benefit on benefit.code = paid.benefit
    left join lateral (
      select party.name from beneficiary_party named join party on party.id = named.party_id
      where named.beneficiary_id = paid.beneficiary_id order by party.id limit 1) beneficiary on true
    where o.run_id = ${runId} and o.unit_id = ${unitId} and o.channel = 'cash' and o.intent_at is not null
    order by payee.name, o.id`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}

/** How many orders of a run each unit pays in cash, by state. */
export async function cashListsOf(
  sql: Querying,
  runId: string,
): Promise<readonly { unitId: string; state: OrderState; orders: number; amountDong: Dong }[]> {
  const rows = await typedRows(sql, 'payouts.cashListsOf')`
    select unit_id as "unitId", state, count(*)::int as orders, sum(amount_dong)::text as "amountDong"
    from payment_order where run_id = ${runId} and channel = 'cash' group by unit_id, state order by unit_id, state`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}

/** What an officer says of some orders of a list. */
export interface Receipts extends ListOfUnit {
  outcomes: ReadonlyMap<string, CashOutcome>
  recordedBy: string
  atMs: number
}

/** Why an order of a list cannot be recorded so. `onNoList`: none of this list, or the list was not opened; `leftOut`: it was not due; else what was recorded of it. */
export type ReceiptProblem = 'onNoList' | 'leftOut' | CashOutcome

/**
 * Records all or nothing: who has signed was paid, who did not come is owed it still, and the next run pays it. What was recorded already stays.
 * @returns how many were recorded now, or which could not be
 */
export async function recordReceipts(
  database: Database,
  receipts: Receipts,
): Promise<{ recorded: number } | { problems: ReadonlyMap<string, ReceiptProblem> }> {
  const { outcomes, atMs } = receipts
  return await transaction(database.sql, async (tx) => {
    const problems = new Map<string, ReceiptProblem>()
    const open = new Map<string, CashOutcome>()
    const known = await lockedOrders(tx, receipts)
    for (const [id, outcome] of outcomes) {
      const order = known.get(id)
      if (order === undefined || order.state === 'PENDING') problems.set(id, 'onNoList')
      else if (order.outcome === null && order.state !== 'INTENT') problems.set(id, 'leftOut')
      else if (order.outcome === null) open.set(id, outcome)
      else if (order.outcome !== outcome) problems.set(id, order.outcome)
    }
    if (problems.size > 0) return { problems }
    const of = (wanted: CashOutcome) => [...open].filter(([, outcome]) => outcome === wanted)
    const said = (wanted: CashOutcome, word: string) => new Map(of(wanted).map(([id]) => [id, word]))
    await insertReceipts(tx, receipts, open)
    if (of('received').length > 0) await confirmOrders(tx, said('received', 'cash'), atMs)
    if (of('notCollected').length > 0) await rejectOrders(tx, said('notCollected', 'notCollected'), atMs)
    return { recorded: open.size }
  })
}

/** Read once they are locked: a statement that waited for another's lock would not see its receipts. */
async function lockedOrders(tx: Transaction, { runId, unitId, outcomes }: Receipts) {
  const ids = [...outcomes.keys()]
  await tx`
    select from payment_order where id = any(${ids}::uuid[]) and run_id = ${runId} and unit_id = ${unitId} and channel = 'cash' order by id for update`
  const rows = await typedRows(tx, 'payouts.cashOrders')`
    select o.id, o.state, said.outcome from payment_order o left join cash_receipt said on said.order_id = o.id
    where o.id = any(${ids}::uuid[]) and o.run_id = ${runId} and o.unit_id = ${unitId} and o.channel = 'cash'`
  return new Map(rows.map((row) => [row.id, row]))
}

async function insertReceipts(
  tx: Transaction,
  { recordedBy, atMs }: Receipts,
  open: ReadonlyMap<string, CashOutcome>,
): Promise<void> {
  await tx`
    insert into cash_receipt (order_id, outcome, recorded_by, valid_at)
    select said.id, said.outcome, ${recordedBy}, instant(${atMs})
    from unnest(${[...open.keys()]}::uuid[], ${[...open.values()]}::text[]) as said (id, outcome)`
}
