/** What a unit holds: where its tasks are looked for. Kept in process, as it changes only with reference data and at their dates. */
import type postgres from 'postgres'
import { CITY_AREA_ID } from '../../domain/territory/territory-ids.ts'
import type { Querying, Sql } from '../database.ts'
import { typedRows } from '../statement.ts'
import { lastRecorded } from '../territory/reference-change.ts'
import { custodyAt, keptApart } from '../territory/responsibility/custody.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Found place by place, as there may be many: by area, or by field or procedure for which competence names the unit. */
export type ReachKind = 'area' | 'field' | 'procedure'

/**
 * Found by one look each: a procedure outside some areas, where its power is delegated there; a field or procedure where there are few, all of a tier, or what is kept by field or procedure in areas that
 * nobody has placed yet (`custody`).
 */
type LookKind = 'elsewhere' | 'field' | 'procedure' | 'all' | 'keptField' | 'keptProcedure'

/** A row whose tasks one look into an index finds, in the order of due times. Arrays are texts, as PostgreSQL writes them. */
export interface Look {
  kind: LookKind
  tier: string
  powers: string
  onlyField: string | null
  onlyProcedure: string | null
  subject: string | null
  otherProcedures: string
  otherFields: string
  places: string | null
}

export interface Reach {
  /** Rows with places, for `heldRows`, as JSON. */
  held: string
  kinds: readonly ReachKind[]
  /** How many places they have. */
  places: number
  looks: readonly Look[]
  /** When the last change was recorded of which this knows; a page compares it with what it sees itself. */
  known: string
}

export const isEmpty = ({ places, looks }: Reach): boolean => places === 0 && looks.length === 0

/** The reaches of units that were read by the same change, for instants between the same two dates of reference data. */
interface Kept {
  known: string
  /** ms; the first instant, and the first one that is none any more. */
  from: number
  until: number
  ofUnits: Map<string, Reach>
}

/** By pool, never by transaction: what a transaction has changed may be taken back. */
const keptOf = new WeakMap<Sql, Kept>()

/**
 * What a unit holds at an instant, by the last change that this process has heard of. Who reads by it sees whether there has been another
 * (`known`), calls `forgetReaches` then and reads both again.
 */
export async function reachOf(sql: Sql, unitId: string, asOfMs: number): Promise<Reach> {
  const kept = keptOf.get(sql)
  const holds = kept !== undefined && asOfMs >= kept.from && asOfMs < kept.until
  const found = holds ? kept.ofUnits.get(unitId) : undefined
  return found ?? (await readReach(sql, unitId, asOfMs))
}

export const forgetReaches = (sql: Sql): void => void keptOf.delete(sql)

async function readReach(sql: Sql, unitId: string, asOfMs: number): Promise<Reach> {
  const [read] = await typedRows(sql, 'tasks.reach')`
    with ${heldBy(sql, unitId, asOfMs)},
    found as (${areas(sql, unitId, asOfMs)} union all ${undelegated(sql, unitId, asOfMs)} union all ${named(sql)} union all ${keptPlaces(sql, unitId, asOfMs)})
    select ${lastRecorded(sql)}::text as known, dates.from, dates.until, found.held, found.kinds, found.places, found.looks
    from (${datesAround(sql, asOfMs)}) dates cross join (
      select coalesce(json_agg(json_build_object('kind', kind, 'tier', tier, 'powers', powers::text, 'only_field', only_field,
          'only_procedure', only_procedure, 'subject', subject, 'other_procedures', other_procedures::text,
          'other_fields', other_fields::text, 'places', places::text)) filter (where by_place), '[]')::text as held,
        coalesce(array_agg(distinct kind) filter (where by_place), '{}') as kinds,
        coalesce(sum(cardinality(places)) filter (where by_place)::int, 0) as places,
        coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'tier', tier, 'powers', powers::text, 'onlyField', only_field,
          'onlyProcedure', only_procedure, 'subject', subject, 'otherProcedures', other_procedures::text,
          'otherFields', other_fields::text, 'places', places::text) order by kind, tier, subject) filter (where not by_place), '[]') as looks
      from (select *, kind = 'area' or kind in ('field', 'procedure') and cardinality(places) > 1 as by_place from found) found) found`
  if (read === undefined) throw new Error('an aggregate gave no row')
  const { held, kinds, places, looks, known } = read
  const reach = { held, kinds, places, looks, known }
  keep(sql, unitId, reach, read)
  return reach
}

