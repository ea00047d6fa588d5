import type { CustodyRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { before, spanBetween } from '../periods.ts'
import type { ReferenceFiles } from '../reference-files.ts'

/** The rows of `custody.csv`, as they stood before the two tiers. */
export function custodyOf(files: Pick<ReferenceFiles, 'custody'>): CustodyRow[] {
  return before(files.custody).map(({ from, until, ...kept }) => ({
    id: [kept.scope, kept.subject, kept.areaId ?? '*', from ?? ''].join('/'),
    ...kept,
    valid: spanBetween(from, until),
  }))
}
