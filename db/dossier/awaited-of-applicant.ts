/** What a dossier waits for its applicant with, and who is to be asked about it now. */
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { areaAt, responsibleFor } from '../territory/responsibility/responsibility.ts'
import { receptionFor } from '../territory/units/return-unit.ts'

/** A unit with its reception, in place of the one that was responsible when the applicant was asked. */
export interface AskedAt {
  unit: string
  address: string | null
  openingHours: string | null
  /** Null where it is still the same. */
  insteadOf: string | null
}

export interface Awaited {
  /** Who answers for the step that requested a supplement; null where none is awaited, or nobody is responsible. */
  supplement: AskedAt | null
  /** Who collects the fee that is due. */
  fee: AskedAt | null
}

/**
 * A supplement is asked of by the desk decided last before it: a dossier that lies with its applicant alone has one too. By the dossier's area as it
 * is now, and by that of the task as it was then: a placement moves open tasks too, and the notice of payment was the former unit's.
 */
export async function readAwaited(sql: Querying, dossierId: string, asOfMs: number): Promise<Awaited> {
  const rows = await typedRows(sql, 'dossier.readAwaited')`
    with asker as (
      select 'supplement' as awaited, asked.procedure_code, asked.field, asked.power, asked.tier, asked.area_id, asked.closed_at as at
      from task open cross join lateral (
        select t.* from task t
        where t.dossier_id = open.dossier_id and t.holder = 'desk' and t.closed_at <= open.opened_at
        order by t.closed_at desc, t.key desc limit 1) asked
      where open.dossier_id = ${dossierId} and open.closed_at is null and open.holder = 'applicant'
      union all
      select 'fee', procedure_code, field, power, tier, ${areaAt(sql, 'task', { column: 'task.opened_at' })}, opened_at
      from task where dossier_id = ${dossierId} and closed_at is null and kind = 'collectFee' and holder = 'desk'),
    today as (
      select asker.awaited, asker.procedure_code, asker.field, asker.power, asker.tier, d.area_id from asker, dossier d where d.id = ${dossierId})
    select today.awaited, unit.name as unit, there.address, there.opening_hours as "openingHours",
      case when before.unit_id <> unit.id then former.name end as "insteadOf"
    from today join asker on asker.awaited = today.awaited
    cross join lateral (${responsibleFor(sql, 'today', asOfMs)}) held join unit on unit.id = held.unit_id
    left join lateral (${responsibleFor(sql, 'asker', { column: 'asker.at' })}) before on true
    left join unit former on former.id = before.unit_id
    left join lateral (${receptionFor(sql, { unit: 'unit.id', area: 'today.area_id' }, asOfMs)}) there on true
    order by today.awaited`
  const asked = (of: string): AskedAt | null => {
    const row = rows.find(({ awaited }) => awaited === of)
    if (row === undefined) return null
    const { unit, address, openingHours, insteadOf } = row
    return { unit, address, openingHours, insteadOf }
  }
  return { supplement: asked('supplement'), fee: asked('fee') }
}
