/** One attempt to hand an event to its receiver, signed as standard-webhooks does. */
import { createHmac } from 'node:crypto'

export const secretPrefix = 'whsec_'

export interface Webhook {
  url: string
  /** `whsec_` and the base64 of the key. */
  secret: string
  id: string
  body: string
  /** Instant of the attempt, ms. */
  at: number
  timeoutMs: number
}

/** `v1,` and the base64 of HMAC-SHA256 over `<id>.<timestamp in s>.<body>`. */
export function signatureOf({
  secret,
  id,
  body,
  at,
}: Pick<Webhook, 'secret' | 'id' | 'body' | 'at'>): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  const mac = createHmac('sha256', key)
    .update(`${id}.${secondsOf(at)}.${body}`)
    .digest('base64')
  return `v1,${mac}`
}

/**
 * Sends it once. Only 2xx within the time is an acknowledgement: a redirect is none, for its target was not registered.
 * @returns null where it was acknowledged, else the status or the class of the error, never a text of the receiver
 */
export async function sendWebhook(webhook: Webhook): Promise<string | null> {
  const { url, id, body, at, timeoutMs } = webhook
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'thong-suot',
        'webhook-id': id,
        'webhook-timestamp': String(secondsOf(at)),
        'webhook-signature': signatureOf(webhook),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    return answer.ok ? null : String(answer.status)
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return 'TimeoutError'
    const cause = error instanceof Error ? error.cause : undefined
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreachable'
    return code
  }
}

const secondsOf = (ms: number): number => Math.floor(ms / 1_000)
