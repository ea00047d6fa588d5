import { describe, expect, it } from 'vitest'
import { days, workingDays } from '../../../../domain/time/duration.ts'
import { coursesOf, exampleProblem, runPath } from '../../../../procedures/grammar/checks/examples.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'

const spent = (definition: typeof registration, path: string, given = {}) =>
  runPath(planOf(definition), path, given).spent

describe('the time spent in an example', () => {
  it('is the sum of the shares of the steps gone through', () => {
    expect(spent(registration, 'receive review sign issue')).toEqual(workingDays(3))
    expect(spent(registration, 'receive review sign:returned review sign issue')).toEqual(workingDays(5.5))
  })

  it('counts a step that was late once', () => {
    expect(spent(registration, 'receive review:late review')).toEqual(workingDays(2))
  })

  it('does not count a step still open', () => {
    expect(spent(registration, 'receive withdraw')).toEqual(workingDays(0.5))
    expect(spent(consultation, 'receive ask.police')).toEqual(workingDays(1))
  })

  it('counts bodies asked together once', () => {
    expect(spent(consultation, 'receive ask.police ask.department')).toEqual(workingDays(4))
    expect(spent(silentConsultation, 'receive ask:silent')).toEqual(workingDays(4))
  })

  it('starts from zero after a supplement that leads back to reception', () => {
    expect(spent(registration, 'receive review:incomplete')).toEqual(workingDays(2))
    expect(spent(registration, 'receive review:incomplete supplement receive')).toEqual(workingDays(0.5))
  })

  it('goes on after a supplement to a payout', () => {
    const path = 'receive sign pay:rejected pay:incomplete supplement pay'
    expect(spent(payout, path)).toEqual(workingDays(10))
  })

  it('is the time a notice is posted, and nothing while a fee is due', () => {
    expect(spent(notice, 'receive publish fee sign', { households: 2 })).toEqual(days(19))
  })
})

describe('examples that begin alike', () => {
  const examples = [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign:refused', ends: 'refused', spent: workingDays(3) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(5.5) },
    { path: 'receive review:late review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review nowhere', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
  ] as const

  it('go as each goes alone', () => {
    const plan = planOf(registration)
    const alone = examples.map((example) => coursesOf(plan, [example])[0])
    expect(coursesOf(plan, examples)).toEqual(alone)
    const items = alone.map((course) =>
      course?.problem === null ? course.run.items.length : course?.problem,
    )
    expect(items).toEqual([5, 4, 7, 6, 'nowhere: the procedure has no step nowhere', 5])
  })

  it('are apart where their forms skip other steps', () => {
    const plan = planOf(notice)
    const path = 'receive publish fee sign'
    const courses = [2, 0].map(
      (households) => ({ path, given: { households }, ends: 'issued', spent: days(19) }) as const,
    )
    expect(coursesOf(plan, courses)).toEqual(courses.map((one) => coursesOf(plan, [one])[0]))
  })
})

describe('the path of an example', () => {
  it('goes forward where it names no outcome', () => {
    const { ways, ending } = runPath(planOf(byHand), 'receive review clear sign issue')
    expect(ending).toBe('issued')
    expect(ways).toEqual([
      'receive:accepted',
      'review:approved',
      'clear:agreed',
      'sign:signed',
      'issue:issued',
    ])
  })

  it('gives the events that another runner can send through a dossier', () => {
    const { items } = runPath(planOf(payout), 'receive sign pay')
    expect(items.map(({ kind }) => kind)).toEqual(['start', 'decide', 'decide', 'done'])
  })
})

describe('an impossible path of an example says what is wrong:', () => {
  const problem = (definition: typeof registration, path: string) =>
    exampleProblem(planOf(definition), { path, ends: 'issued', spent: workingDays(3) })

  it.each([
    ['an unknown step', registration, 'receive revue', 'revue: the procedure has no step revue'],
    ['a step out of turn', registration, 'receive sign', 'sign: cannot happen here, open is review.1'],
    [
      'an unknown outcome',
      registration,
      'receive review:signed',
      'review:signed: has no such outcome here, only approved, incomplete, refused, late',
    ],
    [
      'a body that is not asked',
      consultation,
      'receive ask.military',
      'ask.military: cannot happen here, open is ask.1.police and ask.1.department',
    ],
    [
      'silence where it says nothing',
      consultation,
      'receive ask:silent',
      'ask:silent: has no such outcome here, only agreed, disagreed, late',
    ],
    [
      'a notice that is late',
      notice,
      'receive publish:late',
      'publish:late: cannot happen here, open is fee.1',
    ],
    [
      'a supplement that was not requested',
      registration,
      'receive supplement',
      'supplement: nothing has been asked of the applicant',
    ],
    [
      'a supplement requested twice',
      registration,
      'receive review:incomplete supplement receive:incomplete',
      'receive:incomplete: refused, A supplement has been requested as often as the law allows (supplementAlreadyAsked)',
    ],
    [
      'a withdrawal after the decision',
      registration,
      'receive review sign withdraw',
      'withdraw: refused, A decision has been issued (alreadyDecided)',
    ],
    [
      'an act after the end',
      registration,
      'receive:rejected review',
      'review: the dossier has already ended as notReceived',
    ],
    ['a path that stops early', registration, 'receive review', 'stops while sign.1 is open'],
    ['another ending', registration, 'receive:rejected', 'ends as notReceived, not issued'],
    [
      'another time',
      registration,
      'receive review sign:returned review sign issue',
      'spends 5.5 working days, not 3 working days',
    ],
  ])('%s', (_, definition, path, message) => {
    expect(problem(definition, path)).toBe(message)
  })

  it('an outcome that must be named', () => {
    const [clear] = Object.entries(byHand.steps).filter(([id]) => id === 'clear')
    const forked = { ...byHand, steps: { ...byHand.steps } }
    if (clear?.[1].do === 'byHand') {
      forked.steps.clear = { ...clear[1], outcomes: { agreed: 'next', settled: 'next' } }
    }
    expect(problem(forked, 'receive review clear')).toBe('clear: name the outcome, one of agreed, settled')
  })

  it('a time that cannot be added up', () => {
    const plan = planOf({ ...notice, steps: { ...notice.steps, ...registration.steps } })
    expect(exampleProblem(plan, { path: 'receive fee sign', ends: 'issued', spent: days(1) })).toContain(
      'stops',
    )
    expect(
      exampleProblem(plan, {
        path: 'receive inspect',
        given: { built: true, use: 'home' },
        ends: 'issued',
        spent: days(1),
      }),
    ).toContain('Calendar days have no fixed number of working hours')
  })
})
