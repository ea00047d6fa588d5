import type { connectingRule } from '../schema/territory.ts'
import { during } from './periods.ts'
import type { ReferenceFiles } from './reference-files.ts'

/** The rows of `connecting.csv`. */
export function connectingRulesOf(files: ReferenceFiles): (typeof connectingRule.$inferInsert)[] {
  return files.connecting.map(({ from, until, places, ...rule }) => ({
    id: [rule.scope, rule.subject, rule.occasion, from ?? ''].join('/'),
    ...rule,
    places: [...places],
    valid: during(from, until),
  }))
}
