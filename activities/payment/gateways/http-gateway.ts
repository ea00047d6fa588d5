import { z } from 'zod'
import { dongToJson, parseDong } from '../../../domain/money.ts'
import {
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type InquiryAnswer,
  type PaymentGateway,
} from './gateway.ts'

const transferAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed'), ref: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('rejected'), reason: z.string().max(200) }),
  z.object({ kind: z.literal('accepted') }),
])
const known = z
  .object({
    amountDong: z.string().transform(parseDong).optional(),
    /** The last digits of the account. */
    accountEnding: z.string().min(1).max(50).optional(),
  })
  .optional()
const inquiryAnswer = z.union([
  transferAnswer.and(z.object({ known })),
  z.object({ kind: z.literal('notFound') }),
])

// The errors of a connection that never came about: the request cannot have left.
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * A bank reached over HTTP: `POST /transfers`, `GET /transfers/<orderKey>`.
 * @param options.timeoutMs for one request with its answer
 */
export function httpGateway(options: { url: string; timeoutMs?: number }): PaymentGateway {
  const { url, timeoutMs = 10_000 } = options
  const request = (path: string, init: RequestInit, onSent?: () => void) =>
    exchange(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeoutMs) }, onSent)
  return {
    async transfer(order, onSent) {
      const { status, body } = await request(
        '/transfers',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...order, amountDong: dongToJson(order.amountDong) }),
        },
        onSent,
      )
      if (status === 409) {
        throw new GatewayConflict(
          'conflict',
          `The bank knows order ${order.orderKey} with another content; compare it with the bank before anything else`,
        )
      }
      return understood(transferAnswer, status, body)
    },
    async inquire(orderKey): Promise<InquiryAnswer> {
      const { status, body } = await request(`/transfers/${encodeURIComponent(orderKey)}`, {})
      return understood(inquiryAnswer, status, body)
    },
  }
}

async function exchange(
  url: URL,
  init: RequestInit,
  onSent?: () => void,
): Promise<{ status: number; body: string }> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    const code = codeOf(error)
    if (neverConnected.has(code)) throw new GatewayUnreachable(code, `The bank cannot be reached (${code})`)
    throw new GatewayTimeout(code, `The bank gave no answer (${code}); only an inquiry tells what it did`)
  }
  // The first byte of an answer proves that the bank has acted on the order, while its words are still unread.
  onSent?.()
  try {
    return { status: response.status, body: await response.text() }
  } catch (error) {
    const code = codeOf(error)
    throw new GatewayTimeout(code, `The bank's answer broke off (${code}); only an inquiry tells what it did`)
  }
}

// What the bank wrote is never quoted: it may name the payee or the account.
function understood<T>(schema: z.ZodType<T>, status: number, body: string): T {
  const parsed = status < 500 ? schema.safeParse(jsonOf(body)) : undefined
  if (parsed?.success) return parsed.data
  throw new GatewayTimeout(
    `http${status}`,
    `The bank answered with status ${status} and nothing we understand; only an inquiry tells what it did`,
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.cause instanceof Error && 'code' in error.cause) return String(error.cause.code)
  return error.name
}
