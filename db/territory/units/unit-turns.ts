/** The instants at which a unit begins or ends, and between whom its books pass then. */
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../as-known.ts'

export interface UnitTurn {
  begins: boolean
  /** ms. */
  at: number
  /** Of units that end as it begins, or that stand after it has ended. */
  names: readonly string[]
  /** The decision by which it began. */
  basis: string
}

/**
 * Of a period, both ends included, in their order.
 * @param known the change as known at which it is; null: as known now
 */
export async function unitTurns(
  sql: Querying,
  unitId: string,
  { fromMs, untilMs, known }: { fromMs: number; untilMs: number; known: number | null },
): Promise<readonly UnitTurn[]> {
  return await typedRows(sql, 'territory.unitTurns')`
    ${asKnown(sql, known, ['unit', 'unit_successor'])}
    select turn.begins, epoch_ms(turn.at) as at, coalesce(passes.basis, u.basis) as basis, coalesce(passes.names, '{}') as names
    from unit u cross join lateral unnest(u.valid) span
    cross join lateral (values (true, lower(span)), (false, upper(span))) turn (begins, at)
    left join lateral (
      select array_agg(other.name order by other.id) as names, min(s.basis) as basis
      from unit_successor s join unit other on other.id = case when turn.begins then s.unit_id else s.successor_id end
      where case when turn.begins then s.successor_id else s.unit_id end = u.id and s.valid @> turn.at
        and case when turn.begins then exists (select from unnest(other.valid) ended where upper(ended) = turn.at) else other.valid @> turn.at end
    ) passes on true
    where u.id = ${unitId} and turn.at between instant(${fromMs}) and instant(${untilMs})
    order by turn.at, turn.begins`
}
