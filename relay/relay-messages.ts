import { WorkflowNotFoundError } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { type Lane, lanes, type Message, markDone, markFailed, takeMessages } from '../db/engine/outbox.ts'
import { dossierWorkflowId, runOf } from '../domain/dossier/workflow-id.ts'
import { errorPlace } from '../domain/error-trace.ts'
import type { Engine } from '../engine/connection.ts'
import { catchUpSignal } from '../engine/messages.ts'
import { startDossiers } from './start-dossiers.ts'

export interface MessageDeps {
  database: Database
  engine: Engine
  now: () => number
  crashPoint?: (name: string) => void
}

/** Why a message could not be carried now, by its id. */
type Failures = ReadonlyMap<number, string>

const batchSize = 50

/** One round of the outbox: workflows to start, and due dates that moved; true when there may be more. */
export async function relayMessages(deps: MessageDeps): Promise<boolean> {
  return (await relayLane(deps, lanes.today, batchSize)) === batchSize
}

/** Carries what waits in a lane, so many messages at most. @returns how many were taken */
export async function relayLane(deps: MessageDeps, lane: Lane, limit: number): Promise<number> {
  const { sql } = deps.database
  const messages = await takeMessages(sql, deps.now(), limit, lane)
  if (messages.length === 0) return 0
  deps.crashPoint?.('after_claim')
  const starts = messages.filter(({ topic }) => topic === 'startWorkflow')
  const dueMoves = messages.filter(({ topic }) => topic === 'dueMoved')
  const failed = new Map([...(await startAll(deps, starts)), ...(await signalAll(deps.engine, dueMoves))])
  // Those that ask for a start are marked together with the dossier.
  const done = messages.filter(({ id, topic }) => topic !== 'startWorkflow' && !failed.has(id))
  if (done.length > 0) {
    await markDone(
      sql,
      done.map(({ id }) => id),
      deps.now(),
    )
  }
  for (const [id, reason] of failed) await markFailed(sql, [id], reason)
  return messages.length
}

async function startAll(deps: MessageDeps, messages: readonly Message[]): Promise<Failures> {
  const runs = messages.flatMap(({ key }) => runOf(key) ?? [])
  const notStarted = await startDossiers({ ...deps, crashPoint: deps.crashPoint ?? (() => {}) }, runs)
  const failed = new Map<number, string>()
  for (const { id, key } of messages) {
    const reason = notStarted.get(key)
    if (reason !== undefined) failed.set(id, reason)
  }
  return failed
}

async function signalAll(engine: Engine, messages: readonly Message[]): Promise<Failures> {
  const failed = new Map<number, string>()
  await Promise.all(
    messages.map(({ id, dossierId, correction }) =>
      engine.client.workflow
        .getHandle(dossierWorkflowId(dossierId, correction))
        .signal(catchUpSignal)
        .catch((error: unknown) => {
          // What does not run has no timer to move; when it starts, it reads the due times from the rows.
          if (error instanceof WorkflowNotFoundError) return
          failed.set(id, errorPlace(error))
        }),
    ),
  )
  return failed
}
