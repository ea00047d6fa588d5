import type { CompetenceRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { before, spanBetween } from '../periods.ts'
import type { ReferenceFiles } from '../reference-files.ts'

/** One row for each power that a line of `competence.csv` names, as they stood before the two tiers. */
export function competenceOf(files: Pick<ReferenceFiles, 'competence'>): CompetenceRow[] {
  return before(files.competence).flatMap(({ powers, from, until, ...held }) =>
    powers.map((power) => ({
      id: [held.scope, held.subject, power, held.tier, from ?? ''].join('/'),
      ...held,
      power,
      valid: spanBetween(from, until),
    })),
  )
}
