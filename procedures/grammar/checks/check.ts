import type { Procedure } from '../definition/procedure.ts'
import { planOf } from '../plan/compile-plan.ts'
import { forwardPaths } from '../plan/longest-path.ts'
import type { Plan } from '../plan/plan.ts'
import { evidenceRules } from './check-evidence.ts'
import { exampleRules } from './check-examples.ts'
import { flowRules } from './check-flow.ts'
import { sourceRules } from './check-sources.ts'
import { courseOf } from './examples.ts'
import type { Finding, Subject } from './finding.ts'

const rules = [...sourceRules, ...evidenceRules, ...flowRules, ...exampleRules]

/**
 * What keeps a definition from being published; empty if nothing does. Pure.
 * @param file the file of the definition, named in each finding
 */
export function check(procedure: Procedure, file?: string): readonly Finding[] {
  const plan = planOf(procedure)
  const subject = { procedure, plan, courses: coursesOf(procedure, plan), ways: waysForward(procedure, plan) }
  const findings = rules.flatMap((rule) => rule(subject))
  return file === undefined ? findings : findings.map((finding) => ({ ...finding, file }))
}

const coursesOf = ({ examples }: Procedure, plan: Plan): Subject['courses'] =>
  examples.map((example) => courseOf(plan, example))

/** For rules on the way alone, which must hold where times cannot be added. */
function waysForward({ form }: Procedure, plan: Plan): Subject['ways'] {
  const steps = Object.entries(plan.steps).map(([id, step]) => [id, { ...step, within: null }] as const)
  return forwardPaths(form, { ...plan, steps: Object.fromEntries(steps) })
}
