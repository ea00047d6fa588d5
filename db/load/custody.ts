import type { custody } from '../schema/territory.ts'
import { during } from './periods.ts'
import type { ReferenceFiles } from './reference-files.ts'

/** The rows of `custody.csv`. */
export function custodyOf(files: ReferenceFiles): (typeof custody.$inferInsert)[] {
  return files.custody.map(({ from, until, ...kept }) => ({
    id: [kept.scope, kept.subject, kept.areaId ?? '*', from ?? ''].join('/'),
    ...kept,
    valid: during(from, until),
  }))
}
