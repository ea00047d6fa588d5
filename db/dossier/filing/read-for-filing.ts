/** All that a filing is judged by, in one read: its key, where it is received, where it lies, who gives it its code. */
import type postgres from 'postgres'
import { DomainError } from '../../../domain/errors.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { areaRow, type PlaceKnown } from '../../territory/responsibility/area-of-place.ts'
import { type DatedConnectingRule, filingRule } from '../../territory/responsibility/connecting-rule.ts'
import { type EndedUnit, endedUnitRow } from '../../territory/units/successors.ts'
import { receivesForRow, unitStandsRow, worksInRow } from '../../territory/units/unit-lookup.ts'
import { type PublishedCalendar, publishedCalendar } from '../../time/published-calendar.ts'
import { type GiverRow, giverRow } from './dossier-code.ts'
import { type FilingName, type Receipt, receiptRow } from './filing-receipt.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export interface FilingAsked {
  name: FilingName
  receptionUnitId: string
  /** Legal instant of receipt, ms. */
  at: number
  /** Instant of the call, ms. */
  now: number
  /** The officer who files, at any desk of the unit; or who enters what was received before, at its one-stop desk today. Null: a service. */
  officer: { id: string; desk: 'any' } | { id: string; desk: 'oneStop'; asOfMs: number } | null
  /** Null where what was sent is wrong already: it is refused, but not before the key and the unit are looked at. */
  content: FilingMatter | null
}

export interface FilingMatter {
  procedureCode: string
  field: string
  /** That decides at the end; null where nothing is to be decided. */
  desk: { power: string; tier: string } | null
  places: readonly PlaceKnown[]
}

export interface FiledAt {
  /** Null where nothing valid at the instant fits. */
  areaId: string | null
  /** Who gives the code if this place decides the dossier's area. */
  giver: GiverRow | null
}

export interface FoundForFiling {
  /** Given for the key before. */
  earlier: Receipt | null
  exists: boolean
  /** The unit where it has ended by now, whether or not it existed at the instant of receipt. */
  ended: EndedUnit | null
  /** Whether the officer sits where `officer` says; true for a service. */
  may: boolean
  rule: DatedConnectingRule | null
  /** In the order of the places asked about. */
  places: readonly FiledAt[]
  published: PublishedCalendar | null
}

/** @throws {DomainError} `keyReused` when the key stands for another body */
export async function readForFiling(sql: Querying, asked: FilingAsked): Promise<FoundForFiling> {
  const { name, receptionUnitId, at, now, content } = asked
  const [row] = await typedRows(sql, 'dossier.readForFiling')`
    select (select to_jsonb(earlier) from (${receiptRow(sql, name)}) earlier) as earlier,
      exists (${unitStandsRow(sql, receptionUnitId, at)}) as exists, ${officerRow(sql, asked)} as may,
      (select to_jsonb(ended) from (${endedUnitRow(sql, receptionUnitId, now)}) ended) as ended
      ${content === null ? sql`, null::jsonb as rule, '[]'::jsonb as places` : contentRow(sql, content, asked)},
      (select to_jsonb(published) from (${publishedCalendar(sql, at)}) published) as published`
  if (row === undefined) throw new Error('a select without from gave no row')
  const { earlier, ...found } = row
  if (earlier?.same === false) throw new DomainError('keyReused', { id: earlier.receipt.dossierId })
  return { ...found, earlier: earlier?.receipt ?? null }
}

function officerRow(sql: Querying, { officer, receptionUnitId, at, content }: FilingAsked): Fragment {
  if (officer === null) return sql`true`
  return officer.desk === 'any'
    ? sql`exists (${worksInRow(sql, officer.id, receptionUnitId, at)})`
    : sql`exists (${receivesForRow(sql, { officerId: officer.id, unitId: receptionUnitId, field: content?.field ?? null, asOfMs: officer.asOfMs })})`
}

/** The rule, and each place with its area and who would give the code: at most five, and nearly always one. */
function contentRow(sql: Querying, content: FilingMatter, { receptionUnitId, at }: FilingAsked): Fragment {
  const { procedureCode, field, desk, places } = content
  const areas = places.map((place) => sql`, (${areaRow(sql, place, at)})`)
  const matter =
    desk === null
      ? null
      : sql`select place.area_id, ${procedureCode}::text as procedure_code, ${field}::text as field,
          ${desk.power}::text as power, ${desk.tier}::text as tier`
  return sql`,
    (select to_jsonb(rule) from (${filingRule(sql, content, at)}) rule) as rule,
    (select jsonb_agg(jsonb_build_object('areaId', place.area_id,
        'giver', (select to_jsonb(giver) from (${giverRow(sql, { receptionUnitId, matter }, at)}) giver)) order by place.n)
      from unnest((array[null ${areas}])[2:]) with ordinality as place (area_id, n)) as places`
}
