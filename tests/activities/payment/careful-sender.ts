/** Senders of batches and single orders, as workers are: their memory is lost at any moment, and what they wrote down is not. */
import { setTimeout as pause } from 'node:timers/promises'
import {
  type BatchGateway,
  GatewayTimeout,
  GatewayUnreachable,
  type OrderBatch,
  type PaymentGateway,
  type TransferAnswer,
  type TransferOrder,
} from '../../../activities/payment/gateways/gateway.ts'
import { settleBatch } from '../../../activities/payment/settle-batch.ts'

/** What a sender wrote down of each order. */
export type SenderRecord = Map<string, 'intent' | 'accepted' | 'confirmed' | 'rejected' | 'person'>

/** How far a sender may go before it gives up, and fails its test. */
const mostRounds = 400

const isOpen = (state: string | undefined) =>
  state === undefined || state === 'intent' || state === 'accepted'

/**
 * Brings each batch to its end: the intent first, then rounds, until each order is known.
 * @param dies whether the sender loses what it was answered, this time
 */
export async function sendCarefully(
  gateway: BatchGateway,
  batches: readonly OrderBatch[],
  dies: () => boolean,
): Promise<SenderRecord> {
  const record: SenderRecord = new Map()
  for (const batch of batches) {
    for (const { orderKey } of batch.orders) record.set(orderKey, 'intent')
    for (let round = 0; batch.orders.some(({ orderKey }) => isOpen(record.get(orderKey))); round += 1) {
      if (round > mostRounds) throw new Error('a batch found no end')
      const accepted = new Set(
        batch.orders.map(({ orderKey }) => orderKey).filter((key) => record.get(key) === 'accepted'),
      )
      const open = { ...batch, orders: batch.orders.filter(({ orderKey }) => isOpen(record.get(orderKey))) }
      const answered = await settleBatch(gateway, open, { accepted }).catch(unlessAway)
      if (answered === undefined || answered.failure !== undefined) await pause(15)
      if (answered === undefined || dies()) continue
      for (const [key, { kind }] of answered.outcomes) {
        record.set(key, kind === 'conflict' || kind === 'denied' ? 'person' : kind)
      }
    }
  }
  return record
}

/** The same for single orders, as `settleOrder` does it. */
export async function sendOneByOne(
  gateway: PaymentGateway,
  orders: readonly TransferOrder[],
  dies: () => boolean,
): Promise<SenderRecord> {
  const record: SenderRecord = new Map()
  for (const order of orders) {
    record.set(order.orderKey, 'intent')
    for (let round = 0; isOpen(record.get(order.orderKey)); round += 1) {
      if (round > mostRounds) throw new Error('an order found no end')
      const answer = await askThenSend(gateway, order).catch(unlessAway)
      if (answer === undefined) await pause(15)
      else if (!dies()) record.set(order.orderKey, answer.kind)
    }
  }
  return record
}

async function askThenSend(gateway: PaymentGateway, order: TransferOrder): Promise<TransferAnswer> {
  const known = await gateway.inquire(order.orderKey)
  return known.kind === 'notFound' ? await gateway.transfer(order) : known
}

/** The careless one: a time-out is a failure to it, so it sends again at once, under the key that `keyOf` gives. */
export async function sendAgainUnasked(
  gateway: PaymentGateway,
  orders: readonly TransferOrder[],
  keyOf: (order: TransferOrder, attempt: number) => string,
): Promise<void> {
  for (const order of orders) {
    for (let attempt = 0; attempt < mostRounds; attempt += 1) {
      const sent = await gateway.transfer({ ...order, orderKey: keyOf(order, attempt) }).catch(unlessAway)
      if (sent !== undefined) break
    }
  }
}

function unlessAway(error: unknown): undefined {
  if (error instanceof GatewayTimeout || error instanceof GatewayUnreachable) return undefined
  throw error
}
