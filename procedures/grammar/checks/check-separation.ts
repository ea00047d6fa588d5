import { stepsInOrder } from '../plan/plan.ts'
import type { CheckRule, Finding, Subject } from './finding.ts'

/** Rules on duties that no one person may have together. */
export const separationRules: readonly CheckRule[] = [separationNamesDesks, signatureNamesReviewers]

function separationNamesDesks({ plan }: Subject): Finding[] {
  return Object.entries(plan.steps).flatMap(([id, step]) =>
    step.notBy
      .filter((other) => other === id || plan.steps[other]?.desks.length === 0)
      .map((other) => ({
        rule: 'notBy',
        step: id,
        what: `keeps its duty apart from ${other}, where no other officer decides`,
        why: 'the separation would look kept and never be tested',
        remedy: 'Name another step that an officer decides',
      })),
  )
}

/** A step whose condition leaves it out for some dossiers is named too: what nobody decided keeps nobody out. */
function signatureNamesReviewers({ procedure, plan }: Subject): Finding[] {
  const order = stepsInOrder(plan)
  return Object.entries(procedure.steps).flatMap(([id, step]): Finding[] => {
    if (step.do !== 'sign') return []
    const named = [...(step.notBy ?? []), ...(step.alsoBy?.steps ?? [])]
    const missing = order
      .slice(0, order.indexOf(id))
      .filter((other) => plan.steps[other]?.kind === 'review' && !named.includes(other))
    if (missing.length === 0) return []
    return [
      {
        rule: 'notBy',
        step: id,
        what: `may be signed by the officer who decided ${missing.join(', ')}`,
        why: 'one person could examine a dossier and sign its result alone',
        remedy:
          'Name the steps in `notBy`; where a law names one person for both, in `alsoBy` with its article',
      },
    ]
  })
}
