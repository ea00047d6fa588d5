import { WorkflowNotFoundError } from '@temporalio/client'
import type { SignalDefinition } from '@temporalio/common'
import type { Database } from '../db/database.ts'
import { openByHandTasks } from '../db/engine/open-by-hand-tasks.ts'
import { type Lane, lanes, type Message, markDone, markFailed, takeMessages } from '../db/engine/outbox.ts'
import { childWorkflowId, dossierWorkflowId, runOf } from '../domain/dossier/workflow-id.ts'
import { errorPlace } from '../domain/error-trace.ts'
import { type OutboxTopic, outboxTopics } from '../domain/operation.ts'
import type { Engine } from '../engine/connection.ts'
import { catchUpSignal, reorganisationSteppedSignal } from '../engine/messages.ts'
import { type EngineWatch, withinCall } from './engine-watch.ts'
import { startDossiers } from './start-dossiers.ts'
import type { StartPace } from './start-pace.ts'

export interface MessageDeps {
  database: Database
  engine: Engine
  /** Hears of what the engine did not answer; nobody does where left out. */
  watch?: EngineWatch
  /** Hears of each start; nobody does where left out. */
  pace?: Pick<StartPace, 'made'>
  now: () => number
  crashPoint?: (name: string) => void
}

/** Why a message could not be carried now, by its id. */
type Failures = ReadonlyMap<number, string>

const batchSize = 50

/**
 * One round of the outbox: workflows to start, due dates that moved, steps of a reorganisation; true when there may be more.
 * @param starts false where workers do not keep up: what is to be started waits, and nothing else
 */
export async function relayMessages(deps: MessageDeps, { starts } = { starts: true }): Promise<boolean> {
  const topics = starts ? outboxTopics : outboxTopics.filter((topic) => topic !== 'startWorkflow')
  return (await relayLane(deps, lanes.today, batchSize, topics)) === batchSize
}

/** Carries what waits in a lane, so many messages at most. @returns how many were taken */
export async function relayLane(
  deps: MessageDeps,
  lane: Lane,
  limit: number,
  topics: readonly OutboxTopic[] = outboxTopics,
): Promise<number> {
  const { sql } = deps.database
  const messages = await takeMessages(sql, deps.now(), limit, { lane, topics })
  if (messages.length === 0) return 0
  deps.crashPoint?.('after_claim')
  const starts = messages.filter(({ topic }) => topic === 'startWorkflow')
  const dueMoves = messages.filter(({ topic }) => topic === 'dueMoved')
  const steps = messages.filter(({ topic }) => topic === 'reorganisationStepped')
  // At the same time: each may take as long as an engine that is away.
  const failures = await Promise.all([
    startAll(deps, starts),
    signalAll(deps, dueMoves),
    signalSteps(deps, steps),
  ])
  const failed = new Map(failures.flatMap((of) => [...of]))
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
  deps.pace?.made(messages.flatMap(({ key }) => (notStarted.has(key) ? [] : [key])))
  const failed = new Map<number, string>()
  for (const { id, key } of messages) {
    const reason = notStarted.get(key)
    if (reason !== undefined) failed.set(id, reason)
  }
  return failed
}

const signalAll = (deps: MessageDeps, messages: readonly Message[]): Promise<Failures> =>
  signalEach(
    deps,
    catchUpSignal,
    messages.map(({ id, dossierId, correction }) => [id, dossierWorkflowId(dossierId, correction)]),
  )

/** Children that wait for a reorganisation; one that begins later reads its rows by then. */
async function signalSteps(deps: MessageDeps, messages: readonly Message[]): Promise<Failures> {
  if (messages.length === 0) return new Map()
  const tasks = await openByHandTasks(
    deps.database.sql,
    messages.map(({ dossierId }) => dossierId),
  )
  const children = messages.flatMap(({ id, dossierId }) =>
    tasks.flatMap((task): [number, string][] =>
      task.dossierId === dossierId ? [[id, childWorkflowId(dossierId, task.key)]] : [],
    ),
  )
  return await signalEach(deps, reorganisationSteppedSignal, children)
}

/** @param workflows by the id of the message for which each is signalled */
async function signalEach(
  { engine, watch }: MessageDeps,
  signal: SignalDefinition,
  workflows: readonly (readonly [message: number, workflowId: string])[],
): Promise<Failures> {
  const failed = new Map<number, string>()
  await Promise.all(
    workflows.map(([message, workflowId]) =>
      withinCall(engine, () => engine.client.workflow.getHandle(workflowId).signal(signal)).catch(
        (error: unknown) => {
          // What does not run waits for nothing; when it starts, it reads the rows.
          if (error instanceof WorkflowNotFoundError) return
          watch?.failed(error)
          failed.set(message, errorPlace(error))
        },
      ),
    ),
  )
  return failed
}
