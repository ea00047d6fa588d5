/** Many requests in one call: all on disk before the first is sent, each with its own outcome. */
import { z } from 'zod'
import type { RecordedRequest } from '../../db/dossier/requests/requests.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RouteDeps } from '../server/deps.ts'
import { domainErrorOf, problemOf } from '../server/errors.ts'
import { problem } from '../server/schemas.ts'
import { awaitOutcome } from './await-outcome.ts'

export const itemAnswer = z
  .object({
    task: z.string(),
    status: z
      .enum(['applied', 'pending', 'failed'])
      .describe('`pending`: recorded, and applied by itself later; `failed`: see the problem'),
    decision: z.string().nullable().describe('For GET /decisions/:id; null where nothing was recorded'),
    revision: z.int().nullable(),
    problem: problem.nullable(),
  })
  .meta({ id: 'ItemAnswer' })
export type ItemAnswer = z.infer<typeof itemAnswer>

/** Recording is PostgreSQL's work, delivering the engine's; both keep some room for single requests. */
const recordConcurrency = 8
const deliverConcurrency = 24
/** What has no answer by then is reported as pending: it is on disk, and the relay carries on. */
const answerWithinMs = 25_000

/** A task, and its request or why there is none. */
export interface Recorded {
  task: string
  request: RecordedRequest | DomainError
}

/** Records one request a task; nothing of one depends on another. */
export async function recordAll<T extends { task: string }>(
  items: readonly T[],
  record: (item: T) => Promise<RecordedRequest>,
): Promise<readonly Recorded[]> {
  return await inTurns(items, recordConcurrency, async (item) => ({
    task: item.task,
    request: await record(item).catch((error: unknown) => domainErrorOf(error)),
  }))
}

/**
 * Delivers each recorded request and waits for its outcome. Sent again under the same keys, what was recorded answers as
 * before and the rest is judged again.
 */
export async function awaitOutcomes(
  deps: RouteDeps,
  recorded: readonly Recorded[],
): Promise<readonly ItemAnswer[]> {
  const until = Date.now() + answerWithinMs
  return await inTurns(recorded, deliverConcurrency, async ({ task, request }): Promise<ItemAnswer> => {
    if (request instanceof DomainError) return failed(task, request, null)
    try {
      const { decision, revision } = await awaitOutcome(deps, request, timeLeft(deps, request, until))
      return { task, status: 'applied', decision, revision, problem: null }
    } catch (error) {
      return failed(task, domainErrorOf(error), request.id)
    }
  })
}

/** At least a moment: the engine answers a repeated request at once. */
function timeLeft({ requestTimeoutMs }: RouteDeps, { status }: RecordedRequest, until: number): number {
  return status === 'pending' ? Math.max(Math.min(requestTimeoutMs, until - Date.now()), 1) : requestTimeoutMs
}

/** Recorded and not answered for: it will be applied or refused without anybody asking again. */
const unknownYet = [
  'notYetApplied',
  'engineUnavailable',
  'tooManyPending',
  'databaseUnavailable',
  'databaseBusy',
]

function failed(task: string, error: DomainError, requestId: string | null): ItemAnswer {
  const pending = requestId !== null && unknownYet.includes(error.code)
  return {
    task,
    status: pending ? 'pending' : 'failed',
    decision: requestId,
    revision: null,
    problem: { ...problemOf(error), fields: error.details.fields?.map((field) => ({ ...field })) },
  }
}

/** Results in the order of the input, at any concurrency. */
async function inTurns<T, R>(
  all: readonly T[],
  concurrency: number,
  each: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const waiting = all.entries()
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) results.set(index, await each(one))
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, all.length) }, work))
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result)
}
