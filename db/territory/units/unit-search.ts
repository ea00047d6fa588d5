/** Units of every time, found by what they are or were called. */

import type postgres from 'postgres'
import type { SiteUse, UnitEpoch, UnitTier } from '../../../domain/territory/unit.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../as-known.ts'
import { type DelegatedPower, delegationsOf } from '../responsibility/delegation.ts'
import { became } from './successors.ts'
import { parentsAt } from './unit-parents.ts'

export interface UnitName {
  id: string
  name: string
}

export interface UnitSummary extends UnitName {
  epoch: UnitEpoch
  code: string
  type: string
  tier: UnitTier
  parent: UnitName | null
  /** Instants in ms; null where open. */
  from: number | null
  until: number | null
  seat: string | null
  seatDoubt: string | null
  population: number | null
  lat: number | null
  lon: number | null
  identifier: string
  basis: string
  assumed: boolean
  /** The units that hold its territory at the instant, through every reform since; empty where it is itself. */
  today: readonly UnitName[]
}

export interface UnitQuery {
  /** Any part of the name, with or without diacritics. */
  name?: string
  code?: string
  epoch?: string
  tier?: string
  /** Only units that exist at this instant, ms. */
  validAtMs?: number
  after?: UnitCursor
  limit: number
  /** The instant whose units `today` names. */
  asOfMs: number
  /** The change as known at which they are; null: as known now. */
  known?: number | null
}

export interface UnitCursor {
  folded: string
  id: string
}

/** Units by name, then id. A page looks at every unit there is: some hundred. */
export async function findUnits(
  sql: Querying,
  query: UnitQuery,
): Promise<{ items: readonly UnitSummary[]; next: UnitCursor | null }> {
  const { name, code, epoch, tier, validAtMs, after, limit, asOfMs, known = null } = query
  const rows = await typedRows(sql, 'territory.findUnits')`
    ${asKnown(sql, known, ['unit', 'unit_successor', 'unit_parent'])}
    select * from (
      select ${columns(sql, asOfMs)}, fold_diacritics(u.name) as folded
      from ${unitInSpan(sql, asOfMs)} 
      left join (${parentsAt(sql, asOfMs)}) under on under.unit_id = u.id left join unit parent on parent.id = under.parent_id
      where (${name ?? null}::text is null or position(fold_diacritics(${name ?? ''}) in fold_diacritics(u.name)) > 0)
        and u.code = coalesce(${code ?? null}, u.code) and u.epoch = coalesce(${epoch ?? null}, u.epoch)
        and u.tier = coalesce(${tier ?? null}, u.tier)
        and (${validAtMs ?? null}::float8 is null or u.valid @> instant(${validAtMs ?? null}))
        and (${after?.id ?? null}::text is null or (fold_diacritics(u.name), u.id) > (${after?.folded ?? ''}, ${after?.id ?? ''}))
      order by fold_diacritics(u.name), u.id limit ${limit + 1}
    ) page order by folded, id`
  const items = rows.slice(0, limit).map(({ folded: _, ...unit }) => unit)
  const last = rows[limit - 1]
  const next = rows.length > limit && last !== undefined ? { folded: last.folded, id: last.id } : null
  return { items, next }
}

export interface UnitDetail extends UnitSummary {
  /** What became of it directly, and what it was made of. */
  successors: readonly UnitRelation[]
  predecessors: readonly UnitRelation[]
  offices: readonly UnitOffice[]
  sites: readonly UnitSite[]
  seals: readonly UnitSeal[]
  /** What it has delegated, and what was delegated to it. */
  delegations: readonly DelegatedPower[]
}

export interface UnitRelation extends UnitName {
  /** `whole`, `part`, `partLandOnly`, `partAllResidents`, `remainder`. */
  relation: string
  basis: string
}

export interface UnitOffice extends UnitName {
  roles: readonly string[]
  /** Null: every field of the unit. */
  fields: readonly string[] | null
  fieldsBasis: string | null
  fieldsAssumed: boolean
  basis: string
  assumed: boolean
}

export interface UnitSite {
  id: string
  address: string
  lat: number | null
  lon: number | null
  openingHours: string
  uses: readonly SiteUse[]
  basis: string
  assumed: boolean
}

