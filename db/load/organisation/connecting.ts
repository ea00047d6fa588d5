import type { ConnectingRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { before, spanBetween } from '../periods.ts'
import type { ReferenceFiles } from '../reference-files.ts'

/** The rows of `connecting.csv`, as they stood before the two tiers. */
export function connectingRulesOf(files: Pick<ReferenceFiles, 'connecting'>): ConnectingRow[] {
  return before(files.connecting).map(({ from, until, ...rule }) => ({
    id: [rule.scope, rule.subject, rule.occasion, from ?? ''].join('/'),
    ...rule,
    valid: spanBetween(from, until),
  }))
}
