/** Ways to break a definition, for the tests of its checks. */
import { expect } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { notFound } from '../../../../procedures/grammar/checks/evidence.ts'
import { article } from '../../../../procedures/grammar/definition/basis.ts'
import type { Condition } from '../../../../procedures/grammar/definition/condition.ts'
import { yesNo } from '../../../../procedures/grammar/definition/field.ts'
import {
  type LoadedStep,
  type Procedure,
  procedure,
} from '../../../../procedures/grammar/definition/procedure.ts'
import { byDecree, type Moves } from '../../../../procedures/grammar/definition/transition-policy.ts'
import { feeNotFound } from '../../../../procedures/kit/fees.ts'
import { personForm } from '../../../../procedures/kit/forms.ts'
import { commune } from '../../../../procedures/routes/commune.ts'

export const within = workingDays(1)

/** The definition with a step put in, or put in the place of another. */
export function withStep(procedure: Procedure, id: string, step: LoadedStep): Procedure {
  return { ...procedure, steps: { ...procedure.steps, [id]: step } }
}

export function without(procedure: Procedure, id: string): Procedure {
  return {
    ...procedure,
    steps: Object.fromEntries(Object.entries(procedure.steps).filter(([key]) => key !== id)),
  }
}

export function withCondition(procedure: Procedure, id: string, when: Condition): Procedure {
  const step = procedure.steps[id]
  return step === undefined ? procedure : withStep(procedure, id, { ...step, when })
}

/** Known by its name alone. */
export const listed = procedure({
  code: '9.000022',
  name: 'Thủ tục chỉ có tên',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục viết cho kiểm thử' },
  assumed: [notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Kết quả' }),
})
export const manyFields = Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`q${n}`, yesNo('?')]))

export const moving = (moves: Moves) => byDecree(article('118/2025/NĐ-CP', 41), { moves })

/** A rule, what is wrong, a definition that breaks the rule, and the step it points at. */
export type Broken = readonly [rule: string, what: string, procedure: Procedure, step: string | null]

/** Each definition breaks its rule: the check says so, at the step. */
export function expectFound([rule, , procedure, step]: Broken): void {
  expect(check(procedure)).toContainEqual(expect.objectContaining({ rule, step }))
}
