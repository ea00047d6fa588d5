import { describe, expect, it } from 'vitest'
import { check } from '../../procedures/grammar/checks/check.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { byHand } from './invented/by-hand.ts'
import { consultation } from './invented/consultation.ts'
import { notice } from './invented/notice.ts'
import { payout } from './invented/payout.ts'
import { registration } from './invented/registration.ts'
import { silentConsultation } from './invented/silent-consultation.ts'
import { mutantsOf, uncaughtMutants } from './mutants.ts'

const { procedures } = await loadProcedures()
const tested = [registration, consultation, silentConsultation, notice, payout, byHand]
/** Steps that stand in no standard route; those of the routes are tried in routes.test.ts. */
const ownSteps = [...procedures.filter(({ route }) => route === undefined), ...tested].map(
  (procedure) => [`${procedure.code} ${procedure.edition}`, procedure] as const,
)

describe('every definition', () => {
  it('passes every check, its examples among them', () => {
    const findings = [...procedures, ...tested].flatMap((procedure) =>
      check(procedure).map((finding) => ({ ...finding, code: procedure.code })),
    )
    expect(findings).toEqual([])
  })

  it.each(ownSteps)('%s has examples that catch every slip', (_, procedure) => {
    expect(mutantsOf(procedure).length).toBeGreaterThan(5)
    expect(uncaughtMutants(procedure)).toEqual([])
  })
})
