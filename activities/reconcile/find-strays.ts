/** From the engine's side: workflows that run and should not. */
import { raiseAlerts, strayRuns } from '../../db/engine/reconcile-rows.ts'
import type { Run } from '../../domain/dossier/workflow-id.ts'
import { catchUpSignal } from '../../engine/messages.ts'
import type { Difference, ReconcileInput } from '../../engine/reconcile-report.ts'
import { type Found, inGroups, type ReconcileDeps, workflowIdOf } from './round.ts'
import { runningRuns, workflowStatusOf } from './workflows.ts'

/** Started within this time: a workflow runs for a dossier that is not here from its start on, or after a restore. */
const startedWithinMs = 10 * 60_000

/**
 * Goes through the running workflows, page by page: of scope `recent` those started in the last ten minutes.
 * @returns what differs, and how many workflows were looked at
 */
export async function findStrays(
  deps: ReconcileDeps,
  scope: ReconcileInput['scope'],
): Promise<{ found: readonly Found[]; looked: number }> {
  const { database, engine, now } = deps
  const found: Found[] = []
  let looked = 0
  for await (const page of runningRuns(engine, scope === 'all' ? null : now() - startedWithinMs)) {
    deps.progress?.()
    looked += page.length
    const strays = await strayRuns(database.sql, page, now())
    const judge = (run: (typeof strays)[number]) => (run.is === 'unknown' ? unknown : notEnded)(deps, run)
    found.push(...(await inGroups(deps, strays, judge)))
  }
  return { found, looked }
}

/**
 * A workflow whose dossier is not here can write nothing: it is ended, and a person is notified, since somebody
 * may hold a receipt for it (the database was set back). The row always comes before the workflow.
 */
async function unknown(deps: ReconcileDeps, run: Run): Promise<Found | null> {
  if ((await workflowStatusOf(deps.engine, workflowIdOf(run))).is !== 'running') return null
  const difference: Difference = {
    kind: 'workflowWithoutDossier',
    dossierId: run.dossierId,
    repair: 'terminated',
  }
  return { difference, mend: () => endStray(deps, run, difference) }
}

/** The engine was set back to before the end: the workflow is made to read what PostgreSQL holds, and ends by it. */
async function notEnded({ engine }: ReconcileDeps, run: Run): Promise<Found | null> {
  const id = workflowIdOf(run)
  if ((await workflowStatusOf(engine, id)).is !== 'running') return null
  await engine.client.workflow.getHandle(id).signal(catchUpSignal)
  return { difference: { kind: 'workflowNotEnded', dossierId: run.dossierId, repair: 'caughtUp' } }
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
  } as const
  await raiseAlerts(database.sql, [alert], now())
  return difference
}
