import type postgres from 'postgres'
import type { Channel, Ending } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'
import { importerOf } from '../../imports/register-rows.ts'
import { dossiersOfUnits, firstsOf } from '../../search/dossiers-of-units.ts'
import type { UnitsScope } from '../../search/search-scope.ts'
import { typedRows } from '../../statement.ts'
import type { KnownAt } from '../../territory/as-known.ts'
import { responsibleFor } from '../../territory/responsibility/responsibility.ts'
import { ofCitizens } from '../of-citizens.ts'
import { resultInForce } from '../results/corrections.ts'
import { onRecordAmong } from './on-record.ts'

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
  /** False where the date was not kept as it was then: `dueAt` is null. */
  dueIsKnown: boolean
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
  /** What was on record of it by then; null or left out: as known now, and as it stands now. */
  known?: KnownAt | null
}

/**
 * Dossiers filed in [fromMs, untilMs) that a unit received or is responsible for, the earliest first. Looked for in each area and
 * at each counter by itself, so that a small unit need not look through all of a city.
 */
export async function readRegister(sql: Querying, query: RegisterQuery): Promise<readonly RegisterEntry[]> {
  const { units, fromMs, untilMs, after, limit, asOfMs, known = null } = query
  const firsts = sql`
    and ${ofCitizens(sql, 'd')} and d.filed_at >= instant(${fromMs}) and d.filed_at < instant(${untilMs}) ${dossiersOfUnits(sql, units, asOfMs)}
    ${after === undefined ? sql`` : sql`and (d.filed_at, d.id) > (instant(${after.filedAt}), ${after.id}::uuid)`}
    order by d.filed_at, d.id limit ${limit}`
  const columns = sql`d.id, d.filed_at`
  const on = known === null ? null : { asOfMs, known }
  const found =
    on === null
      ? firstsOf(sql, units, columns, firsts)
      : sql`select ${columns} from dossier d where ${mayHaveLain(sql, units)} ${firsts}`
  return await typedRows(sql, 'dossier.readRegister')`
    with ${onRecordAmong(sql, on)}page as (select found.* from (${found}) found order by filed_at, id limit ${limit})
    select d.id, d.code, d.procedure_code as "procedureCode", plan.body ->> 'name' as "procedureName", who.applicants,
      unit.name as agency, epoch_ms(d.filed_at) as "filedAt", epoch_ms(d.clock_from) as "acceptedAt", epoch_ms(d.due_at) as "dueAt",
      ${on === null ? sql`true` : sql`coalesce(d.due_is_known, false)`} as "dueIsKnown",
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

/**
 * Dossiers `d` on record that may have been of the units: a placing moves one to a part of its area, and a corrected row of another system anywhere. Cheap,
 * and looked at first; where each lay then follows from its facts.
 */
const mayHaveLain = (
  sql: Querying,
  { ids, areas, named }: UnitsScope,
): postgres.PendingQuery<postgres.Row[]> => sql`
  (d.reception_unit_id = any(${[...ids]}::text[]) or starts_with(d.filed_by, ${importerOf('')}) or ${named.all}
    or d.field = any(${[...named.fields]}::text[]) or d.procedure_code = any(${[...named.procedures]}::text[])
    or d.lies_now in (
      with recursive part (id) as (
        select unnest(${[...areas]}::text[]) union select area_history.id from part join area_history on area_history.parent_id = part.id)
      select id from part))`
