import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure, type Workflow } from '@temporalio/common'
import type { Database } from '../db/database.ts'
import {
  acknowledge,
  type RecordedRequest,
  type RunRevision,
  readRequest,
  readRunRevision,
  refuseRequest,
} from '../db/dossier/requests/requests.ts'
import { runHistory } from '../db/engine/run-history.ts'
import { dossierWorkflowId } from '../domain/dossier/workflow-id.ts'
import { DomainError, type ErrorCode, isErrorCode } from '../domain/errors.ts'
import { type Engine, isEngineAway, isEngineBusy, isTaskFailed } from '../engine/connection.ts'
import { otherDatabase } from '../engine/known-database.ts'
import { type Applied, catchUpSignal, updates } from '../engine/messages.ts'
import { restartRun } from '../engine/restart-run.ts'
import { onceOnly, startOptionsOf } from '../engine/start-run.ts'
import type { RequestedEvent, RequestKind } from '../procedures/grammar/run/request.ts'

export interface Delivering {
  database: Database
  engine: Engine
  /** Instant in ms. */
  now: () => number
}

interface Made {
  /** The revision that the request made, as the engine answered; null where PostgreSQL alone says that it is applied. */
  applied: number | null
}

export type Outcome = Made | { refused: ErrorCode }

interface Refused {
  code: ErrorCode
  /** The engine knows no running workflow of the dossier. */
  notFound?: boolean
  /** True if the database agrees. A workflow that lags behind may refuse a valid request. */
  confirmedByDatabase(dossier: RunRevision): boolean
}

/** The workflow task that held the request failed: whether the request was applied is not known. */
interface TaskFailed {
  taskFailed: unknown
}

/** How often a workflow that was behind PostgreSQL, or whose task failed, is asked again while the caller waits. */
const attempts = 3

/**
 * Sends a recorded request to its workflow under the request's own id and waits for the outcome. Safe to
 * repeat: the engine answers the same id with its first outcome, and the write is keyed by it. A dossier's requests
 * go one after the other: dozens of updates at once on one workflow can keep server and worker (1.32, 1.24) discarding
 * each other's tasks for minutes, and the workflow takes them one by one anyway.
 * @param timeoutMs for its turn and its outcome together
 * @throws {DomainError} `engineUnavailable`, `notYetApplied` or `tooManyPending` when nothing is known yet; the relay
 * goes on.
 */
export async function deliverRequest(
  delivering: Delivering,
  request: RecordedRequest,
  timeoutMs: number,
): Promise<Outcome> {
  const until = Date.now() + timeoutMs
  return await delivering.engine.turns.take(request.dossierId, timeoutMs, () =>
    deliver(delivering, request, until),
  )
}

async function deliver(delivering: Delivering, request: RecordedRequest, until: number): Promise<Outcome> {
  let cause: unknown
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await (request.started ? send : startAndSend)(delivering, request, until)
    if ('applied' in answer) return answer
    if ('taskFailed' in answer) {
      cause = answer.taskFailed
      continue
    }
    cause = undefined
    const outcome = await recordRefusal(delivering, request, answer)
    if (outcome !== null) return outcome
    await delivering.engine.connection.withDeadline(until, () =>
      answer.notFound && request.started
        ? startForgotten(delivering, request)
        : tellToCatchUp(delivering.engine, request),
    )
  }
  if (cause !== undefined) throw new DomainError('notYetApplied', {}, { cause })
  throw new DomainError('engineUnavailable')
}

/** The outcome, or null where the engine refused only because it has not heard of a write in PostgreSQL yet. */
async function recordRefusal(
  { database, now }: Delivering,
  request: RecordedRequest,
  { code, confirmedByDatabase }: Refused,
): Promise<Outcome | null> {
  const [before, dossier] = await Promise.all([
    readRequest(database.sql, request.id),
    readRunRevision(database.sql, request),
  ])
  if (before?.status === 'pending' && dossier !== null && !confirmedByDatabase(dossier)) return null
  // The engine may refuse what PostgreSQL has long applied (a run renewed since): the row decides.
  await refuseRequest(database, request, code, now())
  const after = await readRequest(database.sql, request.id)
  return after?.status === 'applied' ? { applied: null } : { refused: after?.refusal ?? code }
}

