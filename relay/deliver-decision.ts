import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Database } from '../db/database.ts'
import { acknowledge, type DecisionRequest, readRequest, settleRefused } from '../db/decision.ts'
import { DomainError, type ErrorCode, isErrorCode } from '../domain/errors.ts'
import { dossierWorkflowId } from '../temporal.config.ts'
import { type RequestedItem, type UpdateName, updates } from '../workflows/messages.ts'
import { type Engine, isEngineAway, isEngineBusy } from './engine.ts'

export interface Delivering {
  database: Database
  engine: Engine
  /** Instant in ms. */
  now: () => number
}

/**
 * Sends a recorded request to its workflow under the request's own id and waits for the outcome. Safe to
 * repeat: the engine answers the same id with its first outcome, and the write is keyed by it.
 * @throws {DomainError} `engineUnavailable` or `tooManyPending` when nothing is known yet; the relay goes on.
 */
export async function deliverDecision(
  { database, engine, now }: Delivering,
  request: DecisionRequest,
  timeoutMs: number,
): Promise<'applied' | { refused: ErrorCode }> {
  const refused = await send(engine, request, timeoutMs)
  if (refused === null) return 'applied'
  // The engine may refuse what PostgreSQL has long applied (a run renewed since): the row decides.
  await settleRefused(database, request, refused, now())
  const settled = await readRequest(database.sql, request.id)
  return settled?.status === 'applied' ? 'applied' : { refused: settled?.refusal ?? refused }
}

/** Sends and acknowledges at once; for the relay, which has no caller waiting. */
export async function redeliver(
  delivering: Delivering,
  request: DecisionRequest,
  timeoutMs: number,
): Promise<void> {
  const outcome = await deliverDecision(delivering, request, timeoutMs)
  if (outcome === 'applied') await acknowledge(delivering.database.sql, [request.id], delivering.now())
}

async function send(engine: Engine, request: DecisionRequest, timeoutMs: number): Promise<ErrorCode | null> {
  const handle = engine.client.workflow.getHandle(dossierWorkflowId(request.dossierId))
  try {
    await engine.connection.withDeadline(Date.now() + timeoutMs, () =>
      handle.executeUpdate<unknown, [RequestedItem, number | null]>(updateName(request.kind), {
        updateId: request.id,
        args: [request.item, request.revision],
      }),
    )
    return null
  } catch (error) {
    return refusalOf(error)
  }
}

const updateName = (kind: UpdateName): string => updates[kind].name

function refusalOf(error: unknown): ErrorCode {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error
    if (cause instanceof ApplicationFailure && isErrorCode(cause.type)) return cause.type
  }
  if (error instanceof WorkflowNotFoundError) return 'dossierClosed'
  if (isEngineBusy(error)) throw new DomainError('tooManyPending', {}, { cause: error })
  if (isEngineAway(error)) throw new DomainError('engineUnavailable', {}, { cause: error })
  throw error
}
