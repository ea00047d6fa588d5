/** The area in which something lies, from the codes of communes that are known of it. */
import type postgres from 'postgres'
import { DomainError } from '../../../domain/errors.ts'
import {
  cellId,
  cellsOfOldId,
  newCommuneId,
  unplacedInOldId,
} from '../../../domain/territory/territory-ids.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../as-known.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** What is known of where something lies: an area itself, or the commune by its code of either epoch. */
export interface PlaceKnown {
  areaId?: string
  /** Code of a commune as it was until 30 June 2025. */
  oldWard?: string
  /** Code of a commune since 1 July 2025: of one that stands, or has ended since. */
  newWard?: string
}

/**
 * The area of a place. Both communes give the cell. One commune that consists of a single cell gives that;
 * otherwise its name decides nothing about the cell, and the place is unplaced within that commune: one that
 * was split leaves open who is responsible (a custodian is, until it is placed), one that was not leaves
 * open only what the next reform may ask.
 * @param known the change as known at which it is; null: as known now
 * @throws DomainError unknownArea where nothing, or nothing valid at the instant, fits
 */
export async function areaOf(
  sql: Querying,
  place: PlaceKnown,
  asOfMs: number,
  known: number | null = null,
): Promise<string> {
  const [row] = await typedRows(sql, 'territory.areaOf')`
    ${asKnown(sql, known, ['area', 'jurisdiction'])}${areaRow(sql, place, asOfMs)}`
  if (row === undefined) throw new DomainError('unknownArea')
  return row.id
}

/** `areaOf` as a statement of one row with `id`; none where nothing, or nothing valid at the instant, fits. */
export function areaRow(sql: Querying, { areaId, oldWard, newWard }: PlaceKnown, asOfMs: number): Fragment {
  if (areaId !== undefined)
    return sql`select id from area where id = ${areaId} and valid @> instant(${asOfMs})`
  if (newWard !== undefined) {
    const held = areaInNewWard(sql, { oldWard, newWard }, asOfMs)
    if (oldWard === undefined) return held
    // By rows that were corrected it may never have gone there: the cell keeps the id that it was given.
    return sql`
      select id from area where id = coalesce((${held}), ${cellId(oldWard, newWard)}) and valid @> instant(${asOfMs})`
  }
  return sql`
    select id from area
    where ${isOfOldWard(sql, 'area', oldWard ?? '')} and parent_id is null and valid @> instant(${asOfMs})`
}

/**
 * An area that a commune of the new epoch holds or, where it holds none that fits, has held: what lay in one that ended is answered by who holds
 * its areas since. Of a commune alone its own unplaced area, which began with it, comes before one that it took over. One that has taken over
 * several has none of its own unless the reorganisation gives it one: any of them tells who is responsible, and so the first by id is taken.
 */
function areaInNewWard(
  sql: Querying,
  { oldWard, newWard }: { oldWard: string | undefined; newWard: string },
  asOfMs: number,
): Fragment {
  // A cell is the same before the commune begins that it goes to: an old commune that went whole is named with it at any instant.
  const fits =
    oldWard === undefined
      ? sql`j.valid && tstzrange(null, instant(${asOfMs}), '[]')`
      : sql`not isempty(j.valid) and area.kind = 'cell' and ${isWithinOldWard(sql, oldWard)}`
  return sql`
    select area.id from jurisdiction j join area on area.id = j.area_id and area.valid @> instant(${asOfMs})
    where j.unit_id = ${newCommuneId(newWard)} and j.tier = 'commune' and not j.custodian and ${fits}
    order by j.valid @> instant(${asOfMs}) desc, area.kind = 'unplaced' desc, area.kind = 'unplaced' and not exists (
      select from jurisdiction before
      where before.area_id = j.area_id and before.tier = j.tier and before.unit_id <> j.unit_id and before.valid << j.valid) desc,
      area.id
    limit 1`
}

/** Old communes are history, so the ids of their areas tell them for good: no reform renames one. */
const isOfOldWard = (sql: Querying, area: string, oldWard: string): Fragment =>
  sql`(${sql(`${area}.id`)} = ${unplacedInOldId(oldWard)} or starts_with(${sql(`${area}.id`)}, ${cellsOfOldId(oldWard)}))`

/** The same of the row `area` in scope, or of an area that it is a part of: parts of a later split have ids of their own. */
const isWithinOldWard = (sql: Querying, oldWard: string): Fragment => sql`
  (${isOfOldWard(sql, 'area', oldWard)} or area.parent_id is not null and exists (
    with recursive above (id, parent_id) as (
      select whole.id, whole.parent_id from area whole where whole.id = area.parent_id
      union select whole.id, whole.parent_id from above join area whole on whole.id = above.parent_id)
    select from above where ${isOfOldWard(sql, 'above', oldWard)}))`
