import { describe, expect, it } from 'vitest'
import { check } from '../../procedures/grammar/check.ts'
import { exampleProblem } from '../../procedures/grammar/examples.ts'
import { planOf } from '../../procedures/grammar/plan.ts'
import type { Procedure } from '../../procedures/grammar/procedure.ts'
import { loadProcedures } from '../../procedures/index.ts'
import { byHand } from './definitions/by-hand.ts'
import { consultation } from './definitions/consultation.ts'
import { notice } from './definitions/notice.ts'
import { payout } from './definitions/payout.ts'
import { registration } from './definitions/registration.ts'
import { silentConsultation } from './definitions/silent-consultation.ts'
import { mutantsOf } from './mutants.ts'

const { procedures } = await loadProcedures()
const tested = [registration, consultation, silentConsultation, notice, payout, byHand]
const corpus = [...procedures, ...tested].map(
  (procedure) => [`${procedure.code} ${procedure.edition}`, procedure] as const,
)

/** The slip shows in an example, and would stop the definition from being published. */
function isCaught(procedure: Procedure): boolean {
  const plan = planOf(procedure)
  return procedure.examples.some((example) => exampleProblem(plan, example) !== null)
}

describe('every definition', () => {
  it.each(corpus)('%s passes every check', (_, procedure) => {
    expect(check(procedure)).toEqual([])
  })

  it.each(corpus)('%s has examples that catch every slip', (_, procedure) => {
    const mutants = mutantsOf(procedure)
    expect(mutants.length).toBeGreaterThan(5)
    expect(mutants.filter((mutant) => !isCaught(mutant.procedure)).map(({ slip }) => slip)).toEqual([])
  })
})
