/** Which procedures grant a benefit that is paid again and again, and by which question of their form. */
import { expect, it } from 'vitest'
import { issueEffectsOf } from '../../procedures/grammar/definition/grant-rule.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'

const { procedures } = await loadProcedures()

const grantsOf = ({ steps }: Procedure) =>
  Object.values(steps).flatMap((step) => (step.do === 'issue' ? (issueEffectsOf(step).grants ?? []) : []))
const granting = procedures.filter((one) => grantsOf(one).length > 0)

it('the procedures that grant are those whose amounts the catalogue has', () => {
  expect(granting.map(({ code }) => code).sort()).toEqual([
    ...['1.010801', '1.010802', '1.010803', '1.010804', '1.010805'],
    ...['1.010816', '1.010817', '1.010818', '1.010820', '1.010821'],
  ])
})

it.each(granting.map((one) => [one.code, one] as const))(
  '%s asks for each group that its result may grant, and for no other',
  (_, one) => {
    for (const { benefit } of grantsOf(one)) {
      if (typeof benefit === 'string') continue
      const field = one.form[benefit.choice]
      const options = field?.kind === 'choice' ? Object.keys(field.options) : []
      expect(Object.keys(benefit.means).sort()).toEqual(options.sort())
    }
  },
)
