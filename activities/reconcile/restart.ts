import { runHistory } from '../../db/read/run-history.ts'
import type { Run } from '../../domain/run.ts'
import { onceOnly, startOptionsOf } from '../../relay/start-run.ts'
import type { ReconcileDeps } from './reconcile.ts'

/** Starts the workflow of an open run again from its rows where the engine no longer knows it (it was set back, or set up anew). */
export async function restart(deps: ReconcileDeps, run: Run): Promise<boolean> {
  const { database, engine } = deps
  const history = await runHistory(database.sql, run)
  const from = history === null ? null : startOptionsOf(history)
  if (from === null) return false
  await engine.client.workflow.start(from.workflowType, { ...from.options, ...onceOnly })
  await database.sql`
    insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
    values (${run.dossierId}, 'restarted', ${from.state.revision}, 'engine',
      ${JSON.stringify(run.correction === 0 ? {} : { correction: run.correction })}::jsonb, instant(${deps.now()}))`
  return true
}
