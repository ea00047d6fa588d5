/** The pages of a payout run: how many there are, and how the orders of one move. */
import { type Dong, isInTransit, type StateInTransit } from '../../domain/money.ts'
import type { PageToPay } from '../../procedures/grammar/run/payout-run.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import {
  confirmOrders,
  markOrdersSent,
  markOrdersUnknown,
  rejectOrders,
  type SaidOfOrders,
} from '../money/order-moves.ts'
import { typedRows } from '../statement.ts'
import { intendDue } from './intend-due.ts'

/** The units of a run that have an order which the bank could still pay, with how many pages each has; what is paid in cash is on no page. */
export async function pagesOf(
  sql: Querying,
  runId: string,
): Promise<readonly { unitId: string; pages: number }[]> {
  return await typedRows(sql, 'payouts.pagesOf')`
    select unit_id as "unitId", max(page) + 1 as pages from payment_order where run_id = ${runId} and page is not null
    group by unit_id having bool_or(state in ('PENDING', 'INTENT', 'SENT', 'UNKNOWN')) order by unit_id`
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
  { runId, unitId, page }: PageToPay,
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
 * Judges the orders of a page again that nobody has sent, and writes the intent of those that are due still.
 * @returns how many were left out
 */
export const intendPage = (database: Database, page: PageToPay, atMs: number): Promise<number> =>
  transaction(database.sql, async (tx) => {
    const { leftOut } = await intendDue(
      tx,
      tx`o.run_id = ${page.runId} and o.unit_id = ${page.unitId} and o.page = ${page.page}`,
      atMs,
    )
    return leftOut
  })

/** What the bank says of the orders of a page, by order id. */
export interface PageAnswers {
  confirmed: SaidOfOrders
  rejected: SaidOfOrders
  sent: readonly string[]
  unknown: readonly string[]
}

/** Writes down what the bank says, in one transaction; what is settled already stays as it is. */
export async function recordPage(database: Database, answers: PageAnswers, atMs: number): Promise<void> {
  const { confirmed, rejected, sent, unknown } = answers
  await transaction(database.sql, async (tx) => {
    if (confirmed.size > 0) await confirmOrders(tx, confirmed, atMs)
    if (rejected.size > 0) await rejectOrders(tx, rejected, atMs)
    if (sent.length > 0) await markOrdersSent(tx, sent)
    if (unknown.length > 0) await markOrdersUnknown(tx, unknown)
  })
}

/** Whether somebody holds the run up. */
export async function isPaused(sql: Querying, runId: string): Promise<boolean> {
  const [last] = await typedRows(sql, 'payouts.isPaused')`
    select kind from payout_run_step where run_id = ${runId} order by id desc limit 1`
  return last?.kind === 'paused'
}
