/** The second half of a request: delivered to its workflow and waited for; 200 only when it is applied. */
import { isGrpcServiceError } from '@temporalio/client'
import { readApplied } from '../../db/dossier/requests/request-status.ts'
import { type RecordedRequest, readRequest } from '../../db/dossier/requests/requests.ts'
import { DomainError } from '../../domain/errors.ts'
import { deliverRequest } from '../../relay/deliver-request.ts'
import type { RouteDeps } from '../server/deps.ts'
import { domainErrorOf } from '../server/errors.ts'

export interface Applied {
  decision: string
  status: 'applied'
  revision: number
}

/**
 * Delivers a recorded request and waits for its outcome; one applied or refused before is answered as it was then.
 * @throws {DomainError} why it is refused, or why its outcome is not known yet; either names the request
 */
export async function awaitOutcome(
  deps: RouteDeps,
  request: RecordedRequest,
  timeoutMs: number = deps.requestTimeoutMs,
): Promise<Applied> {
  const { id } = request
  try {
    const applied = await outcomeOf(deps, request, timeoutMs)
    deps.metrics.dossierRequest(request.kind, 'applied')
    return applied
  } catch (error) {
    const failure = withRequestId(error, id)
    deps.metrics.dossierRequest(request.kind, failure.code)
    throw failure
  }
}

async function outcomeOf(deps: RouteDeps, request: RecordedRequest, timeoutMs: number): Promise<Applied> {
  const { id } = request
  if (request.status === 'lapsed') throw new DomainError('requestLapsed')
  if (request.status === 'refused') throw new DomainError(request.refusal ?? 'internal')
  if (request.status === 'pending') {
    const outcome = await deliverRequest(deps, request, timeoutMs)
    if ('refused' in outcome) throw new DomainError(outcome.refused)
    deps.acknowledger.add(id)
    // Of what was recorded just now the engine's answer is that of the write. To what is sent again it gives its first answer, which
    // a restored database may have lost since.
    if (request.recordedNow === true && outcome.applied !== null) {
      return { decision: id, status: 'applied', revision: outcome.applied }
    }
  }
  const revision = await readApplied(deps.database.sql, request.dossierId, id)
  if (revision !== null) return { decision: id, status: 'applied', revision }
  // The engine said applied and no row says so: a database restored to an older point, which reconcile mends.
  const recorded = await readRequest(deps.database.sql, id)
  throw new DomainError(recorded?.status === 'lapsed' ? 'requestLapsed' : 'notYetApplied')
}

const recordedHint =
  'It is recorded and will be applied; read GET /decisions/:id, or send it again under the same key.'

/** Every failure after the request was recorded names it, so that the caller can read its outcome. */
function withRequestId(error: unknown, id: string): DomainError {
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
 * The engine was reached, and it or its workers were slow. Which deadline ends first is chance: the engine's own, reported in
 * its words; the peer's, which resets the stream; or the client's, which names the peer. Only the client's without a peer reached nobody.
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
