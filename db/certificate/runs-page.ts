/** What is on record of runs, as it stood before an instant and as it was known at another: from append-only facts alone. */
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { filedPlanHash } from '../editions/filed-plan.ts'
import { typedRows } from '../statement.ts'

/** Instants in ms. */
export interface AsCertified {
  at: number
  until: number
  knownAt: number
}

/** Dossiers by id: from after the first id up to the second. Each statement is given both, so that it reads no others. */
export interface IdRange {
  after: string
  upTo: string
}

/** Before every id. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'

/** After every id. */
export const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The ids at which the next pages of dossiers end, whatever became of them; none where fewer than a page are left. */
export async function pageEnds(
  sql: Querying,
  { after, dossiers, pages }: { after: string; dossiers: number; pages: number },
): Promise<readonly string[]> {
  const ends = await typedRows(sql, 'certificate.pageEnds')`
    select id from (
      select page.id, row_number() over (order by page.id) as n
      from (select d.id from dossier d where d.id > ${after}::uuid order by d.id limit ${dossiers * pages}::int) page) numbered
    where n % ${dossiers}::int = 0 order by id`
  return ends.map(({ id }) => id)
}

/**
 * Runs of these dossiers that may have been open just before `at`, by id: of what ended before, only dossiers with a
 * correction. Never `dossier.status`, `task` or another row that is overwritten; of `dossier` only what is written once.
 */
export async function runsPage(sql: Querying, { at, knownAt }: AsCertified, range: IdRange) {
  const inRange = (id: string) => sql`${sql(id)} > ${range.after}::uuid and ${sql(id)} <= ${range.upTo}::uuid`
  return await typedRows(sql, 'certificate.runsPage')`
    with ended as (
      select distinct e.dossier_id from dossier_revision e
      where ${inRange('e.dossier_id')} and e.correction = 0 and e.ending is not null
        and e.valid_at < instant(${at}) and e.recorded_at <= instant(${knownAt})),
    asked as materialized (
      select c.dossier_id, c.number, c.plan_hash, c.recorded_at from correction c
      where ${inRange('c.dossier_id')} and c.asked_at < instant(${at}) and c.recorded_at <= instant(${knownAt})),
    placed as (
      select distinct on (j.dossier_id) j.dossier_id, j.payload ->> 'area' as area_id from journal j
      where ${inRange('j.dossier_id')} and j.kind = 'placed'
        and j.valid_at < instant(${at}) and j.recorded_at <= instant(${knownAt})
      order by j.dossier_id, j.seq desc),
    page as materialized (
      select d.id, d.procedure_code, d.field, d.recorded_at, ${filedPlanHash(sql, 'd')} as plan_hash, placed.area_id as placed_in
      from dossier d left join ended on ended.dossier_id = d.id left join placed on placed.dossier_id = d.id
      where ${inRange('d.id')} and d.filed_at < instant(${at}) and d.recorded_at <= instant(${knownAt})
        and ${ofCitizens(sql, 'd')} and (ended.dossier_id is null or d.id in (select asked.dossier_id from asked)))
    select run.id as "dossierId", run.correction, run.procedure_code as "procedureCode", run.field,
      run.plan_hash as "planHash", run.placed_in as "placedIn", epoch_ms(run.recorded_at) as "recordedAt"
    from (
      select page.id, 0 as correction, page.procedure_code, page.field, page.plan_hash, page.placed_in, page.recorded_at from page
      union all
      select page.id, c.number, page.procedure_code, page.field, c.plan_hash, page.placed_in, c.recorded_at
      from page join asked c on c.dossier_id = page.id) run
    order by run.id, run.correction`
}

/**
 * What was recorded of all runs of these dossiers, by dossier and in its order: what was known then of the time before `until`, and the
 * first of each, which says where it lay, whether or not it was known then.
 */
export async function recordedOf(
  sql: Querying,
  { until, knownAt }: AsCertified,
  dossierIds: readonly string[],
) {
  // Written as it crosses: of thousands of ids each would be searched for what is to be quoted.
  const these = sql`any (${`{${dossierIds.join()}}`}::uuid[])`
  return await typedRows(sql, 'certificate.recordedOf')`
    select r.dossier_id as "dossierId", r.correction, epoch_ms(r.valid_at) as at, r.ending, r.item ->> 'planHash' as "planHash",
      r.item ->> 'afterSupplement' as "resumesAt",
      case when r.revision = 1 and r.item ->> 'kind' = 'import' then epoch_ms(r.valid_at) end as "importedAt",
      coalesce(r.result -> 'tasks', '{}') as tasks,
      coalesce(entry.payload -> 'opens', '[]') as opens, coalesce(entry.payload -> 'closes', '[]') as closes,
      case when r.revision = 1 then r.area_id end as "firstArea", r.recorded_at <= instant(${knownAt}) as known
    from dossier_revision r
    left join journal entry on entry.dossier_id = r.dossier_id and entry.dossier_id = ${these} and entry.revision = r.revision
      and entry.payload ? 'closes'
    where r.dossier_id = ${these}
      and (r.revision = 1 or r.recorded_at <= instant(${knownAt}) and r.valid_at < instant(${until}))
    order by r.dossier_id, r.revision, entry.seq`
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
