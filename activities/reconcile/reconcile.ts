/** Compares PostgreSQL with the engine and mends what differs; what it cannot mend becomes an alert. */
import { type EndedRound, recordRound } from '../../db/engine/last-round.ts'
import {
  importsWaitingLong,
  longEngineWork,
  type NewAlert,
  openDossiers,
  type Projected,
  projectionOf,
  raiseAlerts,
  requeueMessages,
  requeueRequests,
  requeueStarts,
  setAlerts,
  suspectRuns,
} from '../../db/engine/reconcile-rows.ts'
import { wasRestarted } from '../../db/engine/restart.ts'
import { mendTaskCounts } from '../../db/tasks/task-count.ts'
import { type Run, runOf } from '../../domain/dossier/workflow-id.ts'
import { type OtherDatabase, otherDatabase, otherDatabaseWords } from '../../engine/known-database.ts'
import { catchUpSignal, reprojectSignal } from '../../engine/messages.ts'
import type { Difference, ReconcileInput, ReconcileReport } from '../../engine/reconcile-report.ts'
import { restartRun } from '../../engine/restart-run.ts'
import type { DossierState } from '../../procedures/grammar/run/event.ts'
import { alertBankLines } from './alert-bank-lines.ts'
import { findStrays } from './find-strays.ts'
import { type Found, inGroups, type ReconcileDeps, workflowIdOf } from './round.ts'
import { stateOf, troubledWorkflowIds, type WorkflowStatus, workflowStatusOf } from './workflows.ts'

const queryWithinMs = 5_000

/** As many as this are ended or started again in a round without an operator; of many workflows, a hundredth of them. */
const brakeAt = 20
export const brakeLimit = (looked: number): number => Math.max(brakeAt, looked / 100)
const namedNotJudged = 20
const wedgedAgainMs = 3_600_000

/** A run whose workflow runs and does not answer. */
interface NotJudged {
  noAnswer: string
}

export async function reconcile(
  deps: ReconcileDeps,
  { scope, beyondBrake = false }: ReconcileInput,
): Promise<ReconcileReport> {
  const other = await otherDatabase(deps.engine, deps.database)
  if (other !== null) return await stopAtOtherDatabase(deps, other)
  const beganAt = deps.now()
  const left = await requeueLeftBehind(deps, scope)
  const strays = await findStrays(deps, scope)
  const wedged = await findWedged(deps)
  const slow = await alertLongWork(deps)
  await alertImports(deps)
  await alertBankLines(deps)
  const found = [...strays.found, ...wedged.found]
  const silent: string[] = []
  let open = 0
  for await (const page of openDossiers(deps.database.sql, scope, deps.now())) {
    open += page.length
    for (const one of await inGroups(deps, page, (projected) => compare(deps, projected, wedged.ids))) {
      if ('noAnswer' in one) silent.push(one.noAnswer)
      else found.push(one)
    }
  }
  const compared = open - silent.length
  const limit = brakeLimit(Math.max(strays.looked, open))
  const mended = await mendFound(deps, found, beyondBrake ? Number.POSITIVE_INFINITY : limit)
  await alertMissing(deps, scope, mended)
  await alertWedged(deps, mended)
  const counts = scope === 'all' ? await recount(deps) : []
  const differences = [...left, ...slow, ...mended, ...counts]
  const round: EndedRound = {
    ...{ kind: scope, beganAt, endedAt: deps.now() },
    ...{ items: compared, differences: differences.length },
  }
  await recordRound(deps.database.sql, round)
  return {
    ...{ compared, differences },
    ...{ notJudged: silent.length, notJudgedFirst: silent.slice(0, namedNotJudged) },
  }
}

/** What ends or starts a workflow is done for all of them or, beyond the limit, for none: then it is the database that is wrong. */
async function mendFound(deps: ReconcileDeps, found: readonly Found[], limit: number): Promise<Difference[]> {
  const heavy = found.filter(({ mend }) => mend !== undefined)
  const held = heavy.length > limit
  const alerts: readonly NewAlert[] = held
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
  return await inGroups({}, found, async ({ difference, mend }) => {
    if (mend === undefined) return difference
    return held ? { ...difference, repair: 'held' } : await mend()
  })
}

