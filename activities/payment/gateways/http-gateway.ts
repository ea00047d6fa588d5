import { dongToJson } from '../../../domain/money.ts'
import { GatewayConflict, type InquiryAnswer, type PaymentGateway } from './gateway.ts'
import { inquiryAnswer, transferAnswer } from './http-answers.ts'
import { exchange, understood } from './http-exchange.ts'

/**
 * A bank reached over HTTP: `POST /transfers`, `GET /transfers/<orderKey>`.
 * @param options.timeoutMs for one request with its answer
 */
export function httpGateway(options: {
  url: string
  timeoutMs?: number
}): { kind: 'instant' } & PaymentGateway {
  const { url, timeoutMs = 10_000 } = options
  const request = (path: string, init: RequestInit, onSent?: () => void) =>
    exchange(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeoutMs) }, onSent)
  return {
    kind: 'instant',
    async transfer(order, onSent) {
      const answer = await request(
        '/transfers',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...order, amountDong: dongToJson(order.amountDong) }),
        },
        onSent,
      )
      if (answer.status === 409) {
        throw new GatewayConflict(
          'conflict',
          `The bank knows order ${order.orderKey} with another content; compare it with the bank before anything else`,
        )
      }
      return understood(transferAnswer, answer)
    },
    async inquire(orderKey): Promise<InquiryAnswer> {
      return understood(inquiryAnswer, await request(`/transfers/${encodeURIComponent(orderKey)}`, {}))
    },
  }
}
