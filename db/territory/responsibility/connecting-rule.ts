import type postgres from 'postgres'
import type { ConnectingRule } from '../../../domain/territory/connecting-rule.ts'
import type { Querying } from '../../database.ts'

export interface DatedConnectingRule extends ConnectingRule {
  /** The unit that assigns what no such place can tell; null where the field has none. */
  assignerId: string | null
  basis: string
  assumed: boolean
}

/**
 * The connecting rule of a filing's procedure at an instant, or of its field, as a statement of one row; none where the law was not read
 * and the definition's own place counts.
 */
export const filingRule = (
  sql: Querying,
  of: { procedureCode: string; field: string },
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> => sql`
  select scope, places, assigner_id as "assignerId", basis, assumed from connecting_rule
  where occasion = 'filing' and valid @> instant(${asOfMs})
    and (scope, subject) in (('procedure', ${of.procedureCode}), ('field', ${of.field}))
  order by scope = 'procedure' desc limit 1`
