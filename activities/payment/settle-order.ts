import type { Database, Querying } from '../../db/database.ts'
import { type Vault, VaultError } from '../../db/identity/identity-vault.ts'
import { accountContext } from '../../db/identity/sealing-context.ts'
import { type Payable, tryLockPayable, unlockPayable } from '../../db/money/payable-lock.ts'
import {
  alertContradiction,
  alertUnopenedOrder,
  loadOrder,
  markIntent,
  markResend,
  markUnknown,
  type Order,
} from '../../db/money/payment.ts'
import {
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type InquiryAnswer,
  isOtherwise,
  type KnownTransfer,
  type PaymentGateway,
  type TransferAnswer,
} from './gateways/gateway.ts'
import { recordAnswer } from './record-answer.ts'

/** Where a process can be made to end itself, to prove that nothing is paid twice: between any two steps that leave a trace. */
export type CrashPoint =
  | 'after_intent'
  | 'after_send_before_response'
  | 'after_response_before_commit'
  | 'after_commit_before_complete'

export interface PaymentDeps {
  /** Each payment in progress reserves one of its connections; one that fails closes it, and its lock goes with it. */
  database: Database
  vault: Vault
  gateway: PaymentGateway
  crashPoint?: (name: CrashPoint) => void
  /** When the bank's word reached us, in milliseconds. @defaultValue the clock of this machine */
  clock?: () => number
}

/**
 * Not settled yet: run it again in a moment. Nothing is wrong that a person should mend, where no alert says so.
 * `code` tells why, and is all that reaches the history: `notSettled`, `otherRun`, `contradicted`, `conflict`, `http503`, or of Node.
 */
export class PaymentPending extends Error {
  override readonly name = 'PaymentPending'
  /** @param againMs when to try again, where waiting longer after each try would be for nothing; ms */
  constructor(
    readonly code: string,
    message: string,
    readonly againMs?: number,
  ) {
    super(message)
  }
}

/**
 * Brings an order to its end from whatever state it was left in, and returns it CONFIRMED, REJECTED or RETURNED.
 *
 * For an order that may already be with the bank, the bank is asked before it is sent again, and only ever sent under its own key.
 * @throws PaymentPending while the bank has not settled it, cannot be reached, or another run is at it
 */
export async function settleOrder(deps: PaymentDeps, orderId: string): Promise<Order> {
  return await alone(deps, `order ${orderId}`, async (sql) =>
    settle(deps, sql, await loadOrder(sql, orderId)),
  )
}

/** Runs `work` while no other run pays the same. @throws PaymentPending where one does */
export async function alone<T>(
  { database }: Pick<PaymentDeps, 'database'>,
  payable: Payable,
  work: (sql: Querying) => Promise<T>,
): Promise<T> {
  // The lock goes with its connection: a killed run frees it at once, a frozen one keeps others from sending too.
  return await database.reserve(async (sql) => {
    if (!(await tryLockPayable(sql, payable)))
      throw new PaymentPending('otherRun', `Another run is paying ${payable}`)
    const done = await work(sql)
    await unlockPayable(sql, payable)
    return done
  })
}

async function settle(deps: PaymentDeps, sql: Querying, order: Order): Promise<Order> {
  if (isSettled(order)) return order
  const answer = await answerFor(deps, sql, order)
  deps.crashPoint?.('after_response_before_commit')
  const settled = await recordAnswer(sql, order.id, answer, now(deps))
  if (isSettled(settled)) return settled
  throw new PaymentPending('notSettled', `The bank has order ${order.id} and has not settled it yet`)
}

const isSettled = ({ state }: Order) => state === 'CONFIRMED' || state === 'REJECTED' || state === 'RETURNED'

