/** What the engine ran when a list of open runs was frozen. It is asked after that, and it may be long after. */
import { WorkflowNotFoundError } from '@temporalio/client'
import { addEngineSide, listsToAsk, startedNotAmong, type ToAsk } from '../db/certificate/frozen-engine.ts'
import type { Database } from '../db/database.ts'
import { dossierWorkflowId, type Run, runOf } from '../domain/dossier/workflow-id.ts'
import { dossierTypesQuery } from '../temporal.config.ts'
import type { Engine } from './connection.ts'

/** Where more are not in its list, it is not late: too many are gone to look each up. */
const lookedUpAtMost = 2_000
const lookedUpAtOnce = 20
/** As many as the server gives at once. */
const pageSize = 1_000
/** A page, or a workflow that is looked up. */
const callMs = 10_000
/** By how much the clocks of engine and database may differ: an instant is one of the database's, start and end of a run of the engine's. */
const skewMs = 1_000

export interface Asking {
  database: Pick<Database, 'sql'>
  engine: Engine
  /** Runs that are looked up one by one. @defaultValue 2,000 */
  lookUpAtMost?: number
  /** The id of a list: no other is asked about. */
  only?: string
}

/**
 * Asks what ran when the lists were frozen of which that is not known, and adds it to them.
 * @returns of how many lists something was added
 * @throws where the engine does not answer: what is not added is asked again
 */
export async function askOfLists(asking: Asking): Promise<number> {
  let added = 0
  for (const list of await listsToAsk(asking.database.sql)) {
    if (asking.only !== undefined && asking.only !== list.listId) continue
    const ran = await runsThen(asking, list)
    if (await addEngineSide(asking.database, { listId: list.listId, askedAt: list.now, ran })) added += 1
  }
  return added
}

/** All that ran; visibility is late by moments, so what it does not list is looked up in the engine itself. */
export async function runsThen(
  { database, engine, lookUpAtMost = lookedUpAtMost }: Asking,
  { listId, frozenAt }: Pick<ToAsk, 'listId' | 'frozenAt'>,
): Promise<readonly Run[]> {
  const listed = await listedThen(engine, frozenAt)
  const notListed = await startedNotAmong(database.sql, listId, listed)
  if (notListed.length > lookUpAtMost) return listed
  const found: Run[] = []
  for (let i = 0; i < notListed.length; i += lookedUpAtOnce) {
    const group = notListed.slice(i, i + lookedUpAtOnce)
    const ran = await Promise.all(group.map((run) => ranThen(engine, run, frozenAt)))
    found.push(...group.filter((_, j) => ran[j] === true))
  }
  return [...listed, ...found]
}

const thenQuery = (at: number): string => {
  const instant = `'${new Date(at).toISOString()}'`
  return `StartTime <= ${instant} AND (ExecutionStatus = 'Running' OR CloseTime >= ${instant})`
}

/** As visibility has them. */
async function listedThen(engine: Engine, at: number): Promise<readonly Run[]> {
  const query = `${dossierTypesQuery} AND ${thenQuery(at)}`
  const pages = engine.client.workflow.list({ query, pageSize })[Symbol.asyncIterator]()
  const runs: Run[] = []
  for (;;) {
    const { done, value } = await inTime(engine, () => pages.next())
    if (done === true) return runs
    const run = runOf(value.workflowId)
    if (run !== null) runs.push(run)
  }
}

/** By the engine itself: the run that it has of a workflow now, or one before it. */
async function ranThen(engine: Engine, { dossierId, correction }: Run, at: number): Promise<boolean> {
  const workflowId = dossierWorkflowId(dossierId, correction)
  const { workflow } = engine.client
  try {
    const last = await inTime(engine, () => workflow.getHandle(workflowId).describe())
    if (last.startTime.getTime() <= at + skewMs) {
      // One that ended by itself had its end written before, and the list was frozen before that.
      const since = last.status.name === 'COMPLETED' ? at - skewMs : at
      return last.status.name === 'RUNNING' || (last.closeTime?.getTime() ?? 0) >= since
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
  const query = `WorkflowId = '${workflowId}' AND ${thenQuery(at)}`
  return (await inTime(engine, () => workflow.count(query))).count > 0
}

const inTime = <T>({ connection }: Engine, call: () => Promise<T>): Promise<T> =>
  connection.withDeadline(Date.now() + callMs, call)
