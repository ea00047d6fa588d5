/** Dossiers, tasks and results as they stood at an instant and were on record at another, from facts that are written once. */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { filedPlanHash } from '../../editions/filed-plan.ts'
import { asKnownAmong, jurisdictionTables, type KnownAt } from '../../territory/as-known.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export interface OnRecord {
  /** What had happened by then, ms. */
  asOfMs: number
  /** Of it what was recorded by then. */
  known: KnownAt
}

/**
 * What is put before the first CTE of a statement so that `dossier`, `task` and `result` are in all of it what was on record, with units and powers
 * as known then: the name of a CTE hides the table, as in `asKnownAmong`. They have the columns that the register reads; `lies_now` is where
 * the dossier lies today, which an index finds. Not for a statement that is recursive: there the name is that of the CTE itself.
 * @param on null: nothing is added, and the statement is that of now
 */
export const onRecordAmong = (sql: Querying, on: OnRecord | null): Fragment =>
  on === null
    ? sql``
    : sql`${asKnownAmong(sql, on.known.change, jurisdictionTables)}
    dossier as not materialized (${dossiers(sql, on)}),
    task as not materialized (${tasks(sql, on)}),
    result as not materialized (${results(sql, on)}), `

/**
 * A fact of the journal, or a revision, had happened and was recorded. It is always asked of one dossier: with the instant of recording by itself
 * the planner would go through the index by time as well, for each of them.
 */
const isOnRecord = (sql: Querying, fact: string, { asOfMs, known }: OnRecord): Fragment => sql`
  ${sql(fact)}.valid_at <= instant(${asOfMs}) and ${sql(fact)}.recorded_at - instant(${known.atMs}) <= '0'`

/** Of `dossier` itself only what is written once. */
const dossiers = (sql: Querying, on: OnRecord): Fragment => sql`
  select d.id, d.code, d.procedure_code, d.field, d.reception_unit_id, d.filed_at, d.filed_by, d.area_id as lies_now,
    ${areaOnRecord(sql, 'd.id', on)} as area_id, ${planOnRecord(sql, on)} as plan_hash, ${clockStart(sql, on)} as clock_from,
    (select due_at from (${dueOnRecord(sql, on)}) due) as due_at,
    (select is_known from (${dueOnRecord(sql, on)}) due) as due_is_known,
    (${endOnRecord(sql, on, 'ending')}) as ending, (${endOnRecord(sql, on, 'valid_at')}) as ended_at
  from dossier d where d.filed_at <= instant(${on.asOfMs}) and d.recorded_at <= instant(${on.known.atMs})`

/** Where it lay: where it was placed last, else where it was filed. */
const areaOnRecord = (
  sql: Querying,
  dossier: string,
  on: OnRecord,
  until: Fragment = sql`'infinity'`,
): Fragment => sql`
  coalesce((
    select j.payload ->> 'area' from journal j
    where j.dossier_id = ${sql(dossier)} and j.kind = 'placed' and ${isOnRecord(sql, 'j', on)} and j.valid_at <= ${until}
    order by j.seq desc limit 1), (
    select r.area_id from dossier_revision r where r.dossier_id = ${sql(dossier)} and r.revision = 1))`

const planOnRecord = (sql: Querying, on: OnRecord): Fragment => sql`
  coalesce((
    select a.plan_hash from adopted_edition a
    join dossier_revision r on r.dossier_id = a.dossier_id and r.revision = a.revision and ${isOnRecord(sql, 'r', on)}
    where a.dossier_id = d.id order by a.revision desc limit 1), ${filedPlanHash(sql, 'd')})`

/** When its time began; of writes that kept no facts of the clock, when it was accepted. */
const clockStart = (sql: Querying, on: OnRecord): Fragment => sql`(
  select coalesce(instant((r.result -> 'clock' ->> 'from')::float8), r.valid_at) from dossier_revision r
  where r.dossier_id = d.id and r.correction = 0 and ${isOnRecord(sql, 'r', on)}
    and (r.result -> 'clock' ->> 'kind' in ('start', 'imported') or not r.result ? 'clock' and exists (
      select from journal j where j.dossier_id = r.dossier_id and j.revision = r.revision and j.payload ->> 'clock' = 'start'))
  order by r.revision desc limit 1)`

