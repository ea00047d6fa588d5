import type { ConnectingRule } from '../../domain/territory/connecting-rule.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { areaRow, type PlaceKnown } from './responsibility.ts'

export interface DatedConnectingRule extends ConnectingRule {
  /** The unit that assigns what no such place can tell; null where the field has none. */
  assignerId: string | null
  basis: string
  assumed: boolean
}

/**
 * What tells where a filing belongs, in one trip: the connecting rule of the procedure at an instant, or of its field, null where the
 * law was not read and the definition's own place counts; and the area of each place, null where nothing valid then fits.
 */
export async function readConnecting(
  sql: Querying,
  of: { procedureCode: string; field: string },
  places: readonly PlaceKnown[],
  asOfMs: number,
): Promise<{ rule: DatedConnectingRule | null; areas: readonly (string | null)[] }> {
  const rule = sql`
    select scope, places, assigner_id as "assignerId", basis, assumed from connecting_rule
    where occasion = 'filing' and valid @> instant(${asOfMs})
      and (scope, subject) in (('procedure', ${of.procedureCode}), ('field', ${of.field}))
    order by scope = 'procedure' desc limit 1`
  const areas = places.map((place) => sql`, (${areaRow(sql, place, asOfMs)})`)
  const [row] = await typedRows(sql, 'territory.readConnecting')`
    select (select to_jsonb(rule) from (${rule}) rule) as rule, (array[null ${areas}])[2:] as areas`
  return row ?? { rule: null, areas: [] }
}
