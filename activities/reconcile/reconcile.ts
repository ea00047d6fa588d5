/** Compares PostgreSQL with the engine and mends what differs; what it cannot mend becomes an alert. */
import type { Database } from '../../db/database.ts'
import {
  longEngineWork,
  openDossiers,
  type Projected,
  projectionOf,
  raiseAlerts,
  requeueDecisions,
  requeueMessages,
  requeueStarts,
  setAlerts,
  unknownRuns,
} from '../../db/engine/reconcile.ts'
import { typedRows } from '../../db/statement.ts'
import { mendTaskCounts } from '../../db/tasks/task-count.ts'
import { dossierWorkflowId, type Run, runOf } from '../../domain/dossier/workflow-id.ts'
import type { Engine } from '../../engine/connection.ts'
import { type OtherDatabase, otherDatabase, otherDatabaseWords } from '../../engine/known-database.ts'
import { catchUpSignal, reprojectSignal } from '../../engine/messages.ts'
import type { Difference, ReconcileInput, ReconcileReport } from '../../engine/reconcile-report.ts'
import { restartRun } from '../../engine/restart-run.ts'
import type { DossierState } from '../../procedures/grammar/run/event.ts'
import { runningWorkflowIds, stateOf, troubledWorkflowIds, workflowStatusOf } from './workflows.ts'

export interface ReconcileDeps {
  database: Database
  engine: Engine
  /** Instant in ms. */
  now: () => number
}

const queryWithinMs = 5_000
const batchSize = 20

/** As many as this are ended or started again in a round by themselves; of many workflows, a hundredth of them. */
const brakeAt = 20

/** A difference, and what mends it where that ends or starts a workflow: done only when all of them are known. */
interface Found {
  difference: Difference
  mend?: () => Promise<Difference>
}

export async function reconcile(
  deps: ReconcileDeps,
  { scope, beyondBrake = false }: ReconcileInput,
): Promise<ReconcileReport> {
  const other = await otherDatabase(deps.engine, deps.database)
  if (other !== null) return await stopAtOtherDatabase(deps, other)
  const left = await requeueLeftBehind(deps)
  const running = await runningWorkflowIds(deps.engine)
  const open = await openDossiers(deps.database.sql, scope, deps.now())
  const strays = await findStrays(deps, running)
  const wedged = await alertWedged(deps, open)
  const slow = await alertLongWork(deps)
  const compared = await inGroups(open, (projected) => compare(deps, projected, running, wedged.ids))
  const limit = Math.max(brakeAt, running.size / 100)
  const found = [...strays, ...compared].filter((one) => one !== null)
  const mended = await mendFound(deps, found, beyondBrake ? Number.POSITIVE_INFINITY : limit)
  await alertMissing(deps, scope, mended)
  const counts = scope === 'all' ? await recount(deps) : []
  return {
    compared: open.length,
    differences: [...left, ...wedged.differences, ...slow, ...mended, ...counts],
  }
}

/** What ends or starts a workflow is done for all of them or, beyond the limit, for none: then it is the database that is wrong. */
async function mendFound(deps: ReconcileDeps, found: readonly Found[], limit: number): Promise<Difference[]> {
  const heavy = found.filter(({ mend }) => mend !== undefined)
  const held = heavy.length > limit
  const alerts = held
    ? [
        {
          kind: 'reconcileHeld',
          dossierId: null,
          message: `${heavy.length} workflows would have to be ended or started again in one round; none was touched.`,
          remedy:
            'Look whether the database was set back or is another one. Where it is right: npm run reconcile -- --beyond-brake.',
        },
      ]
    : []
  await setAlerts(deps.database.sql, 'reconcileHeld', alerts, deps.now())
  return await inGroups(found, async ({ difference, mend }) => {
    if (mend === undefined) return difference
    return held ? { ...difference, repair: 'held' } : await mend()
  })
}

async function stopAtOtherDatabase(
  { database, now }: ReconcileDeps,
  other: OtherDatabase,
): Promise<ReconcileReport> {
  const { what, why, remedy } = otherDatabaseWords(other)
  const alert = { kind: 'otherDatabase', dossierId: null, message: `${what} ${why}`, remedy }
  await raiseAlerts(database.sql, [alert], now())
  return { compared: 0, differences: [{ kind: 'otherDatabase', dossierId: '', repair: 'alert' }] }
}

