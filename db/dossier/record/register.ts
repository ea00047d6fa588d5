import type postgres from 'postgres'
import type { Channel, Ending } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'
import { dossiersOfUnits } from '../../search/dossiers-of-units.ts'
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

type Fragment = postgres.PendingQuery<postgres.Row[]>

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
 * Dossiers filed in [fromMs, untilMs) that a unit received or is responsible for, the earliest first. Those that may be are found by indexes,
 * so that a small unit need not look through all of a city; who was responsible is asked of each in order, and of no more than fill the page.
 */
export async function readRegister(sql: Querying, query: RegisterQuery): Promise<readonly RegisterEntry[]> {
  const { units, limit, asOfMs, known = null } = query
  const on = known === null ? null : { asOfMs, known }
  return await typedRows(sql, 'dossier.readRegister')`
    with candidate as not materialized (${candidates(sql, query)}), ${onRecordAmong(sql, on)}
    page as (
      select first.filed_at, first.id from candidate first
      -- A look-up of each, so that they stay in order.
      cross join lateral (
        select from dossier d where d.id = first.id and ${ofCitizens(sql, 'd')} ${dossiersOfUnits(sql, units, asOfMs)} offset 0) wanted
      order by first.filed_at, first.id limit ${limit})
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
 * What was filed in the period, after the page before, and may be the units' business, in order: whatever else it takes, it lies in one of their areas, or was
 * received by one of them, or is of a field or procedure that they have. It comes before what hides `dossier`, so that it is the table.
 */
function candidates(sql: Querying, { units, fromMs, untilMs, after, known = null }: RegisterQuery): Fragment {
  const { ids, areas, named } = units
  // A comparison of rows would be another look-up by the time of filing, which finds those of all units.
  const afterPage =
    after === undefined
      ? sql``
      : sql`and (d.filed_at > instant(${after.filedAt}) or d.id > ${after.id}::uuid)`
  const inPeriod = sql`d.filed_at >= instant(${after?.filedAt ?? fromMs}) and d.filed_at < instant(${untilMs}) ${afterPage}`
  if (named.all)
    return sql`select d.filed_at, d.id from dossier d where ${inPeriod} order by d.filed_at, d.id offset 0`
  const of = (column: string, values: readonly string[]): Fragment =>
    sql`select d.filed_at, d.id from dossier d where ${sql(column)} = any(${[...values]}::text[]) and ${inPeriod}`
  return sql`
    select * from (
      ${of('d.area_id', areas)} union ${of('d.reception_unit_id', ids)} union ${of('d.field', named.fields)}
      union ${of('d.procedure_code', named.procedures)} ${known === null ? sql`` : sql`union ${movedSince(sql, areas, inPeriod)}`}) candidate
    order by filed_at, id offset 0`
}

/** What lay in one of the areas and was placed elsewhere, or a corrected row of another system moved it. */
const movedSince = (sql: Querying, areas: readonly string[], inPeriod: Fragment): Fragment => sql`
  select moved.filed_at, moved.id
  from journal j cross join lateral (select d.filed_at, d.id from dossier d where d.id = j.dossier_id and ${inPeriod} offset 0) moved
  where j.kind = 'placed' and j.payload ->> 'from' = any(${[...areas]}::text[])`
