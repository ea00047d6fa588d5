/** Where a result is handed over and a dossier is asked about: one rule for the follow page, the slip and the list of what is handed over. */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { type AsOf, competenceFor, instantOf, responsibleFor } from '../responsibility/responsibility.ts'
import { type EndedUnit, endedUnit } from './successors.ts'
import { unitName } from './unit-lookup.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * The unit that hands out for the dossier `of` in scope, as a subquery with `unit_id`, null where nobody does: the unit that received
 * the dossier (118/2025/NĐ-CP, Điều 20) while its counter is open, else the one that holds the power to return for the dossier's area.
 * A counter closes with its unit, or when the power to return leaves the units of its tier and it holds no area in the layer that has
 * it since. A unit whose tier never had that power, as a department, keeps its own counter. Where the area of a closed dossier was never
 * decided, nobody may place it any more, and its result waits at the counter of the general custodian, a commune: who keeps its field may
 * be a department without one.
 * @param of has reception_unit_id, area_id, procedure_code, field and ended_at
 */
export const handsOut = (sql: Querying, of: string, asOfMs: number): Fragment => sql`
  select coalesce(received.id, holder.unit_id) as unit_id
  from (
    select ${sql(`${of}.reception_unit_id`)}, ${sql(`${of}.area_id`)}, ${sql(`${of}.procedure_code`)}, ${sql(`${of}.field`)},
      'return' as power, 'commune' as tier, ${sql(`${of}.ended_at`)} is not null as closed) handing
  left join lateral (${competenceFor(sql, 'handing', asOfMs)}) held on true
  left join unit received on received.id = handing.reception_unit_id and received.valid @> instant(${asOfMs})
    and (held.unit_id is not distinct from received.id
      or exists (
        -- What the unit holds by its index: beside it the one of areas would be read as well, whole for the tier.
        select from (select tier, valid from jurisdiction where unit_id = received.id offset 0) j
        where j.tier = held.held_by and j.valid @> instant(${asOfMs}))
      or not exists (
        select from competence c
        where c.power = handing.power and c.tier = handing.tier and c.held_by = received.tier and upper(c.valid) <= instant(${asOfMs})
          and (c.scope, c.subject) in (('procedure', handing.procedure_code), ('field', handing.field), ('all', '*'))))
  left join lateral (
    -- Asked of none whose counter is open.
    select named.unit_id from (${responsibleFor(sql, 'handing', asOfMs, sql`not handing.closed`)}) named where received.id is null offset 0) holder on true`

export async function returnUnit(
  sql: Querying,
  dossierId: string,
  asOfMs: number,
): Promise<{ id: string; name: string; areaId: string } | null> {
  const [row] = await typedRows(sql, 'territory.returnUnit')`
    select unit.id, unit.name, d.area_id as "areaId" from dossier d cross join lateral (${handsOut(sql, 'd', asOfMs)}) there
    join unit on unit.id = there.unit_id where d.id = ${dossierId}`
  return row ?? null
}

/** Where one goes: its reception, and when it is open. */
export interface ReceptionSite {
  address: string
  openingHours: string
}

/**
 * The reception of a unit for an area, as a subquery of one row at most. The site of an office (`<office>/<name>`) whose counter officers
 * have the area wins over the others of the unit; then what was confirmed over what is assumed.
 * @param where columns of rows in scope
 */
export const receptionFor = (
  sql: Querying,
  where: { unit: string; area: string },
  asOf: AsOf,
): Fragment => sql`
  select site.address, site.opening_hours from site
  where site.unit_id = ${sql(where.unit)} and site.valid @> ${instantOf(sql, asOf)} and 'reception' = any (site.uses)
  order by exists (
    select from mandate m
    where m.unit_id = site.unit_id and m.role = 'oneStop' and m.valid @> ${instantOf(sql, asOf)} and ${sql(where.area)} = any (m.areas)
      and starts_with(site.id, m.office_id || '/')) desc, site.assumed, site.id
  limit 1`

/** Null where no reception of the unit is known at the instant, ms. */
export async function receptionSite(
  sql: Querying,
  { unitId, areaId }: { unitId: string; areaId: string },
  asOfMs: number,
): Promise<ReceptionSite | null> {
  const [row] = await typedRows(sql, 'territory.receptionSite')`
    select there.address, there.opening_hours as "openingHours"
    from (select ${unitId}::text as unit_id, ${areaId}::text as area_id) asked
    cross join lateral (${receptionFor(sql, { unit: 'asked.unit_id', area: 'asked.area_id' }, asOfMs)}) there`
  return row ?? null
}

export interface ReturnPlace {
  /** Null where nobody is responsible, and the counter that received it is closed. */
  unit: { id: string; name: string } | null
  site: ReceptionSite | null
  /** The name of the unit that received the dossier, where it hands out no longer. */
  insteadOf: string | null
  /** The unit that received the dossier, where it has ended. */
  ended: EndedUnit | null
}

/** `returnUnit` with the address to go to, and what became of the unit that received the dossier. */
export async function returnPlace(
  sql: Querying,
  { id, receptionUnitId }: { id: string; receptionUnitId: string },
  asOfMs: number,
): Promise<ReturnPlace> {
  const [unit, ended] = await Promise.all([
    returnUnit(sql, id, asOfMs),
    endedUnit(sql, receptionUnitId, asOfMs),
  ])
  const site =
    unit === null ? null : await receptionSite(sql, { unitId: unit.id, areaId: unit.areaId }, asOfMs)
  const insteadOf =
    ended?.name ?? (unit?.id === receptionUnitId ? null : await unitName(sql, receptionUnitId))
  return { unit, ended, site, insteadOf }
}