async function answerFor(deps: PaymentDeps, sql: Querying, order: Order): Promise<TransferAnswer> {
  const fresh = order.state === 'PENDING'
  if (fresh) {
    await markIntent(sql, order.id, now(deps))
    deps.crashPoint?.('after_intent')
  }
  // The first sending too: a database restored to before the order has forgotten what the bank has already paid.
  const answer = await inquire(deps.gateway, order.id)
  if (answer.kind !== 'notFound') return asOrdered(deps, sql, order, answer)
  if (fresh) return send(deps, sql, order)
  if (order.state === 'SENT') {
    // It accepted the order and now denies it: sending again could pay twice.
    await alertContradiction(sql, order.id, 'the bank accepted it and now does not know it', now(deps))
    throw new PaymentPending(
      'contradicted',
      `The bank no longer knows order ${order.id}, which it had accepted`,
    )
  }
  await markResend(sql, order.id)
  return send(deps, sql, order)
}

/** @throws PaymentPending where the bank knows the order with another amount or account; a person is called */
async function asOrdered(
  deps: PaymentDeps,
  sql: Querying,
  order: Order,
  { known, ...answer }: KnownTransfer,
): Promise<TransferAnswer> {
  const { amountDong } = order
  if (!isOtherwise({ amountDong, account: await accountOf(deps, sql, order) }, known)) return answer
  await alertContradiction(sql, order.id, 'the bank knows it with another account or amount', now(deps))
  throw new PaymentPending('contradicted', `The bank knows order ${order.id} with another account or amount`)
}

async function send(deps: PaymentDeps, sql: Querying, order: Order): Promise<TransferAnswer> {
  const { gateway, crashPoint } = deps
  const { id, payeeName, amountDong } = order
  const account = await accountOf(deps, sql, order)
  try {
    return await gateway.transfer({ orderKey: id, account, payeeName, amountDong }, () =>
      crashPoint?.('after_send_before_response'),
    )
  } catch (error) {
    if (error instanceof GatewayUnreachable)
      throw new PaymentPending(error.code, `Order ${id}: ${error.message}`)
    // Whatever else went wrong, the bank may have executed it.
    await markUnknown(sql, id)
    if (error instanceof GatewayConflict) {
      await alertContradiction(sql, id, 'the bank knows it with another account or amount', now(deps))
    }
    if (error instanceof GatewayConflict || error instanceof GatewayTimeout) {
      throw new PaymentPending(error.code, `Order ${id}: ${error.message}`)
    }
    throw error
  }
}

/**
 * @throws PaymentPending where it was not sealed for this order, or the key is not there; a person is called
 * @throws Error where it is paid in cash: such an order is on a list, and no bank has it
 */
async function accountOf(
  deps: PaymentDeps,
  sql: Querying,
  { id, accountCipher, accountKeyId }: Order,
): Promise<string> {
  if (accountCipher === null || accountKeyId === null)
    throw new Error(`Order ${id} is paid in cash, so no bank is asked; take it off the transfers`)
  return await opening(() => deps.vault.open(accountCipher, accountKeyId, accountContext(id)), {
    otherwise: `Order ${id} is not sent`,
    alert: () => alertUnopenedOrder(sql, id, now(deps)),
  })
}

/**
 * Opens what is sealed.
 * @throws PaymentPending where it was not sealed for its row, or the key is not there; a person is called
 */
export async function opening<T>(
  open: () => T,
  { otherwise, alert }: { otherwise: string; alert: () => Promise<void> },
): Promise<T> {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    await alert()
    throw new PaymentPending('accountDoesNotOpen', `${otherwise}: ${error.message}`)
  }
}

async function inquire(gateway: PaymentGateway, orderId: string): Promise<InquiryAnswer> {
  try {
    return await gateway.inquire(orderId)
  } catch (error) {
    if (error instanceof GatewayUnreachable || error instanceof GatewayTimeout) {
      throw new PaymentPending(error.code, `Inquiry for order ${orderId}: ${error.message}`)
    }
    throw error
  }
}

export const now = (deps: Pick<PaymentDeps, 'clock'>) => (deps.clock ?? Date.now)()
