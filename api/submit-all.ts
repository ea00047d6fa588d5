/** Many requests in one call: all on disk before the first is sent, each with its own outcome. */
import { z } from 'zod'
import type { DecisionRequest } from '../db/decision.ts'
import { DomainError } from '../domain/errors.ts'
import type { RouteDeps } from './api-deps.ts'
import { domainErrorOf, problemOf } from './errors.ts'
import { problem } from './fields.ts'
import { type Asked, record, settle } from './submit.ts'

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
const recordedAtOnce = 8
const deliveredAtOnce = 24
/** What has no answer by then is told as pending: it is on disk, and the relay goes on. */
const answerWithinMs = 25_000

/**
 * Judges and records each, then sends each and waits for its outcome. Nothing of one depends on another. Sent again
 * under the same keys, what was recorded answers as before and the rest is judged anew.
 */
export async function submitAll<Found extends { dossierId: string }>(
  deps: RouteDeps,
  all: readonly Asked<Found>[],
): Promise<readonly ItemAnswer[]> {
  const recorded = await inTurns(all, recordedAtOnce, async (asked) => {
    return await record(deps, asked).catch((error: unknown) => domainErrorOf(error))
  })
  const until = Date.now() + answerWithinMs
  const standing = all.map(({ target }, n) => ({ target, request: recorded[n] }))
  return await inTurns(standing, deliveredAtOnce, async ({ target, request }): Promise<ItemAnswer> => {
    if (request === undefined || request instanceof DomainError) {
      return failed(target, request ?? new DomainError('internal'), null)
    }
    try {
      const { decision, revision } = await settle(deps, request, timeLeft(deps, request, until))
      return { task: target, status: 'applied', decision, revision, problem: null }
    } catch (error) {
      return failed(target, domainErrorOf(error), request.id)
    }
  })
}

/** A moment at least: what the engine has answered before is answered at once. */
function timeLeft({ decisionTimeoutMs }: RouteDeps, { status }: DecisionRequest, until: number): number {
  return status === 'pending'
    ? Math.max(Math.min(decisionTimeoutMs, until - Date.now()), 1)
    : decisionTimeoutMs
}

/** Recorded and not answered for: it will be applied or refused without anybody asking again. */
const unknownYet = [
  'notYetApplied',
  'engineUnavailable',
  'tooManyPending',
  'databaseUnavailable',
  'databaseBusy',
]

function failed(task: string, error: DomainError, decision: string | null): ItemAnswer {
  const pending = decision !== null && unknownYet.includes(error.code)
  return {
    task,
    status: pending ? 'pending' : 'failed',
    decision,
    revision: null,
    problem: { ...problemOf(error), fields: error.details.fields?.map((field) => ({ ...field })) },
  }
}

/** Results in the order of what was given, however many go at once. */
async function inTurns<T, R>(
  all: readonly T[],
  atOnce: number,
  each: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const waiting = all.entries()
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) results.set(index, await each(one))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, work))
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result)
}
