import { expect, test } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { correctionPlan } from '../../../../procedures/grammar/plan/correction-plan.ts'
import type { Plan } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import { type DossierState, initialState } from '../../../../procedures/grammar/run/event.ts'
import { loadProcedures } from '../../../../procedures/registry/registry.ts'
import { consultation } from '../../invented/consultation.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

const terms = { number: 1, within: workingDays(3) }

/** How a correction ends that takes these decisions, and what it issues. */
function walked(plan: Plan, path: readonly [task: string, outcome: string][]) {
  let state: DossierState = initialState([])
  let issues: string | null = null
  const take = (event: Parameters<typeof advance>[2]) => {
    const next = advance(plan, state, event)
    if ('refused' in next) throw new Error(`${event.key}: ${next.refused}`)
    state = next.state
    issues = next.issues ?? issues
  }
  take({ kind: 'start', key: 'start', at: 0 })
  for (const [task, outcome] of path) take({ kind: 'decide', key: task, at: 0, task, outcome })
  for (const [task, { holder }] of Object.entries(state.tasks))
    if (holder === 'engine') take({ kind: 'done', key: task, at: 0, task, outcome: 'issued' })
  return { ending: state.ending, issues, tasks: Object.keys(state.tasks) }
}

test('a correction is reviewed by who reviewed, signed by who signed, and the result issued again', () => {
  const plan = correctionPlan(planOf(registration), [], terms)
  if (plan === null) throw new Error('nothing to correct')
  expect(plan.steps).toMatchObject({
    correction1Review: { desks: [{ role: 'civilStatus', power: 'process' }], within: workingDays(3) },
    correction1Sign: { desks: [{ role: 'chair', power: 'sign' }], notBy: ['correction1Review'] },
  })
  const [review, sign] = [
    ['correction1Review.1', 'approved'],
    ['correction1Sign.1', 'signed'],
  ] as const
  expect(walked(plan, [[...review], [...sign]])).toEqual({
    ending: 'issued',
    issues: 'Giấy chứng nhận',
    tasks: [],
  })
  expect(walked(plan, [['correction1Review.1', 'refused']])).toMatchObject({
    ending: 'refused',
    issues: null,
  })
  expect(walked(plan, [[...review], ['correction1Sign.1', 'returned']])).toMatchObject({
    tasks: ['correction1Review.2'],
  })
})

test('a correction consults and pays nobody again', () => {
  for (const definition of [consultation, payout]) {
    const kinds = Object.values(correctionPlan(planOf(definition), [], terms)?.steps ?? {}).map(
      ({ kind }) => kind,
    )
    expect(kinds.filter((kind) => !['review', 'sign', 'issue'].includes(kind))).toEqual([])
  }
  expect(correctionPlan(planOf(payout), [], terms)?.first).toBe('correction1Sign')
})

test('a correction has no step that the dossier skipped, and a dossier that issued nothing has no correction', () => {
  const plan = planOf(registration)
  expect(correctionPlan(plan, ['sign'], terms)?.steps).not.toHaveProperty('correction1Sign')
  expect(correctionPlan(plan, ['issue'], terms)).toBeNull()
})

test('a second correction has other keys than the first', () => {
  const [first, second] = [1, 2].map((number) =>
    correctionPlan(planOf(registration), [], { ...terms, number }),
  )
  const ids = Object.keys(first?.steps ?? {})
  expect(Object.keys(second?.steps ?? {}).filter((id) => ids.includes(id))).toEqual([])
})

test('every procedure that issues a result can have it corrected', async () => {
  const { procedures } = await loadProcedures()
  for (const definition of procedures) {
    const plan = planOf(definition)
    const issues = Object.values(plan.steps).some(({ does }) => does?.work === 'issue')
    expect({ code: plan.procedure, corrected: correctionPlan(plan, [], terms) !== null }).toEqual({
      code: plan.procedure,
      corrected: issues,
    })
  }
})
