/** Pays one page of a payout run: writes its intent, sends it to the bank as one batch, and writes down what the bank says. */
import type { Database } from '../../db/database.ts'
import { type Vault, VaultError } from '../../db/identity/identity-vault.ts'
import { channelContext } from '../../db/identity/sealing-context.ts'
import { alertContradiction, alertUnopenedOrder } from '../../db/money/payment.ts'
import {
  intendPage,
  isPaused,
  openOrdersOf,
  type PageAnswers,
  type PageOrder,
  recordPage,
} from '../../db/payouts/pages.ts'
import type { PageToPay } from '../../procedures/grammar/run/payout-run.ts'
import {
  type BatchGateway,
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type TransferOrder,
} from './gateways/gateway.ts'
import { type BatchOutcome, type BatchRound, settleBatch } from './settle-batch.ts'
import { alone, type CrashPoint, now, PaymentPending } from './settle-order.ts'

export interface PageDeps {
  /** Each page in progress reserves one of its connections. */
  database: Database
  vault: Vault
  gateway: BatchGateway
  /** ms. @defaultValue the clock of this machine */
  clock?: () => number
  crashPoint?: (name: CrashPoint) => void
}

/**
 * @throws PaymentPending while the run is paused, another run is at the page, or the bank has not settled each of its orders
 */
export async function payPage(deps: PageDeps, page: PageToPay): Promise<void> {
  const { database } = deps
  if (await isPaused(database.sql, page.runId))
    throw new PaymentPending('paused', `Run ${page.runId} is paused`)
  await alone(deps, `payout ${nameOf(page)}`, () => settle(deps, page))
}

async function settle(deps: PageDeps, page: PageToPay): Promise<void> {
  const { database, crashPoint } = deps
  await intendPage(database, page, now(deps))
  crashPoint?.('after_intent')
  const open = await openOrdersOf(database.sql, page)
  if (open.length === 0) return
  const orders = await opened(deps, open)
  const round = await asked(deps, page, orders, open)
  crashPoint?.('after_response_before_commit')
  const answers = answersOf(orders, round)
  await recordPage(database, answers, now(deps))
  await alertContradictions(deps, open, round)
  crashPoint?.('after_commit_before_complete')
  const settled = answers.confirmed.size + answers.rejected.size
  if (settled < open.length) {
    throw new PaymentPending(
      round.failure?.code ?? 'notSettled',
      `${open.length - settled} of ${open.length} orders of ${nameOf(page)} are not settled`,
      settled > 0 ? goesOnMs : undefined,
    )
  }
}

/**
 * After a try that settled something, whatever came before: a bank that loses some inquiries in a hundred takes ten tries for half a page. There are no
 * more of them than the page has orders.
 */
const goesOnMs = 200

/** Those whose account opens. Of the others a person is called, and the bank gets the rest. */
async function opened(deps: PageDeps, open: readonly PageOrder[]): Promise<readonly TransferOrder[]> {
  const { database, vault } = deps
  const orders: TransferOrder[] = []
  for (const { id, payeeName, amountDong, channelId, accountCipher, accountKeyId } of open) {
    try {
      const account = vault.open(accountCipher, accountKeyId, channelContext(channelId))
      orders.push({ orderKey: id, account, payeeName, amountDong })
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      await alertUnopenedOrder(database.sql, id, now(deps))
    }
  }
  return orders
}

async function asked(
  { gateway, crashPoint }: PageDeps,
  page: PageToPay,
  orders: readonly TransferOrder[],
  open: readonly PageOrder[],
): Promise<BatchRound> {
  const accepted = new Set(open.filter(({ state }) => state === 'SENT').map(({ id }) => id))
  try {
    return await settleBatch(
      gateway,
      { batchKey: `${page.runId}-${page.unitId}-${page.page}`, orders },
      { accepted, onSent: () => crashPoint?.('after_send_before_response') },
    )
  } catch (error) {
    if (!(error instanceof GatewayUnreachable || error instanceof GatewayTimeout)) throw error
    throw new PaymentPending(error.code, `${nameOf(page)}: ${error.message}`)
  }
}

/** Calls a person where the bank and this database differ; nothing of such an order is sent again. */
async function alertContradictions(
  deps: PageDeps,
  [first]: readonly PageOrder[],
  { outcomes, failure }: BatchRound,
): Promise<void> {
  const { sql } = deps.database
  for (const [id, { kind }] of outcomes) {
    const message = contradictions[kind]
    if (message !== undefined) await alertContradiction(sql, id, message, now(deps))
  }
  if (failure instanceof GatewayConflict && first !== undefined) {
    await alertContradiction(sql, first.id, 'the bank knows its batch with other orders', now(deps))
  }
}

const contradictions: Partial<Record<BatchOutcome['kind'], string>> = {
  conflict: 'the bank knows it with another account or amount',
  denied: 'the bank accepted it and now does not know it',
}

/** An order of which nothing is known after it was sent is UNKNOWN; where nothing was sent, it stays as it was. */
function answersOf(orders: readonly TransferOrder[], { outcomes, failure }: BatchRound): PageAnswers {
  const confirmed = new Map<string, string>()
  const rejected = new Map<string, string>()
  const of = (kind: BatchOutcome['kind']) =>
    [...outcomes].filter(([, outcome]) => outcome.kind === kind).map(([id]) => id)
  for (const [id, outcome] of outcomes) {
    if (outcome.kind === 'confirmed') confirmed.set(id, outcome.ref)
    if (outcome.kind === 'rejected') rejected.set(id, outcome.reason)
  }
  const silent = failure instanceof GatewayUnreachable ? [] : orders.map(({ orderKey }) => orderKey)
  const unknown = silent.filter((id) => !outcomes.has(id))
  return { confirmed, rejected, sent: of('accepted'), unknown }
}

const nameOf = ({ runId, unitId, page }: PageToPay) => `page ${page} of ${unitId} in run ${runId}` as const