async function stopAtOtherDatabase(
  { database, now }: ReconcileDeps,
  other: OtherDatabase,
): Promise<ReconcileReport> {
  const { what, why, remedy } = otherDatabaseWords(other)
  const alert: NewAlert = { kind: 'otherDatabase', dossierId: null, message: `${what} ${why}`, remedy }
  await raiseAlerts(database.sql, [alert], now())
  const differences: Difference[] = [{ kind: 'otherDatabase', dossierId: '', repair: 'alert' }]
  return { compared: 0, differences, notJudged: 0, notJudgedFirst: [] }
}

async function requeueLeftBehind(
  { database, now }: ReconcileDeps,
  scope: ReconcileInput['scope'],
): Promise<readonly Difference[]> {
  const at = now()
  const [starts, messages, requests] = await Promise.all([
    requeueStarts(database.sql, scope, at),
    requeueMessages(database.sql, at),
    requeueRequests(database.sql, at),
  ])
  // The relay takes it from here; it is notified at once.
  if (starts.length + messages.length + requests.length > 0) database.wakeRelay()
  return [
    ...starts.map((dossierId) => ({ kind: 'dossierNotStarted', dossierId, repair: 'requeued' }) as const),
    ...messages.map((dossierId) => ({ kind: 'messageLeftBehind', dossierId, repair: 'requeued' }) as const),
    ...requests.map(
      (dossierId) => ({ kind: 'decisionLeftBehind', dossierId, repair: 'redelivered' }) as const,
    ),
  ]
}

/** It reads every open task, so it belongs to the comparison of all. */
async function recount({ database }: ReconcileDeps): Promise<readonly Difference[]> {
  const wrong = await mendTaskCounts(database)
  return wrong === 0 ? [] : [{ kind: 'countsDiffer', dossierId: '', repair: 'recounted' }]
}

/**
 * What makes a run's task fail is as a rule in its history, or in the worker that holds it: a run that begins from the rows has neither.
 * Where the build itself is broken that helps nothing; so once in an hour, and then a person must look.
 */
async function findWedged(
  deps: ReconcileDeps,
): Promise<{ ids: ReadonlySet<string>; found: readonly Found[] }> {
  const { database, engine, now } = deps
  const suspects = new Set([
    ...(await troubledWorkflowIds(engine)),
    ...(await suspectRuns(database.sql, now())).map(workflowIdOf),
  ])
  const ids = new Set<string>()
  const found = await inGroups(deps, [...suspects], async (id): Promise<Found | null> => {
    const status = await workflowStatusOf(engine, id)
    const run = runOf(id)
    if (run === null || status.is !== 'running' || status.failing === null) return null
    ids.add(id)
    const since = now() - wedgedAgainMs
    const again =
      status.failing === 'task' && !(await wasRestarted(database.sql, run, { why: 'wedged', since }))
    if (again) return startAgain(deps, run, 'wedged', { why: 'wedged', seen: status.runId })
    return { difference: { kind: 'wedged', dossierId: run.dossierId, repair: 'alert' } }
  })
  return { ids, found }
}

async function alertWedged({ database, now }: ReconcileDeps, mended: readonly Difference[]): Promise<void> {
  const left = mended.filter(({ kind, repair }) => kind === 'wedged' && repair !== 'restarted')
  const alerts = [...new Set(left.map(({ dossierId }) => dossierId))].map((dossierId) => ({
    kind: 'wedged' as const,
    dossierId,
    message: `The workflow of dossier ${dossierId} fails again and again; nothing is lost, and it makes no progress.`,
    remedy:
      'Read the failure in the engine (temporal workflow show), repair the build and deploy it: the dossier then goes on by itself.',
  }))
  await setAlerts(database.sql, 'wedged', alerts, now())
}