/**
 * A dossier that is open and was started, and that the engine has forgotten (it was set up again): started again from its rows, as
 * reconcile would within its round. One that merely ended is left to reconcile and its brake.
 * @throws {DomainError} `engineUnavailable` where the namespace belongs to another database
 */
async function startForgotten(delivering: Delivering, run: RecordedRequest): Promise<void> {
  const { database, engine } = delivering
  if ((await otherDatabase(engine, database)) !== null) throw new DomainError('engineUnavailable')
  await restartRun(delivering, run, { why: 'forgotten', seen: null })
}

async function tellToCatchUp(engine: Engine, { dossierId, correction }: RecordedRequest): Promise<void> {
  const handle = engine.client.workflow.getHandle(dossierWorkflowId(dossierId, correction))
  // If the signal is lost, the workflow catches up with its next write.
  await handle.signal(catchUpSignal).catch(() => undefined)
}

/** Sends and acknowledges at once; for the relay, which has no caller waiting. */
export async function redeliverRequest(
  delivering: Delivering,
  request: RecordedRequest,
  timeoutMs: number,
): Promise<void> {
  const outcome = await deliverRequest(delivering, request, timeoutMs)
  if ('applied' in outcome) await acknowledge(delivering.database.sql, [request.id], delivering.now())
}

async function send(
  { engine }: Pick<Delivering, 'engine'>,
  request: RecordedRequest,
  until: number,
): Promise<Made | Refused | TaskFailed> {
  const handle = engine.client.workflow.getHandle(dossierWorkflowId(request.dossierId, request.correction))
  try {
    const { revision } = await engine.connection.withDeadline(until, () =>
      handle.executeUpdate<Applied, [RequestedEvent, number | null]>(updateName(request.kind), {
        updateId: request.id,
        args: [request.item, request.revision],
      }),
    )
    return { applied: revision }
  } catch (error) {
    return refusalOf(error)
  }
}

/**
 * For a dossier that the relay has not started yet. Only for such a one: after the retention of a workflow that has ended a start
 * would run a second life.
 */
async function startAndSend(
  { database, engine }: Delivering,
  request: RecordedRequest,
  until: number,
): Promise<Made | Refused | TaskFailed> {
  const history = await runHistory(database.sql, request)
  if (history === null || history.started || history.closed) return await send({ engine }, request, until)
  const from = startOptionsOf(history)
  if (from === null) throw new DomainError('engineUnavailable')
  const { args, ...options } = from.options
  try {
    const { revision } = await engine.connection.withDeadline(until, () =>
      engine.client.workflow.executeUpdateWithStart<Workflow, Applied, [RequestedEvent, number | null]>(
        updateName(request.kind),
        {
          updateId: request.id,
          args: [request.item, request.revision],
          startWorkflowOperation: new WithStartWorkflowOperation(from.workflowType, {
            ...options,
            ...onceOnly,
            args,
          }),
        },
      ),
    )
    return { applied: revision }
  } catch (error) {
    return refusalOf(error)
  }
}

const updateName = (kind: RequestKind): string => updates[kind].name

/** The server's word for an update that came while the worker was busy with others: nothing has judged it. */
const unprocessed = 'UnprocessedUpdate'

function refusalOf(error: unknown): Refused | TaskFailed {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error
    if (cause instanceof ApplicationFailure && cause.type === unprocessed)
      throw new DomainError('tooManyPending', {}, { cause })
    if (cause instanceof ApplicationFailure && isErrorCode(cause.type)) {
      // A refusal by the validator names the revision it was judged at; any other is the update's outcome for ever.
      const [judgedAt] = cause.details ?? []
      const confirmedByDatabase = ({ revision }: RunRevision) =>
        typeof judgedAt !== 'number' || revision <= judgedAt
      return { code: cause.type, confirmedByDatabase }
    }
  }
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) {
    return { code: 'dossierClosed', notFound: true, confirmedByDatabase: ({ closed }) => closed }
  }
  if (isTaskFailed(error)) return { taskFailed: error }
  if (isEngineBusy(error)) throw new DomainError('tooManyPending', {}, { cause: error })
  if (isEngineAway(error)) throw new DomainError('engineUnavailable', {}, { cause: error })
  throw error
}
