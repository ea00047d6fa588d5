import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { asKnownAmong, jurisdictionTables, type KnownAt } from '../territory/as-known.ts'
import { responsibleForAll } from '../territory/responsibility/responsibility.ts'

export interface OnTimeCount {
  /** Id of the unit, or code of the procedure. */
  key: string
  name: string | null
  /** Ended on a day before the due day; on the due day, in time; after the due time. */
  early: number
  onTime: number
  late: number
  /** Apart: the applicant ended these, or the time for a supplement did. */
  withdrawn: number
  lapsed: number
  /** Apart: ended before any statutory time ran, as a refusal at reception. */
  withoutTime: number
}

export interface EndedIn {
  by: 'unit' | 'procedure'
  fromMs: number
  untilMs: number
  /** Null or left out: as known now. */
  known?: KnownAt | null
}

/**
 * Dossiers that ended in [fromMs, untilMs), by how they kept the statutory time. A dossier counts for the unit that was
 * responsible, at its end, for the last of its desks; one that reached no desk counts for the unit that received it. Where
 * responsibility changed within the period, each end is judged by what held then. A correction changes nothing of it.
 * @param query.units null: of all
 */
export async function onTimeCounts(
  sql: Querying,
  query: EndedIn & { units: readonly string[] | null },
): Promise<readonly OnTimeCount[]> {
  const { units, by, fromMs, untilMs, known = null } = query
  return await typedRows(sql, 'time.onTimeCounts')`
    with ${asKnownAmong(sql, known?.change ?? null, jurisdictionTables)}changed as (
      select array_agg(at order by at) as at from (
        select instant(${fromMs}) as at
        union select unnest(array[lower(valid), upper(valid)]) from competence
        union select unnest(array[lower(valid), upper(valid)]) from custody
        union select unnest(array[lower(valid), upper(valid)]) from (select distinct valid from jurisdiction) j) bounds
      where at >= instant(${fromMs}) and at < instant(${untilMs})),
    ended as (
      select d.procedure_code, d.field, d.reception_unit_id, d.area_id, d.last_tier as tier, d.last_power as power,
        width_bucket(d.ended_at, changed.at) as time, min(d.ended_at) as ended_at,
        ${endings(sql)}
      from dossier d cross join changed
      where d.status = 'closed' and d.ended_at >= instant(${fromMs}) and d.ended_at < instant(${untilMs}) and ${ofCitizens(sql, 'd')}
        ${endKnown(sql, known)}
      group by 1, 2, 3, 4, 5, 6, 7),
    placed as (
      select r.*, coalesce(r.unit_id, r.reception_unit_id) as counted_for from (${responsibleForAll(sql, 'ended', 'ended_at')}) r)
    select ${by === 'unit' ? sql`unit.id` : sql`placed.procedure_code`} as key,
      ${by === 'unit' ? sql`unit.name` : sql`null::text`} as name, ${sumsOfEndings(sql)}
    from placed join unit on unit.id = placed.counted_for
    where ${units === null ? sql`true` : sql`unit.id = any(${[...units]}::text[])`}
    group by 1, 2 order by 1`
}

/**
 * Of dossiers `d` that have ended those whose end was on record by then. The revision that ends a dossier is the last that changes its row:
 * its dates, area and last desk are then what they were on that day.
 */
export const endKnown = (sql: Querying, known: KnownAt | null): postgres.PendingQuery<postgres.Row[]> =>
  known === null
    ? sql``
    : sql`and exists (
      select from dossier_revision e where e.dossier_id = d.id and e.correction = 0 and e.ending is not null
        and e.recorded_at <= instant(${known.atMs}))`

/** How dossiers `d` ended, as counts of a group. */
export const endings = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  count(*) filter (where d.ending not in ('withdrawn', 'lapsed') and d.due_at is not null and d.ended_at <= d.due_at
    and (d.ended_at at time zone 'Asia/Ho_Chi_Minh')::date < (d.due_at at time zone 'Asia/Ho_Chi_Minh')::date) as early,
  count(*) filter (where d.ending not in ('withdrawn', 'lapsed') and d.ended_at <= d.due_at
    and (d.ended_at at time zone 'Asia/Ho_Chi_Minh')::date = (d.due_at at time zone 'Asia/Ho_Chi_Minh')::date) as on_time,
  count(*) filter (where d.ending not in ('withdrawn', 'lapsed') and d.ended_at > d.due_at) as late,
  count(*) filter (where d.ending = 'withdrawn') as withdrawn, count(*) filter (where d.ending = 'lapsed') as lapsed,
  count(*) filter (where d.ending not in ('withdrawn', 'lapsed') and d.due_at is null) as without_time`

export const sumsOfEndings = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  sum(early)::int as early, sum(on_time)::int as "onTime", sum(late)::int as late, sum(withdrawn)::int as withdrawn,
  sum(lapsed)::int as lapsed, sum(without_time)::int as "withoutTime"`