async function alertLongWork({ database, now }: ReconcileDeps): Promise<readonly Difference[]> {
  const kind = 'engineWorkWaits' as const
  const waiting = await longEngineWork(database.sql, now())
  const alerts = waiting.map(({ dossierId, task }) => ({
    kind,
    dossierId,
    message: `The payout ${task} of dossier ${dossierId} has been in progress for a quarter of an hour.`,
    remedy:
      'Look at its order in payment_order and at the failure of benefitPayout in the engine. UNKNOWN waits for the bank; anything else is a key, a rule or a build to mend. It is tried again by itself.',
  }))
  await setAlerts(database.sql, kind, alerts, now())
  return waiting.map(({ dossierId }) => ({ kind, dossierId, repair: 'alert' }))
}

/** They wait on purpose, so nothing is repaired; but not for ever. */
async function alertImports({ database, now }: ReconcileDeps): Promise<void> {
  const kind = 'importsWait' as const
  const waiting = await importsWaitingLong(database.sql, now())
  const alert: NewAlert = {
    ...{ kind, dossierId: null },
    message: `${waiting} dossiers taken over from other systems have waited for more than an hour to be started.`,
    remedy:
      'Nothing is lost, and a request to one starts it at once. Look whether a relay runs and the engine answers; IMPORT_STARTS_PER_SECOND of the relay says how many it starts a second.',
  }
  await setAlerts(database.sql, kind, waiting === 0 ? [] : [alert], now())
}

/** What could not be started again: its writes do not follow from each other, or go past its journal. */
async function alertMissing(
  { database, now }: ReconcileDeps,
  scope: ReconcileInput['scope'],
  found: readonly Difference[],
): Promise<void> {
  const kind = 'workflowMissing' as const
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
  wedged: ReadonlySet<string>,
): Promise<Found | NotJudged | null> {
  const { dossierId } = projected
  const id = workflowIdOf(projected)
  if (wedged.has(id)) return null
  const status = await workflowStatusOf(deps.engine, id)
  if (status.is !== 'running') return await missingWorkflow(deps, projected, status)
  const state = await stateOf(deps.engine, id, queryWithinMs)
  const again = await projectionOf(deps.database.sql, projected)
  // Something was written meanwhile, so a worker goes on with it: no difference.
  if (again === null || again.revision !== projected.revision) return null
  if (state === null) return { noAnswer: id }
  const handle = deps.engine.client.workflow.getHandle(id)
  if (state.revision < again.revision) {
    await handle.signal(catchUpSignal)
    return { difference: { kind: 'workflowBehind', dossierId, repair: 'caughtUp' } }
  }
  if (state.revision > again.revision) {
    // Its decisions are in no row any more: people decide again, by what the journal holds.
    return startAgain(deps, projected, 'workflowAhead', { why: 'ahead', seen: status.runId })
  }
  if (sameTasks(state, again)) return null
  await handle.signal(reprojectSignal)
  return { difference: { kind: 'projectionBehind', dossierId, repair: 'reprojected' } }
}

function startAgain(
  deps: ReconcileDeps,
  run: Run,
  kind: 'workflowAhead' | 'workflowMissing' | 'wedged',
  judged: Parameters<typeof restartRun>[2],
): Found {
  const difference: Difference = { kind, dossierId: run.dossierId, repair: 'restarted' }
  const mend = async (): Promise<Difference> =>
    (await restartRun(deps, run, judged)) ? difference : { ...difference, repair: 'alert' }
  return { difference, mend }
}

async function missingWorkflow(
  deps: ReconcileDeps,
  run: Run,
  { is, runId }: Exclude<WorkflowStatus, { is: 'running' }>,
): Promise<Found | null> {
  const again = await projectionOf(deps.database.sql, run)
  // It ended while it was looked at.
  if (again === null || again.ending !== null) return null
  return startAgain(deps, run, 'workflowMissing', {
    why: is === 'unknown' ? 'forgotten' : 'ended',
    seen: runId,
  })
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
