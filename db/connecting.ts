import type { ConnectingRule } from '../domain/connecting.ts'
import type { Querying } from './database.ts'

export interface DatedConnectingRule extends ConnectingRule {
  /** The unit that assigns what no such place can tell; null where the field has none. */
  assignerId: string | null
  basis: string
  assumed: boolean
}

/**
 * The connecting rule of a procedure at an instant, or of its field; null where the law was not read and the
 * definition's own place counts.
 */
export async function connectingRule(
  sql: Querying,
  of: { procedureCode: string; field: string; occasion: 'filing' | 'handover' },
  asOfMs: number,
): Promise<DatedConnectingRule | null> {
  const [row] = await sql<DatedConnectingRule[]>`
    select scope, places, assigner_id as "assignerId", basis, assumed from connecting_rule
    where occasion = ${of.occasion} and valid @> instant(${asOfMs})
      and (scope, subject) in (('procedure', ${of.procedureCode}), ('field', ${of.field}))
    order by scope = 'procedure' desc limit 1`
  return row ?? null
}