/**
 * When it was due: as its last write left it (`result.due`), or a calendar that was published late moved it since. A write of an older build did
 * not keep that: it is known as long as nothing was written after it, and else nobody knows.
 */
const dueOnRecord = (sql: Querying, on: OnRecord): Fragment => sql`
  select case when moved.due is not null then instant(moved.due) when r.result ? 'due' then instant((r.result ->> 'due')::float8)
      when is_last then d.due_at end as due_at,
    moved.due is not null or r.result ? 'due' or is_last as is_known
  from dossier_revision r
  left join lateral (
    select (j.payload -> 'due' ->> 'is')::float8 as due from journal j
    where j.dossier_id = d.id and ${movesDue(sql, 'j')} and j.revision >= r.revision and ${isOnRecord(sql, 'j', on)}
    order by j.seq desc limit 1) moved on true
  cross join lateral (
    select not exists (
      select from dossier_revision later where later.dossier_id = d.id and later.correction = 0 and later.revision > r.revision)
    and not exists (
      select from journal j where j.dossier_id = d.id and ${movesDue(sql, 'j')} and j.revision >= r.revision) as is_last) since
  where r.dossier_id = d.id and r.correction = 0 and ${isOnRecord(sql, 'r', on)}
  order by r.revision desc limit 1`

const movesDue = (sql: Querying, entry: string): Fragment => sql`
  ${sql(entry)}.kind = 'dueMoved' and not ${sql(entry)}.payload ? 'correction' and jsonb_typeof(${sql(entry)}.payload -> 'due') = 'object'`

const endOnRecord = (sql: Querying, on: OnRecord, column: 'ending' | 'valid_at'): Fragment => sql`
  select ${sql(`e.${column}`)} from dossier_revision e
  where e.dossier_id = d.id and e.correction = 0 and e.ending is not null and ${isOnRecord(sql, 'e', on)} limit 1`

/** Of `task` itself what is written as it opens; that it was open, and closed, is in the revisions and the journal. */
const tasks = (sql: Querying, on: OnRecord): Fragment => sql`
  select t.dossier_id, t.key, t.correction, t.kind, t.holder, t.tier, t.power, t.procedure_code, t.field, t.opened_at, as_known.closed_at,
    as_known.area_id
  from task t cross join lateral (
    select closing.at as closed_at,
      ${areaOnRecord(sql, 't.dossier_id', on, sql`coalesce(closing.at, 'infinity')`)} as area_id
    from (
      select min(j.valid_at) as at from journal j
      where j.dossier_id = t.dossier_id and j.payload -> 'closes' @> jsonb_build_array(jsonb_build_object('key', t.key))
        and ${isOnRecord(sql, 'j', on)}) closing
    offset 0) as_known
  where exists (
    select from dossier_revision r
    where r.dossier_id = t.dossier_id and r.result -> 'dueAt' ? t.key and ${isOnRecord(sql, 'r', on)})`

/** A result is there when the revision that issued it is, and handed over when the journal says so. */
const results = (sql: Querying, on: OnRecord): Fragment => sql`
  select v.dossier_id, v.correction, handed.collected_at, handed.collected_how
  from result v
  left join lateral (
    select h.collected_at, h.collected_how from result h
    where h.dossier_id = v.dossier_id and h.correction = v.correction and exists (
      select from journal j where j.dossier_id = h.dossier_id and j.kind = 'collected' and j.valid_at = h.collected_at
        and ${isOnRecord(sql, 'j', on)})) handed on true
  where exists (
    select from dossier_revision r
    where r.dossier_id = v.dossier_id and r.correction = v.correction and r.valid_at = v.issued_at and ${isOnRecord(sql, 'r', on)})`
