/** Mandates of staff lists that came in after a reorganisation was armed: no rows of it, but many rest on units that begin with it. */
import { common } from '../../domain/territory/span.ts'
import type { RowChanges } from '../../reorganisations/grammar/draft.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** By id. @param changes the numbers under which the reorganisation was armed and moved, in their order */
export async function staffSince(sql: Querying, changes: readonly number[]): Promise<ReadonlySet<string>> {
  const armed = changes[0] ?? null
  const rows = await typedRows(sql, 'reorganisations.staffSince')`
    select distinct made.id from mandate_history made join reference_change c on c.id = lower(made.known)
    where c.kind = 'staff' and c.id > ${armed}::bigint
      and not exists (select 1 from mandate_history before where before.id = made.id and before.known @> ${armed}::bigint
        and not isempty(before.valid))`
  return new Set(rows.map(({ id }) => id))
}

/** What the reorganisation itself changed: a postponement writes those mandates too. */
export const withoutStaff = (changes: RowChanges, staff: ReadonlySet<string>): RowChanges => ({
  ...changes,
  mandate: changes.mandate.filter(({ row }) => !staff.has(row.id)),
})

/**
 * The mandates that a postponement took back with their units begin with them again: at the new instant, or when their list says if that is later.
 * @param before as the rows stand
 * @param moved as they are for the instant `at`, ms
 */
export function staffFollows(
  before: ReferenceRows,
  moved: ReferenceRows,
  staff: ReadonlySet<string>,
  at: number,
): ReferenceRows {
  const listed = new Map(before.mandate.filter(({ id }) => staff.has(id)).map((row) => [row.id, row]))
  const since = { from: at, until: Number.POSITIVE_INFINITY }
  const mandate = moved.mandate.map((row) => {
    const was = listed.get(row.id)
    if (was === undefined || row.valid.length > 0) return row
    return { ...row, valid: was.valid.flatMap((span) => common(span, since)) }
  })
  return { ...moved, mandate }
}
