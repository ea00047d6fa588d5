/** What is on record of runs, as it stood before an instant and as it was known at another: from append-only facts alone. */
import type { RunFacts } from '../../domain/certificate/run-facts.ts'
import type { Querying } from '../database.ts'
import { filedPlanHash } from '../editions/filed-plan.ts'
import { typedRows } from '../statement.ts'

/** Instants in ms. */
export interface AsCertified {
  at: number
  until: number
  knownAt: number
}

/**
 * Runs of the next dossiers by id, those that may have been open just before `at`: of what ended before, only dossiers with a
 * correction. Never `dossier.status`, `task` or another row that is overwritten; of `dossier` only what is written once.
 * @param after the last id of the page before; null for the first
 * @param limit dossiers in a page
 */
export async function runsPage(
  sql: Querying,
  { at, until, knownAt }: AsCertified,
  { after, limit }: { after: string | null; limit: number },
): Promise<readonly RunFacts[]> {
  return await typedRows(sql, 'certificate.runsPage')`
    with page as materialized (
      select d.id, d.procedure_code, d.field, d.recorded_at, ${filedPlanHash(sql, 'd')} as plan_hash, first.area_id
      from dossier d left join dossier_revision first on first.dossier_id = d.id and first.revision = 1
      -- Looked up dossier by dossier: as an EXISTS beside OR it would be made of all revisions, for every page.
      left join lateral (
        select true as before from dossier_revision e
        where e.dossier_id = d.id and e.correction = 0 and e.ending is not null
          and e.valid_at < instant(${at}) and e.recorded_at <= instant(${knownAt}) limit 1) ended on true
      where d.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') and d.filed_at < instant(${at})
        and d.recorded_at <= instant(${knownAt}) and (first.recorded_at is null or first.recorded_at <= instant(${knownAt}))
        and (ended.before is null or exists (
          select from correction asked where asked.dossier_id = d.id and asked.asked_at < instant(${at})
            and asked.recorded_at <= instant(${knownAt})))
      order by d.id limit ${limit}),
    run as (
      select id, 0 as correction, plan_hash, recorded_at from page
      union all
      select page.id, c.number, c.plan_hash, c.recorded_at from page join correction c on c.dossier_id = page.id
      where c.asked_at < instant(${at}) and c.recorded_at <= instant(${knownAt})),
    placed as (
      select distinct on (p.dossier_id) p.dossier_id, p.area_id from page join placement p on p.dossier_id = page.id
      where p.decided_at < instant(${at}) and p.recorded_at <= instant(${knownAt})
      order by p.dossier_id, p.decided_at desc, p.recorded_at desc),
    written as (
      select r.dossier_id, r.correction, json_agg(json_build_object('at', epoch_ms(r.valid_at), 'ending', r.ending,
          'planHash', r.item -> 'planHash', 'resumesAt', r.item -> 'afterSupplement', 'tasks', coalesce(r.result -> 'tasks', '{}'),
          'opens', coalesce(told.payload -> 'opens', '[]'), 'closes', coalesce(told.payload -> 'closes', '[]'))
        order by r.revision, told.seq) as changes
      from page join dossier_revision r on r.dossier_id = page.id
      left join journal told on told.dossier_id = r.dossier_id and told.revision = r.revision and told.payload ? 'closes'
      where r.recorded_at <= instant(${knownAt}) and r.valid_at < instant(${until})
      group by r.dossier_id, r.correction)
    select run.id as "dossierId", run.correction, page.procedure_code as "procedureCode", page.field,
      run.plan_hash as "planHash", coalesce(placed.area_id, page.area_id) as "areaId", epoch_ms(run.recorded_at) as "recordedAt",
      coalesce(written.changes, '[]') as changes
    from run join page on page.id = run.id left join placed on placed.dossier_id = run.id
    left join written on written.dossier_id = run.id and written.correction = run.correction
    order by run.id, run.correction`
}

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
