/** One unit over time: what comes in, what it does, and by how many officers. */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { ofCitizens } from '../../dossier/of-citizens.ts'
import { typedRows } from '../../statement.ts'
import { asKnown, asKnownAmong } from '../as-known.ts'
import { isLand } from '../responsibility/delegation.ts'
import { responsibleForAll } from '../responsibility/responsibility.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export interface LoadQuery {
  unitId: string
  fromMs: number
  untilMs: number
  /** The number of the change as known at which units, mandates and responsibility are; null: as known now. */
  known: number | null
}

/** A month by local time. */
export interface MonthOfUnit {
  /** YYYY-MM */
  month: string
  /** Dossiers filed with it. */
  received: number
  /** Steps decided while it was responsible. */
  decided: number
  /** Of them, those decided after their due time. */
  late: number
  /** With a mandate there at the end of the month, or of the period. */
  officers: number
}

export interface StepOfUnit {
  procedureCode: string
  step: string
  role: string
  decided: number
  /** From opened to decided, by the clock. */
  medianMinutes: number
}

/** Name, population where the data have it, and in which area; null where no unit of this id was known. */
export async function unitOfLoad(
  sql: Querying,
  unitId: string,
  known: number | null,
): Promise<{ id: string; name: string; population: number | null } | null> {
  const [row] = await typedRows(sql, 'territory.unitOfLoad')`${asKnown(sql, known, ['unit'])}
    select id, name, population from unit where id = ${unitId}`
  return row ?? null
}

/** Months of [fromMs, untilMs). */
export async function monthsOfUnit(sql: Querying, query: LoadQuery): Promise<readonly MonthOfUnit[]> {
  const { unitId, fromMs, untilMs, known } = query
  return await typedRows(sql, 'territory.monthsOfUnit')`
    with ${asKnownAmong(sql, known, ['mandate'])}${decidedThere(sql, query)},
    month as (
      select start, start at time zone 'Asia/Ho_Chi_Minh' as begins, (start + interval '1 month') at time zone 'Asia/Ho_Chi_Minh' as ends
      from generate_series(date_trunc('month', instant(${fromMs}) at time zone 'Asia/Ho_Chi_Minh'),
        (instant(${untilMs}) - interval '1 microsecond') at time zone 'Asia/Ho_Chi_Minh', interval '1 month') start),
    received as (
      select date_trunc('month', filed_at at time zone 'Asia/Ho_Chi_Minh') as start, count(*)::int as dossiers from dossier
      where reception_unit_id = ${unitId} and filed_at >= instant(${fromMs}) and filed_at < instant(${untilMs})
        and ${ofCitizens(sql, 'dossier')} group by 1),
    there as (
      select date_trunc('month', closed_at at time zone 'Asia/Ho_Chi_Minh') as start, count(*)::int as steps,
        count(*) filter (where closed_at > due_at)::int as late
      from judged group by 1)
    select to_char(month.start, 'YYYY-MM') as month, coalesce(received.dossiers, 0) as received, coalesce(there.steps, 0) as decided,
      coalesce(there.late, 0) as late,
      (select count(distinct officer_id)::int from mandate m where m.unit_id = ${unitId}
        and m.valid @> least(month.ends, instant(${untilMs})) - interval '1 millisecond') as officers
    from month left join received on received.start = month.start left join there on there.start = month.start
    order by 1`
}

/** Steps that it decided in [fromMs, untilMs), those decided most first. */
export async function stepsOfUnit(sql: Querying, query: LoadQuery): Promise<readonly StepOfUnit[]> {
  return await typedRows(sql, 'territory.stepsOfUnit')`
    with ${decidedThere(sql, query)}
    select procedure_code as "procedureCode", step, role, count(*)::int as decided,
      (percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)::float8) / 60)::float8 as "medianMinutes"
    from judged group by 1, 2, 3 order by 4 desc, 1, 2, 3`
}

/**
 * The table `judged`: steps decided while the unit was responsible. Only dossiers in areas that it ever held, or of what competence or
 * custody names it for, are looked at.
 */
const decidedThere = (sql: Querying, { unitId, fromMs, untilMs, known }: LoadQuery): Fragment => sql`
  named as (
    select scope, subject from competence where unit_id = ${unitId}
    union select 'procedure', c.subject from competence c join jurisdiction j on j.tier = c.held_by and not ${isLand(sql, 'j')}
    where j.unit_id = ${unitId}
    union select scope, subject from custody where unit_id = ${unitId}),
  done as materialized (
    select t.area_id, t.procedure_code, t.field, t.power, t.tier, t.role, t.step, t.opened_at, t.due_at, t.closed_at,
      coalesce(${known}::bigint, (select max(id) from reference_change)) as law
    from dossier d join task t on t.dossier_id = d.id
    where ${ofCitizens(sql, 'd')} and t.holder = 'desk' and t.outcome is not null and t.closed_at >= instant(${fromMs}) and t.closed_at < instant(${untilMs})
      and d.filed_at < instant(${untilMs}) and (d.ended_at is null or d.ended_at >= instant(${fromMs}))
      and (d.area_id in (select area_id from jurisdiction j where unit_id = ${unitId} and ${isLand(sql, 'j')})
        or d.procedure_code in (select subject from named where scope = 'procedure')
        or d.field in (select subject from named where scope = 'field')
        or exists (select 1 from named where scope = 'all'))),
  judged as (select * from (${responsibleForAll(sql, 'done', 'closed_at', 'law')}) r where r.unit_id = ${unitId})`
