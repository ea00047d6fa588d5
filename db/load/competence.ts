import type { competence } from '../schema/territory.ts'
import { during } from './periods.ts'
import type { ReferenceFiles } from './reference-files.ts'

/** One row for each power a line of `competence.csv` names. */
export function competenceOf(files: ReferenceFiles): (typeof competence.$inferInsert)[] {
  return files.competence.flatMap(({ powers, from, until, ...held }) =>
    powers.map((power) => ({
      id: [held.scope, held.subject, power, held.tier, from ?? ''].join('/'),
      ...held,
      power,
      valid: during(from, until),
    })),
  )
}
