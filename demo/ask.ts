import {
  type Applied,
  type Client,
  createClient,
  type Decision as Decided,
  ProblemError,
} from '../client/client.ts'
import type { Decision, Observed } from './observed.ts'
import { codeOf } from './two-persons.ts'

/** Longer than worker and engine stay away, on a slow machine too. */
const patienceMs = 300_000

/** The API as a portal or an officer's program calls it. */
export const clientOf = (url: string, token: string): Client => createClient({ url, token, patienceMs })

/** The code of what the API answered, or the error's own words. */
export function wordsOf(error: unknown): string {
  if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`
  return error instanceof Error ? error.message : String(error)
}

type Send = (options: { onPending(decision: string): void }) => Promise<Applied>

/** Answers to a desk whose unit has ended since it looked into its inbox. */
const atAnEnd: readonly string[] = [
  ...['unitEnded', 'noMandate', 'notCompetent', 'forbidden', 'staleTask', 'dossierClosed'],
]

/**
 * Sends a decision, a supplement or a withdrawal, and notes the answer. After a 503 with an id the client
 * polls that id; if that ends without an outcome, the decision stays pending in what was observed.
 * @param hasEnded whether the unit of the desk has ended by now: then it may be refused, and a successor decides
 * @returns whether it was accepted
 */
export async function ask(
  observed: Observed,
  { kind, what, hasEnded = () => false }: { kind: Decision['kind']; what: string; hasEnded?: () => boolean },
  send: Send,
): Promise<boolean> {
  let decision: Decision | undefined
  const onPending = (id: string): void => {
    decision = { id, kind, firstAnswer: 503, status: 'pending' }
    observed.decisions.push(decision)
  }
  try {
    const { decision: id } = await send({ onPending })
    if (decision === undefined) observed.decisions.push({ id, kind, firstAnswer: 200, status: 'applied' })
    else decision.status = 'applied'
    return true
  } catch (error) {
    if (decision !== undefined && error instanceof ProblemError && error.problem.status === 409)
      decision.status = 'refused'
    if (decision === undefined && hasEnded() && atAnEnd.includes(codeOf(error) ?? '')) observed.tooLate += 1
    else observed.surprises.push(`${what} was answered ${wordsOf(error)}`)
    return decision !== undefined
  }
}

/**
 * Decides several tasks in one call; each has its own answer, and is polled as if it had been sent alone.
 * @param hasEnded as of `ask`
 * @returns the tasks of which the decision was accepted
 */
export async function askAll(
  officer: Client,
  observed: Observed,
  { decided, hasEnded }: { decided: readonly (Decided & { task: string })[]; hasEnded: () => boolean },
): Promise<ReadonlySet<string>> {
  const items = await officer.decideAll(decided).catch((error: unknown) => {
    if (!hasEnded() || !atAnEnd.includes(codeOf(error) ?? '')) throw error
    observed.tooLate += decided.length
    return []
  })
  const accepted = new Set(items.flatMap(({ task, decision }) => (decision === null ? [] : [task])))
  observed.bulk.push(accepted.size)
  await Promise.all(
    items.map(async ({ task, status, decision: id, problem }) => {
      if (status === 'failed' || id === null) {
        if (id === null && hasEnded() && atAnEnd.includes(problem?.code ?? '')) observed.tooLate += 1
        else observed.surprises.push(`deciding ${task} among others was answered ${problem?.code ?? 'no id'}`)
        return
      }
      const decision: Decision = { id, kind: 'decide', firstAnswer: status === 'applied' ? 200 : 503, status }
      observed.decisions.push(decision)
      if (status === 'pending') decision.status = (await officer.awaitOutcome(id)).status
    }),
  )
  return accepted
}
