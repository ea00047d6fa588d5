/** Mandates of staff lists that came in after a reorganisation was armed: no rows of it, but many rest on units that begin with it. */
import { isDeepStrictEqual } from 'node:util'
import { common, endedAt, type Span } from '../../../domain/territory/span.ts'
import type { RowChanges } from '../../../reorganisations/grammar/draft.ts'
import type { MandateRow, ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

/** A mandate that came in since: what its list or its loan says, which no postponement changes. */
export interface Said {
  /** Null where neither says it. */
  valid: Span | null
  /** A reorganisation or its undo wrote the row last: where it is empty, that emptied it. */
  movedLast: boolean
}

/**
 * By id; loans that were made since too.
 * @param changes the numbers under which the reorganisation was armed and moved, in their order
 */
export async function staffSince(
  sql: Querying,
  changes: readonly number[],
): Promise<ReadonlyMap<string, Said>> {
  const armed = changes[0] ?? null
  const rows = await typedRows(sql, 'reorganisations.staffSince')`
    select since.id, epoch_ms(lower(said.valid)) as "from", epoch_ms(upper(said.valid)) as until,
      last.kind in ('reorganisation', 'undo') as "movedLast", said.valid is not null as said
    from (
      select distinct made.id from mandate_history made join reference_change c on c.id = lower(made.known)
      where c.id > ${armed}::bigint and (c.kind = 'staff' or c.kind = 'mandate' and not exists (
          select 1 from mandate_history earlier where earlier.id = made.id and lower(earlier.known) < lower(made.known)))
        and not exists (select 1 from mandate_history before where before.id = made.id and before.known @> ${armed}::bigint
          and not isempty(before.valid))) since
    join mandate_history standing on standing.id = since.id and upper_inf(standing.known)
    join reference_change last on last.id = lower(standing.known)
    left join lateral (
      select valid from staff_row where mandate_id = since.id
      union all select valid from mandate_change where mandate_id = since.id and kind = 'lent' limit 1) said on true`
  return new Map(
    rows.map(({ id, from, until, said, movedLast }) => {
      const valid = { from: from ?? -Infinity, until: until ?? Infinity }
      return [id, { valid: said ? valid : null, movedLast: movedLast === true }]
    }),
  )
}

/** What the reorganisation itself changed: a postponement writes those mandates too. */
export const withoutStaff = (
  changes: RowChanges,
  staff: Pick<ReadonlyMap<string, Said>, 'has'>,
): RowChanges => ({
  ...changes,
  mandate: changes.mandate.filter(({ row }) => !staff.has(row.id)),
})

/**
 * The mandates that a postponement took back with their units begin with them again: at the new instant, or when their list or loan says if that
 * is later. What somebody ended or emptied since stays so.
 * @param before as the rows stand
 * @param moved as they are for the instant `at`, ms
 */
export function staffFollows(
  before: ReferenceRows,
  moved: ReferenceRows,
  staff: ReadonlyMap<string, Said>,
  at: number,
): ReferenceRows {
  const standing = new Map(before.mandate.map((row) => [row.id, row]))
  const since = { from: at, until: Infinity }
  const mandate = moved.mandate.map((row) => {
    const said = staff.get(row.id)
    if (said === undefined || row.valid.length > 0) return row
    const spans = wantedOf(said, standing.get(row.id)?.valid ?? [])
    return { ...row, valid: spans.flatMap((span) => common(span, since)) }
  })
  return { ...moved, mandate }
}

function wantedOf({ valid, movedLast }: Said, standing: readonly Span[]): readonly Span[] {
  if (valid === null) return standing
  const until = standing.at(-1)?.until ?? (movedLast ? Infinity : -Infinity)
  return endedAt([valid], until)
}

/** Ids of mandates that a staff list, or a person for one, wrote last, after the change `since`. */
export async function staffWroteLast(sql: Querying, since: number): Promise<ReadonlySet<string>> {
  const rows = await typedRows(sql, 'reorganisations.staffWroteLast')`
    select h.id from mandate_history h join reference_change c on c.id = lower(h.known)
    where upper_inf(h.known) and c.kind = 'staff' and c.id > ${since}::bigint`
  return new Set(rows.map(({ id }) => id))
}

/**
 * What the reorganisation made, with what a staff list corrected since at the same desk: an undo ends what stands. An end that the list brought
 * forward is left out: it is what a person ended.
 * @param listed ids of mandates that a staff list wrote last
 */
export function asListed(
  changes: RowChanges,
  standing: Pick<ReferenceRows, 'mandate'>,
  listed: ReadonlySet<string>,
): RowChanges {
  const now = new Map(standing.mandate.map((row) => [row.id, row]))
  const mandate = changes.mandate.map(({ was, row }) => {
    const stands = listed.has(row.id) ? now.get(row.id) : undefined
    if (stands === undefined || !isSameDesk(stands, row)) return { was, row }
    const until = stands.valid.at(-1)?.until ?? -Infinity
    const isShorter = isDeepStrictEqual(stands.valid, endedAt(row.valid, until))
    return { was, row: { ...stands, valid: isShorter ? row.valid : stands.valid } }
  })
  return { ...changes, mandate }
}

const isSameDesk = (a: MandateRow, b: MandateRow): boolean =>
  a.officerId === b.officerId && a.unitId === b.unitId && a.role === b.role
