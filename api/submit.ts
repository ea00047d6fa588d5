/** What is asked of a dossier, from the key to the outcome: on disk before it is sent, 200 only when applied. */
import { isGrpcServiceError } from '@temporalio/client'
import {
  type DecisionRequest,
  findRequest,
  journalRefusal,
  type NewRequest,
  readRequest,
  recordRequest,
  type SupplementContent,
} from '../db/decision.ts'
import { readApplied } from '../db/read/decision.ts'
import { DomainError } from '../domain/errors.ts'
import type { NoticePolicy } from '../domain/notices.ts'
import { deliverDecision } from '../relay/deliver-decision.ts'
import type { UpdateName } from '../workflows/messages.ts'
import type { RouteDeps } from './api-deps.ts'
import type { Caller } from './auth.ts'
import { bodyHash } from './body-hash.ts'
import { domainErrorOf } from './errors.ts'

export interface Applied {
  decision: string
  status: 'applied'
  revision: number
}

/** What is recorded once it has been judged; `supplement` is what an applicant adds. */
export type Judged = Pick<NewRequest, 'actor' | 'item'> &
  Partial<Pick<NewRequest, 'taskId' | 'revision' | 'note'>> & { supplement?: SupplementContent }

export interface Asked<Found extends { dossierId: string }> {
  caller: Caller
  key: string
  kind: UpdateName
  /** Task or dossier, as addressed; with the body it is what the key stands for. */
  target: string
  body: unknown
  /** How people are told, where that is not as the kind of notice has it. */
  notices?: NoticePolicy | null
  /** @throws {DomainError} `notFound` */
  find(at: number): Promise<Found>
  /** Refuses what can be seen before the engine is asked. @throws {DomainError} */
  judge(found: Found, at: number): Promise<Judged>
}

/**
 * Answers a repeated request as the first; judges and records a new one, sends it, and waits for its outcome.
 * @throws {DomainError} why it is refused, or why its outcome is not known yet
 */
export async function submit<Found extends { dossierId: string }>(
  deps: RouteDeps,
  asked: Asked<Found>,
): Promise<Applied> {
  return await settle(deps, await record(deps, asked), deps.decisionTimeoutMs)
}

/**
 * Judges a request and puts it on disk, or finds the one recorded before under its key.
 * @throws {DomainError} why it is refused
 */
export async function record<Found extends { dossierId: string }>(
  deps: RouteDeps,
  { caller, key, kind, target, body, notices = null, find, judge }: Asked<Found>,
): Promise<DecisionRequest> {
  const { database } = deps
  const named = { caller: caller.id, key, bodyHash: bodyHash({ kind, target, body }) }
  const before = await findRequest(database.sql, named.caller, named.key, named.bodyHash)
  if (before !== null) return before
  const at = deps.now()
  const found = await find(at)
  const { dossierId } = found
  const judged = await judge(found, at).catch(async (error: unknown) => {
    // A slip in the body is no attempt at anything: it leaves no row.
    if (error instanceof DomainError && error.code !== 'invalidInput') {
      const attempt = { id: null, dossierId, kind, actorId: caller.id, unitId: caller.unitId }
      await journalRefusal(database.sql, attempt, error.code, at)
      deps.metrics.decision(kind, error.code)
    }
    throw error
  })
  const { supplement, taskId = null, revision = null, note = null, actor, item } = judged
  return await recordRequest(database, {
    ...named,
    dossierId,
    taskId,
    revision,
    note,
    actor,
    item,
    supplement,
    notices,
    at,
  })
}

/** Waits for the outcome of a recorded request; one settled before is answered as it was then. */
export async function settle(deps: RouteDeps, request: DecisionRequest, timeoutMs: number): Promise<Applied> {
  const { id } = request
  try {
    const applied = await outcomeOf(deps, request, timeoutMs)
    deps.metrics.decision(request.kind, 'applied')
    return applied
  } catch (error) {
    const failure = withDecision(error, id)
    deps.metrics.decision(request.kind, failure.code)
    throw failure
  }
}

async function outcomeOf(deps: RouteDeps, request: DecisionRequest, timeoutMs: number): Promise<Applied> {
  const { id } = request
  if (request.status === 'lapsed') throw new DomainError('requestLapsed')
  if (request.status === 'refused') throw new DomainError(request.refusal ?? 'internal')
  if (request.status === 'pending') {
    const outcome = await deliverDecision(deps, request, timeoutMs)
    if (outcome !== 'applied') throw new DomainError(outcome.refused)
    deps.acknowledger.add(id)
  }
  const revision = await readApplied(deps.database.sql, request.dossierId, id)
  if (revision !== null) return { decision: id, status: 'applied', revision }
  // The engine said applied and no row says so: a database restored to an older point, which reconcile mends.
  const settled = await readRequest(deps.database.sql, id)
  throw new DomainError(settled?.status === 'lapsed' ? 'requestLapsed' : 'notYetApplied')
}

const recordedHint =
  'It is recorded and will be applied; read GET /decisions/:id, or send it again under the same key.'

/** Every failure after the request was recorded names it, so that its outcome can be asked for. */
function withDecision(error: unknown, id: string): DomainError {
  if (!(error instanceof DomainError)) {
    const { code } = domainErrorOf(error)
    return new DomainError(code, { id, hint: recordedHint }, { cause: error })
  }
  const { cause, details } = error
  const code = error.code === 'engineUnavailable' && noAnswerInTime(cause) ? 'notYetApplied' : error.code
  const unknownYet = ['engineUnavailable', 'tooManyPending', 'notYetApplied'].includes(code)
  return new DomainError(code, { ...details, id, ...(unknownYet ? { hint: recordedHint } : {}) }, { cause })
}

/**
 * The engine was reached, and it or its workers took their time. Whose clock runs out first is chance: the engine's own, told in
 * its words; the peer's, which resets the stream; or ours, which names the peer. Only ours without one reached nobody.
 */
function noAnswerInTime(cause: unknown): boolean {
  const [cancelled, deadlineExceeded] = [1, 4]
  for (let e: unknown = cause, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1) {
    if (!isGrpcServiceError(e)) continue
    if (e.code === cancelled) return true
    return e.code === deadlineExceeded && !reachedNobody.test(e.details)
  }
  return false
}

/** How the driver (grpc-js 1.x) says that the time passed before there was a peer. */
const reachedNobody = /^Deadline exceeded after(?!.*remote_addr)/