async function requeueLeftBehind({ database, now }: ReconcileDeps): Promise<readonly Difference[]> {
  const at = now()
  const [starts, messages, decisions] = await Promise.all([
    requeueStarts(database.sql, at),
    requeueMessages(database.sql, at),
    requeueDecisions(database.sql, at),
  ])
  // The relay takes it from here; it is told at once.
  if (starts.length + messages.length + decisions.length > 0) database.wakeRelay()
  return [
    ...starts.map((dossierId) => ({ kind: 'dossierNotStarted', dossierId, repair: 'requeued' }) as const),
    ...messages.map((dossierId) => ({ kind: 'messageLeftBehind', dossierId, repair: 'requeued' }) as const),
    ...decisions.map(
      (dossierId) => ({ kind: 'decisionLeftBehind', dossierId, repair: 'redelivered' }) as const,
    ),
  ]
}

/**
 * A workflow whose dossier is not here can write nothing: it is ended, and a person is told, since somebody
 * may hold a receipt for it (the database was set back). The row always comes before the workflow.
 */
async function findStrays(deps: ReconcileDeps, running: ReadonlySet<string>): Promise<readonly Found[]> {
  const { database, engine } = deps
  const strays = await unknownRuns(
    database.sql,
    [...running].flatMap((id) => runOf(id) ?? []),
  )
  const found = await inGroups(strays, async (run): Promise<Found | null> => {
    if ((await workflowStatusOf(engine, workflowIdOf(run))).is !== 'running') return null
    const difference = {
      kind: 'workflowWithoutDossier',
      dossierId: run.dossierId,
      repair: 'terminated',
    } as const
    return { difference, mend: () => endStray(deps, run, difference) }
  })
  return found.filter((one) => one !== null)
}

async function endStray(
  { database, engine, now }: ReconcileDeps,
  run: Run,
  difference: Difference,
): Promise<Difference> {
  await engine.client.workflow
    .getHandle(workflowIdOf(run))
    .terminate('reconcile: PostgreSQL holds no dossier or correction of this id')
  const alert = {
    kind: 'workflowWithoutDossier',
    dossierId: run.dossierId,
    message: 'A workflow ran for a dossier or a correction that PostgreSQL does not hold; it was ended.',
    remedy:
      "Look whether the database was set back. The history stays readable in the engine for its retention; file the dossier again from it or from the citizen's receipt.",
  }
  await raiseAlerts(database.sql, [alert], now())
  return difference
}

/** It reads every open task, so it belongs to the comparison of all. */
async function recount({ database }: ReconcileDeps): Promise<readonly Difference[]> {
  const wrong = await mendTaskCounts(database)
  return wrong === 0 ? [] : [{ kind: 'countsDiffer', dossierId: '', repair: 'recounted' }]
}

async function alertWedged(
  { database, engine, now }: ReconcileDeps,
  open: readonly Projected[],
): Promise<{ ids: ReadonlySet<string>; differences: readonly Difference[] }> {
  const overdue = open.filter((dossier) =>
    Object.values(dossier.tasks).some((due) => due !== null && due < now() - 60_000),
  )
  const waiting = await typedRows(database.sql, 'activities.alertWedged')`
    select distinct request.dossier_id as "dossierId", coalesce(task.correction, 0) as correction
    from decision_request request left join task on task.id = request.task_id
    where acknowledged_at is null and accepted_at < instant(${now() - 10_000})`
  const suspects = new Set([
    ...(await troubledWorkflowIds(engine)),
    ...overdue.map(workflowIdOf),
    ...waiting.map(workflowIdOf),
  ])
  const found = await inGroups([...suspects], async (id) => {
    const standing = await workflowStatusOf(engine, id)
    return standing.is === 'running' && standing.failing ? id : null
  })
  const failing = found.filter((id) => id !== null)
  const ids = [...new Set(failing.map((id) => runOf(id)?.dossierId ?? id))]
  const alerts = ids.map((dossierId) => ({
    kind: 'wedged',
    dossierId,
    message: `The workflow of dossier ${dossierId} fails again and again; nothing is lost, and it stands still.`,
    remedy:
      'Read the failure in the engine (temporal workflow show), repair the build and deploy it: the dossier then goes on by itself.',
  }))
  await setAlerts(database.sql, 'wedged', alerts, now())
  return {
    ids: new Set(failing),
    differences: ids.map((dossierId) => ({ kind: 'wedged', dossierId, repair: 'alert' })),
  }
}

