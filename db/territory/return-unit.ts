import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from './responsibility.ts'
import { type EndedUnit, endedUnit } from './successors.ts'

/**
 * Where a result is handed over: the unit that received the dossier (118/2025/NĐ-CP, Điều 20) while it stands, else the
 * one that holds the power to return for the dossier's area now.
 */
export async function returnUnit(
  sql: Querying,
  dossierId: string,
  asOfMs: number,
): Promise<{ id: string; name: string } | null> {
  const [row] = await typedRows(sql, 'territory.returnUnit')`
    with matter as (
      select area_id, procedure_code, field, 'return' as power, 'commune' as tier, reception_unit_id
      from dossier where id = ${dossierId})
    select unit.id, unit.name from matter
    left join unit received on received.id = matter.reception_unit_id and received.valid @> instant(${asOfMs})
    left join lateral (${responsibleFor(sql, 'matter', asOfMs)}) r on received.id is null
    join unit on unit.id = coalesce(received.id, r.unit_id)`
  return row ?? null
}

/** Where one goes: its reception, and when it is open. */
export interface ReceptionSite {
  address: string
  openingHours: string
}

/** What was confirmed is named before what is assumed; null where no reception of the unit is known at the instant, ms. */
export async function receptionSite(
  sql: Querying,
  unitId: string,
  asOfMs: number,
): Promise<ReceptionSite | null> {
  const [row] = await typedRows(sql, 'territory.receptionSite')`
    select address, opening_hours as "openingHours" from site
    where unit_id = ${unitId} and valid @> instant(${asOfMs}) and 'reception' = any (uses) order by assumed, id limit 1`
  return row ?? null
}

export interface ReturnPlace {
  /** Null where nobody is responsible, and the unit that received it is no more. */
  unit: { id: string; name: string } | null
  site: ReceptionSite | null
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
  return { unit, ended, site: unit === null ? null : await receptionSite(sql, unit.id, asOfMs) }
}
