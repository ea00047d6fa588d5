import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type ApiClient, problemOf } from './api-client.ts'
import type { Decision, Told } from './told.ts'

const applied = z.object({ decision: z.string() })
const standing = z.object({ status: z.enum(['pending', 'applied', 'refused', 'lapsed']) })
const askAgainMs = 500
const patienceMs = 120_000

/**
 * Sends a decision, a supplement or a withdrawal. Answered 503 with its id, the asker does not send it again but
 * asks what became of it. Whoever asks in vain goes on, and the decision stays pending among what was told.
 */
export async function ask(
  api: ApiClient,
  told: Told,
  { kind, path, body }: { kind: Decision['kind']; path: string; body: unknown },
): Promise<void> {
  const answer = await api.post(path, randomUUID(), body)
  if (answer.status === 200) {
    const { decision } = applied.parse(answer.body)
    told.decisions.push({ id: decision, kind, firstAnswer: 200, status: 'applied' })
    return
  }
  const { code, id } = problemOf(answer)
  if (answer.status !== 503 || id === undefined) {
    told.surprises.push(`POST ${path} was answered ${answer.status} ${code}`)
    return
  }
  const decision: Decision = { id, kind, firstAnswer: 503, status: 'pending' }
  told.decisions.push(decision)
  for (const end = Date.now() + patienceMs; decision.status === 'pending' && Date.now() < end; ) {
    await pause(askAgainMs)
    decision.status = (await api.get(`/decisions/${id}`, standing)).status
  }
}