async function alertLongWork({ database, now }: ReconcileDeps): Promise<readonly Difference[]> {
  const kind = 'engineWorkWaits'
  const waiting = await longEngineWork(database.sql, now())
  const alerts = waiting.map(({ dossierId, task }) => ({
    kind,
    dossierId,
    message: `The payout ${task} of dossier ${dossierId} has been under way for a quarter of an hour.`,
    remedy:
      'Look at its order in payment_order and at the failure of benefitPayout in the engine. UNKNOWN waits for the bank; anything else is a key, a rule or a build to mend. It is tried again by itself.',
  }))
  await setAlerts(database.sql, kind, alerts, now())
  return waiting.map(({ dossierId }) => ({ kind, dossierId, repair: 'alert' }))
}

/** What could not be started again: its writes do not follow from each other, or go past its journal. */
async function alertMissing(
  { database, now }: ReconcileDeps,
  scope: ReconcileInput['scope'],
  found: readonly Difference[],
): Promise<void> {
  const kind = 'workflowMissing'
  const alerts = found
    .filter(
      (difference) =>
        difference.repair === 'alert' && (difference.kind === kind || difference.kind === 'workflowAhead'),
    )
    .map(({ dossierId }) => ({
      kind,
      dossierId,
      message: `Dossier ${dossierId} is open, its workflow does not run from its rows, and could not be started again from them.`,
      remedy:
        'Compare dossier_revision and journal of the dossier with a backup: a row is missing or was changed. When they agree again, npm run reconcile starts it.',
    }))
  if (scope === 'all') await setAlerts(database.sql, kind, alerts, now())
  else await raiseAlerts(database.sql, alerts, now())
}

async function compare(
  deps: ReconcileDeps,
  projected: Projected,
  running: ReadonlySet<string>,
  wedged: ReadonlySet<string>,
): Promise<Found | null> {
  const { dossierId } = projected
  const id = workflowIdOf(projected)
  if (wedged.has(id)) return null
  if (!running.has(id)) {
    const missing = await missingWorkflow(deps, projected)
    if (missing !== null) return missing
  }
  const { is, runId: seen } = await workflowStatusOf(deps.engine, id)
  if (is !== 'running') return null
  const state = await stateOf(deps.engine, id, queryWithinMs)
  const again = await projectionOf(deps.database.sql, projected)
  // Something was written meanwhile, or nobody answers: neither is a difference.
  if (state === null || again === null || again.revision !== projected.revision) return null
  const handle = deps.engine.client.workflow.getHandle(id)
  if (state.revision < again.revision) {
    await handle.signal(catchUpSignal)
    return { difference: { kind: 'workflowBehind', dossierId, repair: 'caughtUp' } }
  }
  if (state.revision > again.revision) {
    // Its decisions are in no row any more: people decide again, by what the journal holds.
    return startAgain(deps, projected, 'workflowAhead', { why: 'ahead', seen })
  }
  if (sameTasks(state, again)) return null
  await handle.signal(reprojectSignal)
  return { difference: { kind: 'projectionBehind', dossierId, repair: 'reprojected' } }
}

function startAgain(
  deps: ReconcileDeps,
  run: Run,
  kind: 'workflowAhead' | 'workflowMissing',
  judged: Parameters<typeof restartRun>[2],
): Found {
  const difference: Difference = { kind, dossierId: run.dossierId, repair: 'restarted' }
  const mend = async (): Promise<Difference> =>
    (await restartRun(deps, run, judged)) ? difference : { ...difference, repair: 'alert' }
  return { difference, mend }
}

async function missingWorkflow(deps: ReconcileDeps, run: Run): Promise<Found | null> {
  const standing = await workflowStatusOf(deps.engine, workflowIdOf(run))
  const now = await projectionOf(deps.database.sql, run)
  if (standing.is === 'running' || now === null || now.ending !== null) return null
  const why = standing.is === 'unknown' ? 'forgotten' : 'ended'
  return startAgain(deps, run, 'workflowMissing', { why, seen: standing.runId })
}

/** Due times may differ for a while (an earlier one travels as a message); which tasks are open may not. */
function sameTasks(state: DossierState, projected: Projected): boolean {
  const keys = Object.keys(projected.tasks)
  return (
    state.ending === projected.ending &&
    keys.length === Object.keys(state.tasks).length &&
    keys.every((key) => key in state.tasks)
  )
}

const workflowIdOf = ({ dossierId, correction }: Run): string => dossierWorkflowId(dossierId, correction)

async function inGroups<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < all.length; i += batchSize)
    results.push(...(await Promise.all(all.slice(i, i + batchSize).map(each))))
  return results
}
