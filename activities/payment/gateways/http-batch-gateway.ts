import { isDeepStrictEqual } from 'node:util'
import { dongToJson } from '../../../domain/money.ts'
import { type BatchGateway, GatewayConflict, GatewayTimeout, type OrderBatch } from './gateway.ts'
import { batchAnswer, batchInquiry, inquiryAnswer } from './http-answers.ts'
import { exchange, understood } from './http-exchange.ts'

/**
 * A bank reached over HTTP that takes batches: `POST /batches`, `GET /batches/<batchKey>`, `GET /transfers/<orderKey>`.
 * @param options.timeoutMs for one request with its answer. @defaultValue a minute: the bank executes a batch item by item
 */
export function httpBatchGateway(options: {
  url: string
  timeoutMs?: number
}): { kind: 'batch' } & BatchGateway {
  const { url, timeoutMs = 60_000 } = options
  const request = (path: string, init: RequestInit, onSent?: () => void) =>
    exchange(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeoutMs) }, onSent)
  return {
    kind: 'batch',
    async sendBatch(batch, onSent) {
      const answer = await request('/batches', posted(batch), onSent)
      if (answer.status === 409) {
        throw new GatewayConflict(
          'conflict',
          `The bank knows batch ${batch.batchKey} with other orders; compare it with the bank before anything else`,
        )
      }
      return answersOf(batch, understood(batchAnswer, answer).orders)
    },
    async inquireBatch(batch) {
      const path = `/batches/${encodeURIComponent(batch.batchKey)}`
      const found = understood(batchInquiry, await request(path, {}))
      if ('kind' in found) return 'notFound'
      // It was the whole page when it was sent first, and may be less of it now.
      const asked = new Set(batch.orders.map(({ orderKey }) => orderKey))
      const ofBatch = found.orders.filter(({ orderKey }) => asked.has(orderKey))
      return { inProgress: found.inProgress, answers: answersOf(batch, ofBatch) }
    },
    async inquire(orderKey) {
      return understood(inquiryAnswer, await request(`/transfers/${encodeURIComponent(orderKey)}`, {}))
    },
  }
}

function posted({ batchKey, orders }: OrderBatch): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      batchKey,
      orders: orders.map((order) => ({ ...order, amountDong: dongToJson(order.amountDong) })),
    }),
  }
}

/**
 * By order, whatever their order. An order of which the bank says two things is left out: an inquiry decides.
 * @throws GatewayTimeout where the bank answers for an order that it was not sent
 */
function answersOf<T>(
  batch: OrderBatch,
  items: readonly { orderKey: string; answer: T }[],
): ReadonlyMap<string, T> {
  const sent = new Set(batch.orders.map(({ orderKey }) => orderKey))
  const answers = new Map<string, T>()
  const contradicted = new Set<string>()
  for (const { orderKey, answer } of items) {
    if (!sent.has(orderKey)) {
      throw new GatewayTimeout(
        'foreignOrder',
        `The bank answers batch ${batch.batchKey} for an order that is not in it; only an inquiry tells what it did`,
      )
    }
    const before = answers.get(orderKey)
    if (before !== undefined && !isDeepStrictEqual(before, answer)) contradicted.add(orderKey)
    answers.set(orderKey, answer)
  }
  for (const orderKey of contradicted) answers.delete(orderKey)
  return answers
}