export interface UnitSeal {
  id: string
  holder: string
  /** Instants in ms. */
  from: number | null
  until: number | null
  inForce: boolean
  basis: string
  assumed: boolean
}

/** With the offices, sites and seals that exist at the instant; of seals the former ones too. @param known the change as known at which it is; null: as known now */
export async function readUnit(
  sql: Querying,
  id: string,
  asOfMs: number,
  known: number | null = null,
): Promise<UnitDetail | null> {
  const earlier = asKnown(sql, known, ['unit', 'unit_successor', 'unit_parent', 'office', 'site', 'seal'])
  const [units, relations, offices, sites, seals, delegations] = await Promise.all([
    typedRows(sql, 'territory.unit')`
      ${earlier}
      select ${columns(sql, asOfMs)} from ${unitInSpan(sql, asOfMs)} 
      left join (${parentsAt(sql, asOfMs)}) under on under.unit_id = u.id left join unit parent on parent.id = under.parent_id where u.id = ${id}`,
    typedRows(sql, 'territory.unitRelations')`
      ${earlier}
      select other.id, other.name, s.relation, s.basis, s.successor_id = ${id} as before
      from unit_successor s
      join unit other on other.id = case when s.unit_id = ${id} then s.successor_id else s.unit_id end
      where (s.unit_id = ${id} or s.successor_id = ${id}) and not isempty(s.valid) order by other.id`,
    typedRows(sql, 'territory.unitOffices')`
      ${earlier}
      select id, name, roles, fields, fields_basis as "fieldsBasis", fields_assumed as "fieldsAssumed", basis, assumed
      from office where unit_id = ${id} and valid @> instant(${asOfMs}) order by id`,
    typedRows(sql, 'territory.unitSites')`
      ${earlier}
      select id, address, lat, lon, opening_hours as "openingHours", uses, basis, assumed
      from site where unit_id = ${id} and valid @> instant(${asOfMs}) order by id`,
    typedRows(sql, 'territory.unitSeals')`
      ${earlier}
      select id, holder, epoch_ms(lower(valid)) as from, epoch_ms(upper(valid)) as until, valid @> instant(${asOfMs}) as "inForce",
        basis, assumed
      from seal where unit_id = ${id} and not isempty(valid) order by valid, id`,
    delegationsOf(sql, id, asOfMs, known),
  ])
  const [unit] = units
  if (unit === undefined) return null
  const related = (before: boolean) =>
    relations.filter((row) => row.before === before).map(({ before: _, ...relation }) => relation)
  return {
    ...unit,
    successors: related(false),
    predecessors: related(true),
    offices,
    sites,
    seals,
    delegations,
  }
}

function columns(sql: Querying, asOfMs: number): postgres.PendingQuery<postgres.Row[]> {
  return sql`u.id, u.epoch, u.code, u.name, u.type, u.tier, u.identifier, u.seat, u.seat_doubt as "seatDoubt", u.population,
    u.lat, u.lon, u.basis, u.assumed, epoch_ms(lower(s.span)) as from, epoch_ms(upper(s.span)) as until,
    case when parent.id is not null then jsonb_build_object('id', parent.id, 'name', parent.name) end as parent,
    (${presentSuccessors(sql, asOfMs)}) as today`
}

/**
 * A unit with the span of its validity that the answer is about: that of the instant, else the last before it, else the next. One that
 * never began, as its reorganisation was called off, is not found.
 */
const unitInSpan = (sql: Querying, asOfMs: number): postgres.PendingQuery<postgres.Row[]> => sql`
  unit u cross join lateral (
    select span from unnest(u.valid) span
    order by coalesce(lower(span) > instant(${asOfMs}), false),
      case when lower(span) > instant(${asOfMs}) then lower(span) end, lower(span) desc nulls last limit 1) s`

/** The ends of the chain: a code or a name on an old paper leads here, however many reforms lie between. */
function presentSuccessors(sql: Querying, asOfMs: number): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('id', stands.id, 'name', stands.name) order by stands.id), '[]')
    from (${became(sql, { unit: sql`u.id`, asOf: asOfMs })}) b
    join unit stands on stands.id = b.unit_id and stands.id <> u.id and stands.valid @> instant(${asOfMs})`
}