function keep(sql: Sql, unitId: string, reach: Reach, { known, from, until }: Omit<Kept, 'ofUnits'>): void {
  // A unit that holds nothing may be no unit: what anybody can invent is not kept.
  if (isEmpty(reach)) return
  const kept = keptOf.get(sql)
  if (kept?.known === known && kept.from === from && kept.until === until) kept.ofUnits.set(unitId, reach)
  else keptOf.set(sql, { known, from, until, ofUnits: new Map([[unitId, reach]]) })
}

/** The dates next to the instant on which any row that a reach is made of begins or ends; in whole ms, within them. */
const datesAround = (sql: Querying, asOfMs: number): Fragment => sql`
  select coalesce(ceil(extract(epoch from max(at) filter (where at <= instant(${asOfMs}))) * 1000)::float8, '-infinity') as from,
    coalesce(floor(extract(epoch from min(at) filter (where at > instant(${asOfMs}))) * 1000)::float8, 'infinity') as until
  from (
    select valid from competence union all select valid from jurisdiction union all select valid from custody
  ) dated cross join lateral (values
    (lower(valid) + case when lower_inc(valid) then interval '0' else interval '1 microsecond' end),
    (upper(valid) + case when upper_inc(valid) then interval '1 microsecond' else interval '0' end)
  ) bounds (at)`

/**
 * One row of `reach` for each competence but for the power, with what a narrower one takes out of it: so a task is reached by exactly
 * one row, the same that `competenceFor` chooses. What is narrower is gathered by power and tier, once for all competences of the unit.
 */
const heldBy = (sql: Querying, unitId: string, asOfMs: number): Fragment => sql`
    rule as materialized (${custodyAt(sql, asOfMs)}),
    in_force as materialized (
      select c.tier, c.held_by, c.unit_id, c.scope, c.subject, c.power from competence c where c.valid @> instant(${asOfMs})),
    held as materialized (
      select c.tier, c.held_by, c.unit_id is null as by_area, c.scope, c.subject, c.power
      from in_force c
      where c.unit_id = ${unitId} or c.unit_id is null and (
        c.held_by in (select j.tier from jurisdiction j where j.unit_id = ${unitId} and j.valid @> instant(${asOfMs}))
        or exists (select 1 from rule where rule.unit_id = ${unitId}))),
    narrower as materialized (
      select n.power, n.tier,
        coalesce(array_agg(n.subject order by n.subject) filter (where n.scope = 'procedure'), '{}') as procedures,
        coalesce(array_agg(n.subject order by n.subject) filter (where n.scope = 'field'), '{}') as fields
      from (select power, tier, bool_or(scope = 'all') as whole from held where scope <> 'procedure' group by power, tier) wider
      join in_force n on n.power = wider.power and n.tier = wider.tier and (n.scope = 'procedure' or n.scope = 'field' and wider.whole)
      group by n.power, n.tier),
    reach as materialized (
      select tier, held_by, by_area, scope, subject, other_procedures, other_fields, array_agg(power order by power) as powers
      from (
        select held.*,
          case when held.scope = 'procedure' then '{}' else coalesce(n.procedures, '{}') end as other_procedures,
          case when held.scope = 'all' then coalesce(n.fields, '{}') else '{}' end as other_fields
        from held left join narrower n on n.power = held.power and n.tier = held.tier
      ) mine
      group by tier, held_by, by_area, scope, subject, other_procedures, other_fields)`

