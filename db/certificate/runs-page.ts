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
      where d.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') and d.filed_at < instant(${at})
        and d.recorded_at <= instant(${knownAt}) and (first.recorded_at is null or first.recorded_at <= instant(${knownAt}))
        and (
          not exists (
            select from dossier_revision ended where ended.dossier_id = d.id and ended.correction = 0 and ended.ending is not null
              and ended.valid_at < instant(${at}) and ended.recorded_at <= instant(${knownAt}))
          or exists (
            select from correction asked where asked.dossier_id = d.id and asked.asked_at < instant(${at})
              and asked.recorded_at <= instant(${knownAt})))
      order by d.id limit ${limit}),
    run as (
      select id, 0 as correction, plan_hash, recorded_at from page
      union all
      select page.id, c.number, c.plan_hash, c.recorded_at from page join correction c on c.dossier_id = page.id
      where c.asked_at < instant(${at}) and c.recorded_at <= instant(${knownAt}))
    select run.id as "dossierId", run.correction, page.procedure_code as "procedureCode", page.field,
      run.plan_hash as "planHash", coalesce(placed.area_id, page.area_id) as "areaId", epoch_ms(run.recorded_at) as "recordedAt",
      coalesce(written.changes, '[]') as changes
    from run join page on page.id = run.id
    left join lateral (
      select p.area_id from placement p
      where p.dossier_id = run.id and p.decided_at < instant(${at}) and p.recorded_at <= instant(${knownAt})
      order by p.decided_at desc, p.recorded_at desc limit 1) placed on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('at', epoch_ms(r.valid_at), 'ending', r.ending, 'planHash', r.item -> 'planHash',
          'resumesAt', r.item -> 'afterSupplement', 'tasks', coalesce(r.result -> 'tasks', '{}'),
          'opens', coalesce(told.payload -> 'opens', '[]'), 'closes', coalesce(told.payload -> 'closes', '[]'))
        order by r.revision) as changes
      from dossier_revision r
      left join lateral (
        select payload from journal j
        where j.dossier_id = r.dossier_id and j.revision = r.revision and j.payload ? 'closes' order by j.seq limit 1) told on true
      where r.dossier_id = run.id and r.correction = run.correction
        and r.recorded_at <= instant(${knownAt}) and r.valid_at < instant(${until})) written on true
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
