import { exampleRules } from './check-examples.ts'
import { flowRules } from './check-flow.ts'
import { sourceRules } from './check-sources.ts'
import type { Finding } from './finding.ts'
import { planOf } from './plan.ts'
import type { Procedure } from './procedure.ts'

const rules = [...sourceRules, ...flowRules, ...exampleRules]

/**
 * What keeps a definition from being published; empty if nothing does. Pure.
 * @param file where the definition stands, for whoever reads the findings
 */
export function check(procedure: Procedure, file?: string): readonly Finding[] {
  const plan = planOf(procedure)
  const findings = rules.flatMap((rule) => rule({ procedure, plan }))
  return file === undefined ? findings : findings.map((finding) => ({ ...finding, file }))
}
