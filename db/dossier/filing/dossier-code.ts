import type postgres from 'postgres'
import { codePrefix, internalCodePrefix, shortestNumber } from '../../../domain/dossier/dossier-code.ts'
import { localDate } from '../../../domain/time/local-day.ts'
import type { Querying } from '../../database.ts'
import { responsibleFor } from '../../territory/responsibility/responsibility.ts'

/** Who gives a dossier its code, and what of it is the same for the whole day. */
export interface CodeGiver {
  /** The unit whose identifier the code keeps for ever. */
  unitId: string
  /** Whose numbers of the day are given: the unit's, or those of its own business. */
  series: string
  /** Local date of reception, YYYY-MM-DD. */
  receivedOn: string
  prefix: string
}

export interface GiverRow {
  unitId: string
  identifier: string
}

/**
 * The unit competent to resolve a dossier gives its code, of the local day of `atMs` (118/2025/NĐ-CP, Điều 28). Where
 * nobody but a custodian holds the area, or nothing is to be decided (`matter` null), the unit that receives it does.
 * A statement of one row or none, for one that asks for more; then `giverOf`.
 * @param to.matter what is decided at the end, as a row that `responsibleFor` can be asked about
 */
export function giverRow(
  sql: Querying,
  {
    receptionUnitId,
    matter,
  }: { receptionUnitId: string; matter: postgres.PendingQuery<postgres.Row[]> | null },
  atMs: number,
): postgres.PendingQuery<postgres.Row[]> {
  const competent =
    matter === null
      ? sql`null::text`
      : sql`(select r.unit_id from (${matter}) m
          cross join lateral (${responsibleFor(sql, 'm', atMs)}) r where not r.custodian)`
  return sql`
    select id as "unitId", identifier from unit
    where id = coalesce(${competent}, ${receptionUnitId}) and valid @> instant(${atMs})`
}

/**
 * @param internal the dossier is the government's own business
 * @throws Error if the unit does not exist at that instant
 */
export function giverOf(
  row: GiverRow | null,
  { receptionUnitId, internal }: { receptionUnitId: string; internal: boolean },
  atMs: number,
): CodeGiver {
  const receivedOn = localDate(atMs)
  if (row === null) {
    throw new Error(
      `Unit ${receptionUnitId} does not exist on ${receivedOn} and can give no code; ask which unit is responsible then`,
    )
  }
  const { unitId, identifier } = row
  const of = { identifier, receivedOn, central: null }
  return internal
    ? { unitId, series: `${unitId}/noi-bo`, receivedOn, prefix: internalCodePrefix(of) }
    : { unitId, series: unitId, receivedOn, prefix: codePrefix(of) }
}

/**
 * The next code of the unit on that day, as a statement that returns `code`: for a `with` of the statement that writes the
 * dossier. The number is given out for good when that commits, and other filings of the unit wait until then.
 */
export function nextCode(
  sql: Querying,
  { series, receivedOn, prefix }: CodeGiver,
): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    insert into dossier_code_counter as counter (unit_id, day, last) values (${series}, ${receivedOn}::date, 1)
    on conflict (unit_id, day) do update set last = counter.last + 1
    returning ${prefix}::text || lpad(last::text, greatest(${shortestNumber}::int, length(last::text)), '0') as code`
}