/** Its areas; of those that it keeps as custodian, without what is kept by field. */
const areas = (sql: Querying, unitId: string, asOfMs: number): Fragment => sql`
  select 'area' as kind, reach.tier, reach.powers, ${within(sql)}, null as subject,
    reach.other_procedures || apart.procedures as other_procedures, reach.other_fields || apart.fields as other_fields,
    array_agg(j.area_id order by j.area_id) as places
  from reach join jurisdiction j on j.unit_id = ${unitId} and j.tier = reach.held_by and j.valid @> instant(${asOfMs})
  cross join lateral (${keptApart(sql, 'j.area_id', sql`j.custodian`)}) apart
  where reach.by_area and not ${delegates(sql, unitId, asOfMs)}
  group by reach.tier, reach.powers, reach.scope, reach.subject, reach.other_procedures, reach.other_fields, apart.procedures, apart.fields`

/** Whether a row of `reach` is of a power that the unit has delegated to others. */
const delegates = (sql: Querying, unitId: string, asOfMs: number): Fragment => sql`
  (starts_with(reach.held_by, 'delegated:') and exists (
    select 1 from jurisdiction whole where whole.area_id = ${CITY_AREA_ID} and whole.tier = reach.held_by and whole.unit_id = ${unitId}
      and whole.valid @> instant(${asOfMs})))`

/** What it has delegated, in all areas that it still holds for it: the others are few. */
const undelegated = (sql: Querying, unitId: string, asOfMs: number): Fragment => sql`
  select 'elsewhere', reach.tier, reach.powers, null, null, reach.subject, reach.other_procedures, reach.other_fields, array(
    select area.id from area where not exists (
      select 1 from jurisdiction j where j.area_id = area.id and j.tier = reach.held_by and j.unit_id = ${unitId} and j.valid @> instant(${asOfMs}))
    order by area.id)
  from reach where reach.by_area and ${delegates(sql, unitId, asOfMs)}`

/** Above it a statement would be long in planning, and each of its plans large. */
const mostLooks = 16

/** What names the unit itself: a row for each field or procedure, or for all of them where there are many. */
const named = (sql: Querying): Fragment => sql`
  select scope, tier, powers, null, null, case when few then min(subject) end, other_procedures, other_fields, array_agg(subject order by subject)
  from (
    select *, count(*) over (partition by scope) <= ${mostLooks} as few from reach where not by_area) named
  group by scope, tier, powers, other_procedures, other_fields, few, case when few then subject end`

/** What it keeps by field or procedure, in areas that others hold: in each without what a rule that counts before takes out. */
const keptPlaces = (sql: Querying, unitId: string, asOfMs: number): Fragment => sql`
  select case rule.scope when 'field' then 'keptField' else 'keptProcedure' end, reach.tier, reach.powers, ${within(sql)}, rule.subject,
    reach.other_procedures || apart.procedures, reach.other_fields || apart.fields, array_agg(j.area_id order by j.area_id)
  from rule join reach on reach.by_area
  join jurisdiction j on j.custodian and j.tier = reach.held_by and j.valid @> instant(${asOfMs})
    and (rule.area_id is null or rule.area_id = j.area_id)
  cross join lateral (${keptApart(sql, 'j.area_id', sql`other.rank < rule.rank`)}) apart
  where rule.unit_id = ${unitId}
  group by rule.scope, rule.subject, reach.tier, reach.powers, reach.scope, reach.subject, reach.other_procedures, reach.other_fields,
    apart.procedures, apart.fields`

const within = (sql: Querying): Fragment => sql`
  case reach.scope when 'field' then reach.subject end as only_field, case reach.scope when 'procedure' then reach.subject end as only_procedure`

/** The rows with places as a table again. Its arrays are texts in the JSON, which PostgreSQL reads several times as fast. */
export const heldRows = (sql: Querying, { held }: Reach): Fragment => sql`
  select * from json_to_recordset(${held}::text::json) as held (kind text, tier text, powers text[], only_field text, only_procedure text,
    subject text, other_procedures text[], other_fields text[], places text[])`
