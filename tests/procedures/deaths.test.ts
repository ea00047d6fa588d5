/** Every procedure that records a death proposes what follows for benefits. */
import { describe, expect, it } from 'vitest'
import { fieldsNeeded } from '../../procedures/grammar/definition/grant-rule.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { deathOfForm } from '../../procedures/kit/kit.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'

const { procedures } = await loadProcedures()

const issuesOf = ({ steps }: Procedure) =>
  Object.values(steps).flatMap((step) => (step.do === 'issue' ? [step] : []))
/** An extract of the register of deaths is given when a death is entered there. */
const registering = procedures.filter((one) =>
  issuesOf(one).some(({ result }) => result === 'Trích lục khai tử'),
)

describe('a procedure that records a death', () => {
  it('is one of six of civil status', () => {
    expect(registering.map(({ code }) => code).sort()).toEqual([
      ...['1.000419', '1.000656', '1.001766', '1.004827', '1.005461', '2.000497'],
    ])
  })

  it.each(registering.map((one) => [one.code, one] as const))(
    '%s proposes by its form, in each result',
    (_, one) => {
      for (const { death } of issuesOf(one)) expect(death).toEqual(deathOfForm)
      for (const { field, kind } of fieldsNeeded({ death: deathOfForm })) {
        expect(one.form[field]).toMatchObject({ kind })
      }
    },
  )
})
