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
  await followUp(api, told, { id, kind, firstAnswer: 503, status: 'pending' })
}

const itemAnswers = z.object({
  items: z.array(
    z.object({
      task: z.string(),
      status: z.enum(['applied', 'pending', 'failed']),
      decision: z.string().nullable(),
      problem: z.object({ code: z.string() }).nullable(),
    }),
  ),
})

/** Decides several tasks in one call; each has its own answer, and is followed up as if it had been sent alone. */
export async function askAll(
  api: ApiClient,
  told: Told,
  decided: readonly { task: string; outcome: string }[],
): Promise<void> {
  const path = '/tasks/decisions'
  const answer = await api.post(path, randomUUID(), { items: decided })
  const items = answer.status === 200 ? itemAnswers.parse(answer.body).items : []
  if (items.length !== decided.length) {
    told.surprises.push(
      `POST ${path} answered ${answer.status} for ${items.length} of ${decided.length} tasks`,
    )
  }
  told.bulk.push(items.length)
  await Promise.all(
    items.map(async ({ task, status, decision: id, problem }) => {
      if (status === 'failed' || id === null) {
        told.surprises.push(`POST ${path} failed for ${task}: ${problem?.code ?? 'no id'}`)
      } else if (status === 'applied') {
        told.decisions.push({ id, kind: 'decide', firstAnswer: 200, status })
      } else {
        await followUp(api, told, { id, kind: 'decide', firstAnswer: 503, status })
      }
    }),
  )
}

async function followUp(api: ApiClient, told: Told, decision: Decision): Promise<void> {
  told.decisions.push(decision)
  for (const end = Date.now() + patienceMs; decision.status === 'pending' && Date.now() < end; ) {
    await pause(askAgainMs)
    decision.status = (await api.get(`/decisions/${decision.id}`, standing)).status
  }
}
