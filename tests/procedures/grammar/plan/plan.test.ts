import { describe, expect, it } from 'vitest'
import { days, workingDays } from '../../../../domain/time/duration.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import {
  deskOutcomes,
  engineOutcomes,
  skippedSteps,
  stepsInOrder,
  timeOf,
} from '../../../../procedures/grammar/plan/plan.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'

const definitions = { registration, consultation, silentConsultation, notice, payout, byHand }

describe('the plan of a definition', () => {
  it.each(Object.entries(definitions))(
    'of %s is plain JSON: it is the input of a workflow',
    (_, definition) => {
      const plan = planOf(definition)
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    },
  )

  it('says for each outcome where it leads', () => {
    expect(planOf(registration).steps).toMatchObject({
      receive: {
        routes: {
          accepted: { to: 'review' },
          incomplete: { asks: 'supplement', resumeAt: 'receive' },
          rejected: { ends: 'notReceived' },
        },
      },
      sign: { routes: { signed: { to: 'issue' }, returned: { to: 'review' }, refused: { ends: 'refused' } } },
      issue: { routes: { issued: { ends: 'issued' } }, desks: [], within: null },
    })
  })

  it('gives the applicant 15 days to complete a dossier where the sector has no rule of its own', () => {
    expect(timeOf(planOf(registration)).supplements.within).toEqual(days(15))
    expect(timeOf(planOf({ ...registration, supplementWithin: workingDays(5) })).supplements.within).toEqual(
      workingDays(5),
    )
  })

  it('takes the commune for the tier where none is named', () => {
    expect(planOf(consultation).steps.ask?.desks).toEqual([
      { body: 'police', role: 'police', tier: 'commune', power: 'process' },
      { body: 'department', role: 'specialist', tier: 'department', power: 'process' },
    ])
  })

  it('tells what the end of a time means', () => {
    const onDue = (definition: typeof registration, id: string) => planOf(definition).steps[id]?.onDue
    expect(onDue(registration, 'review')).toBe('late')
    expect(onDue(consultation, 'ask')).toBe('late')
    expect(onDue(silentConsultation, 'ask')).toBe('silent')
    expect(onDue(notice, 'publish')).toBe('posted')
  })

  it('keeps its order and its hash through a column that sorts keys', () => {
    const plan = planOf(payout)
    const stored = { ...plan, steps: Object.fromEntries(Object.entries(plan.steps).sort()) }
    expect(Object.keys(stored.steps)).not.toEqual(Object.keys(plan.steps))
    expect(stepsInOrder(stored)).toEqual(['receive', 'sign', 'pay', 'issue'])
    expect(planHash(stored)).toBe(planHash(plan))
  })

  it('has another hash as soon as a time changes', () => {
    const plan = planOf(payout)
    expect(planHash({ ...plan, total: workingDays(7) })).not.toBe(planHash(plan))
  })

  it('is refused for a procedure without steps', () => {
    expect(() => planOf({ ...registration, steps: {} })).toThrow('has no steps')
  })
})

describe('the outcomes of a step', () => {
  const outcomesOf = (definition: typeof registration, id: string) => {
    const step = planOf(definition).steps[id]
    return step === undefined ? null : { desk: deskOutcomes(step), engine: engineOutcomes(step) }
  }

  it.each([
    ['a reception', registration, 'receive', ['accepted', 'incomplete', 'rejected'], []],
    ['a review that sends nothing back', registration, 'review', ['approved', 'incomplete', 'refused'], []],
    ['a consultation', silentConsultation, 'ask', ['agreed', 'disagreed'], []],
    ['a notice, which only time completes', notice, 'publish', ['objected'], []],
    [
      'a payout, which only the bank completes',
      payout,
      'pay',
      ['retried', 'incomplete'],
      ['paid', 'rejected'],
    ],
    ['a result', payout, 'issue', [], ['issued']],
    ['a child workflow', byHand, 'clear', [], ['agreed', 'contested', 'abandoned']],
  ])('are those of %s', (_, definition, id, desk, engine) => {
    expect(outcomesOf(definition, id)).toEqual({ desk, engine })
  })
})

describe('skipped steps', () => {
  it('are those whose condition the form does not meet', () => {
    const plan = planOf(notice)
    expect(skippedSteps(plan, { built: true, use: 'home', households: 1 })).toEqual(['publish'])
    expect(skippedSteps(plan, { built: true, use: 'farm', households: 2 })).toEqual(['inspect'])
  })
})
