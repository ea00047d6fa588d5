import type { z } from 'zod'
import { GatewayTimeout, GatewayUnreachable } from './gateway.ts'

/** What came back, unread. */
export interface Exchanged {
  status: number
  body: string
}

// The errors of a connection that never came about: the request cannot have left.
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * One request to a bank and its answer.
 * @param onSent called when the bank has acted, and its words are still unread
 * @throws GatewayUnreachable, GatewayTimeout
 */
export async function exchange(url: URL, init: RequestInit, onSent?: () => void): Promise<Exchanged> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    const code = codeOf(error)
    if (neverConnected.has(code)) throw new GatewayUnreachable(code, `The bank cannot be reached (${code})`)
    throw new GatewayTimeout(code, `The bank gave no answer (${code}); only an inquiry tells what it did`)
  }
  if (response.status === 429) throw turnedAway(response)
  // The first byte of an answer proves that the bank has acted on the order, while its words are still unread.
  onSent?.()
  try {
    return { status: response.status, body: await response.text() }
  } catch (error) {
    const code = codeOf(error)
    throw new GatewayTimeout(code, `The bank's answer broke off (${code}); only an inquiry tells what it did`)
  }
}

/**
 * The answer in the form that is expected. What the bank wrote is never quoted: it may name the payee or the account.
 * @throws GatewayTimeout where it is another one
 */
export function understood<T>(schema: z.ZodType<T>, { status, body }: Exchanged): T {
  const parsed = status < 500 ? schema.safeParse(jsonOf(body)) : undefined
  if (parsed?.success) return parsed.data
  throw new GatewayTimeout(
    `http${status}`,
    `The bank answered with status ${status} and nothing we understand; only an inquiry tells what it did`,
  )
}

/** RFC 9110, 10.2.3: seconds, or a date, which is not read. */
function turnedAway({ headers }: Response): GatewayUnreachable {
  const seconds = headers.get('retry-after') ?? ''
  return new GatewayUnreachable(
    'http429',
    'The bank takes no more calls for a moment',
    /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : undefined,
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
