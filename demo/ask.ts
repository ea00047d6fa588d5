import {
  type Applied,
  type Client,
  createClient,
  type Decision as Decided,
  ProblemError,
} from '../client/client.ts'
import type { Decision, Observed } from './observed.ts'

/** Longer than worker and engine stay away. */
const patienceMs = 120_000

/** The API as a portal or an officer's program calls it. */
export const clientOf = (url: string, token: string): Client => createClient({ url, token, patienceMs })

/** The code of what the API answered, or the error's own words. */
export function wordsOf(error: unknown): string {
  if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`
  return error instanceof Error ? error.message : String(error)
}

type Send = (options: { onPending(decision: string): void }) => Promise<Applied>

/**
 * Sends a decision, a supplement or a withdrawal, and notes the answer. After a 503 with an id the client
 * polls that id; if that ends without an outcome, the decision stays pending in what was observed.
 */
export async function ask(
  observed: Observed,
  kind: Decision['kind'],
  what: string,
  send: Send,
): Promise<void> {
  let decision: Decision | undefined
  const onPending = (id: string): void => {
    decision = { id, kind, firstAnswer: 503, status: 'pending' }
    observed.decisions.push(decision)
  }
  try {
    const { decision: id } = await send({ onPending })
    if (decision === undefined) observed.decisions.push({ id, kind, firstAnswer: 200, status: 'applied' })
    else decision.status = 'applied'
  } catch (error) {
    if (decision !== undefined && error instanceof ProblemError && error.problem.status === 409)
      decision.status = 'refused'
    observed.surprises.push(`${what} was answered ${wordsOf(error)}`)
  }
}

/** Decides several tasks in one call; each has its own answer, and is polled as if it had been sent alone. */
export async function askAll(
  officer: Client,
  observed: Observed,
  decided: readonly (Decided & { task: string })[],
): Promise<void> {
  const items = await officer.decideAll(decided)
  observed.bulk.push(items.length)
  await Promise.all(
    items.map(async ({ task, status, decision: id, problem }) => {
      if (status === 'failed' || id === null) {
        observed.surprises.push(`deciding ${task} among others failed: ${problem?.code ?? 'no id'}`)
        return
      }
      const decision: Decision = { id, kind: 'decide', firstAnswer: status === 'applied' ? 200 : 503, status }
      observed.decisions.push(decision)
      if (status === 'pending') decision.status = (await officer.settled(id)).status
    }),
  )
}
