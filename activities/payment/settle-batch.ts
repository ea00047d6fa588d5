import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type BatchAnswer,
  type BatchGateway,
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type InquiryAnswer,
  isOtherwise,
  type KnownTransfer,
  type OrderBatch,
  type TransferOrder,
} from './gateways/gateway.ts'

/** `denied`: the bank had accepted the order and no longer knows it; like `conflict` it needs a person, and nothing is sent again. */
export type BatchOutcome = BatchAnswer | { kind: 'denied' }

export interface BatchRound {
  /** By order key. An order that is missing is unknown: run another round. */
  outcomes: ReadonlyMap<string, BatchOutcome>
  /** Why the sending, or an inquiry for one of the orders, gave no answer; of a GatewayConflict, a person must compare the batch with the bank. */
  failure?: GatewayUnreachable | GatewayTimeout | GatewayConflict
}

/**
 * One round of bringing a batch to its end, from whatever state it was left in: asks the bank what it knows, and sends only what it does
 * not know, each order under its own key. Record the intent before the first round, and the outcomes after each.
 * @param accepted keys of orders that the bank has accepted in an earlier round
 * @throws GatewayUnreachable, GatewayTimeout where the bank could not be asked; then nothing was sent
 */
export async function settleBatch(
  gateway: BatchGateway,
  batch: OrderBatch,
  { accepted, onSent }: { accepted?: ReadonlySet<string>; onSent?: () => void } = {},
): Promise<BatchRound> {
  const outcomes = new Map<string, BatchOutcome>()
  const known = await gateway.inquireBatch(batch)
  const unlisted = batch.orders.filter((order) => {
    const answer = known === 'notFound' ? undefined : known.answers.get(order.orderKey)
    if (answer !== undefined) outcomes.set(order.orderKey, asOrdered(order, answer))
    return answer === undefined
  })
  if (unlisted.length === 0 || (known !== 'notFound' && known.inProgress)) return { outcomes }
  const missing: TransferOrder[] = []
  const unanswered: (GatewayUnreachable | GatewayTimeout)[] = []
  for (const order of unlisted) {
    if (unanswered.length === unansweredAtMost) break
    const isDenied = accepted?.has(order.orderKey) === true
    // Of half a batch the rest may have gone another way; of a batch that the bank never got, nothing can.
    const answer =
      known === 'notFound' && !isDenied
        ? undefined
        : await inquire(gateway, order.orderKey).catch(unlessSilent)
    // The next round asks for it again; what was learned of the others is not lost with it.
    if (answer instanceof Error) unanswered.push(answer)
    else if (answer !== undefined && answer.kind !== 'notFound')
      outcomes.set(order.orderKey, asOrdered(order, answer))
    else if (isDenied) outcomes.set(order.orderKey, { kind: 'denied' })
    else missing.push(order)
  }
  const rest = known === 'notFound' ? batch : restOf(batch, missing)
  const failure = (await send(gateway, { ...rest, orders: missing }, outcomes, onSent)) ?? unanswered[0]
  return failure === undefined ? { outcomes } : { outcomes, failure }
}

/** Longer than this, in ms, a bank that limits calls is left to the next round. */
const longestWaitMs = 5_000

/** Half a batch is some hundred inquiries, more than a bank may take in a second: a round that gave up there would never get further. */
async function inquire(gateway: BatchGateway, orderKey: string, waits = 3): Promise<InquiryAnswer> {
  try {
    return await gateway.inquire(orderKey)
  } catch (error) {
    const waitMs = error instanceof GatewayUnreachable ? error.retryAfterMs : undefined
    if (waitMs === undefined || waitMs > longestWaitMs || waits === 0) throw error
    await pause(waitMs)
    return await inquire(gateway, orderKey, waits - 1)
  }
}

/** A bank that is silent so often in a round is away: the round ends with what it knows. */
const unansweredAtMost = 3

function unlessSilent(error: unknown): GatewayUnreachable | GatewayTimeout {
  if (error instanceof GatewayUnreachable || error instanceof GatewayTimeout) return error
  throw error
}

async function send(
  gateway: BatchGateway,
  batch: OrderBatch,
  outcomes: Map<string, BatchOutcome>,
  onSent: (() => void) | undefined,
): Promise<BatchRound['failure']> {
  if (batch.orders.length === 0) return undefined
  try {
    for (const [orderKey, answer] of await gateway.sendBatch(batch, onSent)) outcomes.set(orderKey, answer)
    return undefined
  } catch (error) {
    const known =
      error instanceof GatewayUnreachable ||
      error instanceof GatewayTimeout ||
      error instanceof GatewayConflict
    if (known) return error
    throw error
  }
}

/** The bank has the batch under its own key, and a key never names two contents; the same rest has the same key, however often it is sent. */
function restOf({ batchKey }: OrderBatch, orders: readonly TransferOrder[]): OrderBatch {
  const digest = createHash('sha256').update(orders.map(({ orderKey }) => orderKey).join('\n'))
  return { batchKey: `${batchKey}-${digest.digest('hex').slice(0, 16)}`, orders }
}

const asOrdered = (order: TransferOrder, { known, ...answer }: KnownTransfer): BatchOutcome =>
  isOtherwise(order, known) ? { kind: 'conflict' } : answer
