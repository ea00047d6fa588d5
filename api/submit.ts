/** What is asked of a dossier, from the key to the outcome: on disk before it is sent, 200 only when applied. */
import { isGrpcServiceError } from '@temporalio/client'
import { type DecisionRequest, journalRefusal, readRequest } from '../db/decision.ts'
import { readApplied } from '../db/read/decision.ts'
import { isDatabaseAway } from '../db/sql-error.ts'
import { DomainError } from '../domain/errors.ts'
import { deliverDecision } from '../relay/deliver-decision.ts'
import type { UpdateName } from '../workflows/messages.ts'
import type { RouteDeps } from './api-deps.ts'

export interface Applied {
  decision: string
  status: 'applied'
  revision: number
}

/**
 * Waits for the outcome of a recorded request; one settled before is answered as it was then.
 * @throws {DomainError} what refused it, or why its outcome is not known yet; with the decision's id in both cases
 */
export async function settle(deps: RouteDeps, request: DecisionRequest): Promise<Applied> {
  const { id } = request
  try {
    const applied = await outcomeOf(deps, request)
    deps.metrics.decision(request.kind, 'applied')
    return applied
  } catch (error) {
    const failure = withDecision(error, id)
    deps.metrics.decision(request.kind, failure.code)
    throw failure
  }
}

async function outcomeOf(deps: RouteDeps, request: DecisionRequest): Promise<Applied> {
  const { id } = request
  if (request.status === 'lapsed') throw new DomainError('requestLapsed')
  if (request.status === 'refused') throw new DomainError(request.refusal ?? 'internal')
  if (request.status === 'pending') {
    const outcome = await deliverDecision(deps, request, deps.decisionTimeoutMs)
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

function withDecision(error: unknown, id: string): DomainError {
  if (error instanceof DomainError) {
    const unknownYet = ['engineUnavailable', 'tooManyPending', 'notYetApplied'].includes(error.code)
    const code =
      error.code === 'engineUnavailable' && noAnswerInTime(error.cause) ? 'notYetApplied' : error.code
    const hint = unknownYet ? recordedHint : error.details.hint
    return new DomainError(
      code,
      { ...error.details, id, ...(hint === undefined ? {} : { hint }) },
      { cause: error.cause },
    )
  }
  const code = isDatabaseAway(error) ? 'databaseUnavailable' : 'internal'
  return new DomainError(code, { id, hint: recordedHint }, { cause: error })
}

/** The engine was reached, and it or its workers took their time. */
function noAnswerInTime(cause: unknown): boolean {
  const deadlineExceeded = 4
  for (let e: unknown = cause, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1) {
    if (isGrpcServiceError(e)) return e.code === deadlineExceeded && e.details.includes('remote_addr')
  }
  return false
}

/** Judges before anything is recorded. What is refused leaves a row in the journal. */
export async function refusing<T>(
  deps: RouteDeps,
  attempt: { dossierId: string; kind: UpdateName; actorId: string; unitId: string | null },
  judge: () => Promise<T>,
): Promise<T> {
  try {
    return await judge()
  } catch (error) {
    if (error instanceof DomainError) {
      await journalRefusal(deps.database.sql, { id: null, ...attempt }, error.code, deps.now())
      deps.metrics.decision(attempt.kind, error.code)
    }
    throw error
  }
}
