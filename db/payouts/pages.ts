/** The pages of a payout run: how many there are, and how an order of one moves. Each move is one statement with its postings. */
import type { LeftOutReason } from '../../domain/benefits/payout-run.ts'
import { type Dong, isInTransit, type StateInTransit } from '../../domain/money.ts'
import { unprovedEntitlements } from '../benefits/proof.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { posting } from '../money/posting.ts'
import { typedRows } from '../statement.ts'

export interface Page {
  runId: string
  unitId: string
  /** From 0. */
  page: number
}

/** The units of a run with how many pages each has. */
export async function pagesOf(
  sql: Querying,
  runId: string,
): Promise<readonly { unitId: string; pages: number }[]> {
  return await typedRows(sql, 'payouts.pagesOf')`
    select unit_id as "unitId", max(page) + 1 as pages from payment_order where run_id = ${runId} group by unit_id order by unit_id`
}

export interface PageOrder {
  id: string
  state: StateInTransit
  payeeName: string
  amountDong: Dong
  channelId: string
  accountCipher: Uint8Array
  accountKeyId: string
}

/** The orders of a page that may be with the bank and are not settled, by id. */
export async function openOrdersOf(
  sql: Querying,
  { runId, unitId, page }: Page,
): Promise<readonly PageOrder[]> {
  const rows = await typedRows(sql, 'payouts.openOrdersOf')`
    select o.id, o.state, party.name as "payeeName", o.amount_dong as "amountDong", way.id as "channelId",
      way.account_cipher as "accountCipher", way.account_key_id as "accountKeyId"
    from payment_order o join party on party.id = o.payee_id join entitlement_channel way on way.id = o.channel_id
    where o.run_id = ${runId} and o.unit_id = ${unitId} and o.page = ${page} and o.state in ('INTENT', 'SENT', 'UNKNOWN')
    order by o.id`
  return rows.flatMap(({ state, accountCipher, accountKeyId, amountDong, ...row }) =>
    isInTransit(state) && accountCipher !== null && accountKeyId !== null
      ? [{ ...row, state, accountCipher, accountKeyId, amountDong: BigInt(amountDong) }]
      : [],
  )
}

/**
 * Judges the orders of a page again that nobody has sent, and writes the intent of those that are due still. Of who is owed less than was
 * booked since, as after a death, the order is left out: the next preparation recovers the rest from it.
 * @returns how many were left out
 */
export async function intendPage(database: Database, page: Page, atMs: number): Promise<number> {
  return await transaction(database.sql, async (tx) => {
    const pending = await typedRows(tx, 'payouts.pendingOfPage')`
      select distinct o.id, line.entitlement_id as "entitlementId", line.period
      from payment_order o join order_part paid on paid.order_id = o.id join due_part part on part.id = paid.due_part_id
      join due_line line on line.id = part.due_line_id
      where o.run_id = ${page.runId} and o.unit_id = ${page.unitId} and o.page = ${page.page} and o.state = 'PENDING'`
    if (pending.length === 0) return 0
    const scope = { entitlementIds: [...new Set(pending.map(({ entitlementId }) => entitlementId))] }
    const periods = [...new Set(pending.map(({ period }) => period))]
    const unproved = await unprovedEntitlements(tx, { scope, periods })
    const less = new Set(
      unproved.filter((of) => of.owedDong < of.bookedDong).map(({ entitlementId }) => entitlementId),
    )
    const leftOut = new Set(
      pending.filter(({ entitlementId }) => less.has(entitlementId)).map(({ id }) => id),
    )
    if (leftOut.size > 0) await leaveOut(tx, [...leftOut], 'notDue', atMs)
    await tx`
      with moved as (
        update payment_order set state = 'INTENT', intent_at = instant(${atMs}), attempts = 1
        where run_id = ${page.runId} and unit_id = ${page.unitId} and page = ${page.page} and state = 'PENDING' returning *)
      ${posting(tx, { name: 'intent', debit: 'payable', credit: 'inTransit', atMs })}`
    return leftOut.size
  })
}

/** PENDING → REJECTED: nothing was sent, so nothing is posted, and its parts are free for another order. */
async function leaveOut(
  sql: Querying,
  ids: readonly string[],
  reason: LeftOutReason,
  atMs: number,
): Promise<void> {
  await sql`
    with moved as (
      update payment_order set state = 'REJECTED', rejection = ${reason}, settled_at = instant(${atMs})
      where id = any(${[...ids]}::uuid[]) and state = 'PENDING' returning id)
    update order_part set live = false from moved where order_id = moved.id`
}

/** What the bank says of the orders of a page, by order id. */
export interface PageAnswers {
  confirmed: ReadonlyMap<string, string>
  rejected: ReadonlyMap<string, string>
  sent: readonly string[]
  unknown: readonly string[]
}

/** Writes down what the bank says, in one transaction; what is settled already stays as it is. */
export async function recordPage(database: Database, answers: PageAnswers, atMs: number): Promise<void> {
  await transaction(database.sql, async (tx) => {
    if (answers.confirmed.size > 0) {
      await tx`
        with moved as (
          update payment_order o set state = 'CONFIRMED', gateway_ref = said.word, settled_at = instant(${atMs})
          from ${saidOf(tx, answers.confirmed)} where o.id = said.id and o.state in ('INTENT', 'SENT', 'UNKNOWN') returning o.*)
        ${posting(tx, { name: 'confirmed', debit: 'inTransit', credit: 'paid', budget: 'used', atMs })}`
    }
    if (answers.rejected.size > 0) {
      await tx`
        with moved as (
          update payment_order o set state = 'REJECTED', rejection = said.word, settled_at = instant(${atMs})
          from ${saidOf(tx, answers.rejected)} where o.id = said.id and o.state in ('INTENT', 'SENT', 'UNKNOWN') returning o.*),
        freed as (update order_part set live = false from moved where order_id = moved.id)
        ${posting(tx, { name: 'rejected', debit: 'inTransit', credit: 'payable', budget: 'freed', atMs })}`
    }
    if (answers.sent.length > 0) {
      await tx`update payment_order set state = 'SENT' where id = any(${[...answers.sent]}::uuid[]) and state in ('INTENT', 'UNKNOWN')`
    }
    if (answers.unknown.length > 0) {
      await tx`update payment_order set state = 'UNKNOWN' where id = any(${[...answers.unknown]}::uuid[]) and state = 'INTENT'`
    }
  })
}

const saidOf = (sql: Querying, words: ReadonlyMap<string, string>) => sql`
  unnest(${[...words.keys()]}::uuid[], ${[...words.values()]}::text[]) as said (id, word)`

/** The page is for one run at a time; the lock goes with its connection. False where another has it. */
export async function tryLockPage(sql: Querying, page: Page): Promise<boolean> {
  const [lock] = await typedRows(sql, 'payouts.tryLockPage')`
    select pg_try_advisory_lock(hashtextextended(${keyOf(page)}, 0)) as taken`
  return lock?.taken === true
}

export async function unlockPage(sql: Querying, page: Page): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended(${keyOf(page)}, 0))`
}

const keyOf = ({ runId, unitId, page }: Page): string => `payout page ${runId} ${unitId} ${page}`

/** Whether somebody holds the run up. */
export async function isPaused(sql: Querying, runId: string): Promise<boolean> {
  const [last] = await typedRows(sql, 'payouts.isPaused')`
    select kind from payout_run_step where run_id = ${runId} order by id desc limit 1`
  return last?.kind === 'paused'
}
