import type { Channel, Ending } from '../../domain/dossier/dossier.ts'
import type { Querying } from '../database.ts'
import { dossiersOfUnits, firstsOf } from '../search/dossiers-of-units.ts'
import type { UnitsScope } from '../search/search-scope.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from '../territory/responsibility.ts'
import { resultInForce } from './corrections.ts'
import { ofCitizens } from './of-citizens.ts'

/** A line of a unit's register. Instants in ms. */
export interface RegisterEntry {
  id: string
  code: string
  procedureCode: string
  procedureName: string
  applicants: readonly string[]
  /** The unit that its last desk lies with: at its end, or now. */
  agency: string | null
  filedAt: number
  acceptedAt: number | null
  dueAt: number | null
  /** When the desk that received it gave it to the next one. */
  transferredAt: number | null
  ending: Ending | null
  endedAt: number | null
  collectedAt: number | null
  collectedHow: Channel | null
  /** The result in force is a corrected one. */
  corrected: boolean
}

export interface RegisterQuery {
  units: UnitsScope
  fromMs: number
  untilMs: number
  after?: { filedAt: number; id: string }
  limit: number
  asOfMs: number
}

/**
 * Dossiers filed in [fromMs, untilMs) that a unit received or is responsible for, the earliest first. Looked for in each area and
 * at each counter by itself, so that a small unit need not look through all of a city.
 */
export async function readRegister(sql: Querying, query: RegisterQuery): Promise<readonly RegisterEntry[]> {
  const { units, fromMs, untilMs, after, limit, asOfMs } = query
  const firsts = sql`
    and ${ofCitizens(sql, 'd')} and d.filed_at >= instant(${fromMs}) and d.filed_at < instant(${untilMs}) ${dossiersOfUnits(sql, units, asOfMs)}
    ${after === undefined ? sql`` : sql`and (d.filed_at, d.id) > (instant(${after.filedAt}), ${after.id}::uuid)`}
    order by d.filed_at, d.id limit ${limit}`
  const found = firstsOf(sql, units, sql`d.id, d.filed_at`, firsts)
  return await typedRows(sql, 'dossier.readRegister')`
    with page as (select found.* from (${found}) found order by filed_at, id limit ${limit})
    select d.id, d.code, d.procedure_code as "procedureCode", plan.body ->> 'name' as "procedureName", who.applicants,
      unit.name as agency, epoch_ms(d.filed_at) as "filedAt", epoch_ms(d.clock_from) as "acceptedAt", epoch_ms(d.due_at) as "dueAt",
      epoch_ms(given.at) as "transferredAt", d.ending, epoch_ms(d.ended_at) as "endedAt",
      epoch_ms(result.collected_at) as "collectedAt", result.collected_how as "collectedHow",
      coalesce(result.correction, 0) > 0 as corrected
    from page join dossier d on d.id = page.id join plan on plan.hash = d.plan_hash ${resultInForce(sql, 'd')}
    cross join lateral (
      select coalesce(array_agg(party.name order by party.id), '{}') as applicants
      from dossier_party dp join party on party.id = dp.party_id where dp.dossier_id = d.id and dp.role = 'applicant') who
    cross join lateral (
      select min(opened_at) as at from task where dossier_id = d.id and correction = 0 and holder = 'desk' and kind <> 'receive') given
    left join lateral (
      select t.area_id, t.tier, t.power, t.procedure_code, t.field, coalesce(d.ended_at, instant(${asOfMs})) as at
      from task t where t.dossier_id = d.id and t.correction = 0 and t.holder = 'desk'
      order by t.closed_at desc nulls first, t.opened_at desc, t.key limit 1) last on true
    left join lateral (${responsibleFor(sql, 'last', { column: 'last.at' })}) r on true
    left join unit on unit.id = r.unit_id
    order by page.filed_at, page.id`
}
