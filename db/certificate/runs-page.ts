/** What is on record of runs, as it stood before an instant and as it was known at another: from append-only facts alone. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { filedPlanHash } from '../editions/filed-plan.ts'
import { typedPages, typedRows } from '../statement.ts'

/** Instants in ms. */
export interface AsCertified {
  at: number
  until: number
  knownAt: number
}

/**
 * Runs that may have been open just before `at`, by id, so many at a time: of what ended before, only dossiers with a correction. Never
 * `dossier.status`, `task` or another row that is overwritten; of `dossier` only what is written once.
 */
export const runsOf = (sql: Querying, as: AsCertified, rows: number) => typedPages(
  sql,
  'certificate.runsOf',
  rows,
)`
    with ${mayBeOpen(sql, as)},
    placed as (
      select distinct on (j.dossier_id) j.dossier_id, j.payload ->> 'area' as area_id from journal j
      where j.kind = 'placed' and j.valid_at < instant(${as.at}) and j.recorded_at <= instant(${as.knownAt})
      order by j.dossier_id, j.seq desc)
    select run.id as "dossierId", run.correction, run.procedure_code as "procedureCode", run.field,
      run.plan_hash as "planHash", placed.area_id as "placedIn", epoch_ms(run.recorded_at) as "recordedAt"
    from (
      select id, 0 as correction, procedure_code, field, ${filedPlanHash(sql, 'dossier')} as plan_hash, recorded_at
      from dossier where id in (select id from may_be_open)
      union all
      select dossier.id, c.number, procedure_code, field, c.plan_hash, c.recorded_at
      from dossier join asked c on c.dossier_id = dossier.id where dossier.id in (select id from may_be_open)) run
    left join placed on placed.dossier_id = run.id
    order by run.id, run.correction`

/**
 * What was recorded of all these runs, by dossier and in its order: what was known then of the time before `until`, and the first of each,
 * which says where it lay, whether or not it was known then.
 */
export const recordedOf = (sql: Querying, as: AsCertified, rows: number) =>
  typedPages(sql, 'certificate.recordedOf', rows)`
    with ${mayBeOpen(sql, as)}
    select r.dossier_id as "dossierId", r.correction, epoch_ms(r.valid_at) as at, r.ending, r.item ->> 'planHash' as "planHash",
      r.item ->> 'afterSupplement' as "resumesAt",
      case when r.revision = 1 and r.item ->> 'kind' = 'import' then epoch_ms(r.valid_at) end as "importedAt",
      coalesce(r.result -> 'tasks', '{}') as tasks,
      coalesce(entry.payload -> 'opens', '[]') as opens, coalesce(entry.payload -> 'closes', '[]') as closes,
      case when r.revision = 1 then r.area_id end as "firstArea", r.recorded_at <= instant(${as.knownAt}) as known
    from may_be_open join dossier_revision r on r.dossier_id = may_be_open.id
    left join journal entry on entry.dossier_id = r.dossier_id and entry.revision = r.revision and entry.payload ? 'closes'
    where r.revision = 1 or r.recorded_at <= instant(${as.knownAt}) and r.valid_at < instant(${as.until})
    order by r.dossier_id, r.revision, entry.seq`

/** `asked` (corrections) and the dossiers that `may_be_open`. */
const mayBeOpen = (sql: Querying, { at, knownAt }: AsCertified): postgres.PendingQuery<postgres.Row[]> => sql`
    ended as (
      select e.dossier_id from dossier_revision e
      where e.correction = 0 and e.ending is not null
        and e.valid_at < instant(${at}) and e.recorded_at <= instant(${knownAt})),
    asked as (
      select c.dossier_id, c.number, c.plan_hash, c.recorded_at from correction c
      where c.asked_at < instant(${at}) and c.recorded_at <= instant(${knownAt})),
    may_be_open as (
      select d.id from dossier d
      where d.filed_at < instant(${at}) and d.recorded_at <= instant(${knownAt}) and ${ofCitizens(sql, 'd')}
        and (not exists (select from ended where ended.dossier_id = d.id) or d.id in (select asked.dossier_id from asked)))`

/** Of these runs those that had ended before the instant, as `dossier/correction`. */
export async function endedBefore(
  sql: Querying,
  { at, knownAt }: AsCertified,
  runs: readonly { dossierId: string; correction: number }[],
): Promise<ReadonlySet<string>> {
  const rows = await typedRows(sql, 'certificate.endedBefore')`
    select run."dossierId" || '/' || run.correction as run
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as run ("dossierId" uuid, correction int)
    where exists (
      select from dossier_revision r where r.dossier_id = run."dossierId" and r.correction = run.correction
        and r.ending is not null and r.valid_at < instant(${at}) and r.recorded_at <= instant(${knownAt}))`
  return new Set(rows.flatMap(({ run }) => (run === null ? [] : [run])))
}

/** Bodies of plans by hash; a plan is never changed. */
export async function plansOf(sql: Querying, hashes: readonly string[]) {
  return await typedRows(sql, 'certificate.plansOf')`
    select hash, body as plan from plan where hash = any (${[...hashes]}::text[])`
}
