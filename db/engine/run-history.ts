/** What a workflow is begun from: the plan of a run and everything that was written of it, in order. */
import type { Run } from '../../domain/dossier/workflow-id.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { RecordedChange } from '../../procedures/grammar/run/replay.ts'
import type { Querying } from '../database.ts'
import { filedPlanHash, wholeEvent } from '../editions/filed-plan.ts'
import { typedRows } from '../statement.ts'

export interface RunHistory extends Run {
  /** The plan it was filed with; of a correction, its own. */
  plan: Plan
  /** Open fields of the form as filed. */
  form: Readonly<Record<string, unknown>>
  /** Instant of the filing in ms; of a correction, when it was requested. */
  filedAt: number
  /** The revision before its first. */
  fromRevision: number
  writes: readonly RecordedChange[]
  /** Its workflow was started at some time. */
  started: boolean
  closed: boolean
  /** The last revision of the dossier that its journal tells of. */
  journalled: number
}

/**
 * One statement for many runs; a run that is not in the database is left out. `limit 1` keeps each run a look-up of its own by
 * keys: as one join it would be planned for a hundred, and read whole tables where one run is requested.
 */
export async function runHistories(sql: Querying, runs: readonly Run[]): Promise<readonly RunHistory[]> {
  return await typedRows(sql, 'engine.runHistories')`
    select history.*
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as run ("dossierId" uuid, correction int)
    cross join lateral (
      select dossier.id as "dossierId", run.correction, plan.body as plan, form.body as form,
        epoch_ms(coalesce(correction.asked_at, filed_at)) as "filedAt", coalesce(correction.from_revision, 0) as "fromRevision",
        coalesce(written.writes, '[]') as writes,
        case run.correction when 0 then dossier.started_at else correction.started_at end is not null as started,
        case run.correction when 0 then dossier.status = 'closed' else correction.ended_at is not null end as closed,
        coalesce((select max(journal.revision) from journal where journal.dossier_id = dossier.id), 0) as journalled
      from dossier
      left join correction on correction.dossier_id = dossier.id and correction.number = run.correction
      join plan on plan.hash = case run.correction when 0 then ${filedPlanHash(sql, 'dossier')} else correction.plan_hash end
      join dossier_form form on form.dossier_id = dossier.id and form.version = 1
      left join lateral (
        select jsonb_agg(jsonb_build_object('item', ${wholeEvent(sql)}, 'dueAt', result -> 'dueAt') order by revision) as writes
        from dossier_revision where dossier_id = dossier.id and dossier_revision.correction = run.correction) written on true
      where dossier.id = run."dossierId" limit 1) history`
}

export async function runHistory(sql: Querying, run: Run): Promise<RunHistory | null> {
  const [history] = await runHistories(sql, [run])
  return history ?? null
}
