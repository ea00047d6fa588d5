import type { Procedure } from '../definition/procedure.ts'
import { planOf } from '../plan/compile-plan.ts'
import { forwardPaths } from '../plan/longest-path.ts'
import { evidenceRules } from './check-evidence.ts'
import { exampleRules } from './check-examples.ts'
import { flowRules } from './check-flow.ts'
import { grantRules } from './check-grants.ts'
import { separationRules } from './check-separation.ts'
import { sourceRules } from './check-sources.ts'
import { coursesOf } from './examples.ts'
import type { Finding } from './finding.ts'

const rules = [
  ...sourceRules,
  ...evidenceRules,
  ...flowRules,
  ...grantRules,
  ...separationRules,
  ...exampleRules,
]

/**
 * What keeps a definition from being published; empty if nothing does. Pure.
 * @param file the file of the definition, named in each finding
 */
export function check(procedure: Procedure, file?: string): readonly Finding[] {
  const plan = planOf(procedure)
  const subject = {
    procedure,
    plan,
    courses: coursesOf(plan, procedure.examples),
    ways: forwardPaths(procedure.form, plan),
  }
  const findings = rules.flatMap((rule) => rule(subject))
  return file === undefined ? findings : findings.map((finding) => ({ ...finding, file }))
}
