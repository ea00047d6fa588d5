import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { runPath } from '../../../../procedures/grammar/checks/examples.ts'
import { article } from '../../../../procedures/grammar/definition/basis.ts'
import { yesNo } from '../../../../procedures/grammar/definition/field.ts'
import type { Procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import {
  byDecree,
  lawOfFiling,
  newWhereFavourable,
  type TransitionPolicy,
} from '../../../../procedures/grammar/definition/transition-policy.ts'
import { planAfter } from '../../../../procedures/grammar/editions/apply-adoption.ts'
import { judgeAdoption, type Verdict } from '../../../../procedures/grammar/editions/judge-adoption.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import {
  type DossierEventOf,
  type DossierState,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import { verdictInWords } from '../../../../procedures/handbook/adoption-words.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

const basis = article('118/2025/NĐ-CP', 41)
const decreed = byDecree(basis)
const favourable = newWhereFavourable(basis)
const { receive, review, sign, issue } = registration.steps
if (receive?.do !== 'receive' || review?.do !== 'review' || sign?.do !== 'sign' || issue?.do !== 'issue')
  throw new Error('the registration has other steps')

const newer = (
  older: Procedure,
  transitionPolicy: TransitionPolicy,
  changes: Partial<Procedure> = {},
): Procedure => ({
  ...older,
  edition: '2027-01-01',
  transitionPolicy,
  ...changes,
})

interface OpenDossier {
  older?: Procedure
  /** What happened, as in an example; nothing where its workflow has not begun. */
  path?: string
  form?: Readonly<Record<string, string | number | boolean>>
}

function judged(edition: Procedure, { older = registration, path, form = {} }: OpenDossier): Verdict {
  const plan = planOf(older)
  const state = path === undefined ? initialState([]) : runPath(plan, path, form).state
  return judgeAdoption({ plan, state, form, filled: Object.keys(form), channel: 'online' }, older, {
    procedure: edition,
    plan: planOf(edition),
  })
}

const inWords = (edition: Procedure, dossier: OpenDossier): string => verdictInWords(judged(edition, dossier))

describe('a dossier keeps its edition:', () => {
  const otherBodies: Procedure['steps'][string] = {
    do: 'consult',
    bodies: { police: { by: 'police' }, tax: { by: 'economy' } },
    within: workingDays(2),
  }
  const consult = Object.entries(consultation.steps).find(([, step]) => step.do === 'consult')?.[0] ?? ''
  const bodies = planOf(consultation).steps[consult]?.desks.map(({ body }) => body) ?? []
  const reviewed = {
    receive,
    check: review,
    sign: { ...sign, notBy: ['check'] },
    issue,
  }
  const rows: readonly (readonly [why: string, edition: Procedure, dossier: OpenDossier, words: string])[] = [
    [
      'where the law of filing holds',
      newer(registration, lawOfFiling(basis)),
      { path: 'receive' },
      'the law of its filing holds',
    ],
    ['that has not begun', newer(registration, decreed), {}, 'its workflow has not begun'],
    [
      'whose decision is signed',
      newer(payout, decreed),
      { older: payout, path: signedPath(payout) },
      'its decision is signed',
    ],
    [
      'that its applicant completes',
      newer(registration, decreed),
      { path: 'receive review:incomplete' },
      'the applicant is completing it, as the older edition asked',
    ],
    [
      'on which the engine works',
      newer(byHand, decreed),
      { older: byHand, path: 'receive review' },
      'a payout or another work of the engine is in progress',
    ],
    [
      'whose clock stands',
      newer(notice, decreed),
      { older: notice, path: 'receive', form: { use: 'farm', built: false, households: 1 } },
      'a fee is being collected, and the clock is paused',
    ],
    [
      'on a step that is gone',
      newer(registration, decreed, { steps: reviewed }),
      { path: 'receive' },
      'is on a step that the newer edition has not, and no move names another (review)',
    ],
    [
      'of which one body has answered and others are to be asked',
      newer(consultation, decreed, { steps: { ...consultation.steps, [consult]: otherBodies } }),
      { older: consultation, path: `receive ${consult}.${bodies[0]}` },
      `some of the bodies asked have answered, and the newer edition asks others (${consult})`,
    ],
    [
      'that would pass a signature nobody gave',
      newer(registration, decreed, {
        steps: { receive, sign: { ...sign, backTo: 'receive', notBy: [] }, review, issue },
      }),
      { path: 'receive' },
      'would pass a signature that nobody gave (sign)',
    ],
    [
      'whose form was never asked',
      newer(registration, decreed, {
        form: { ...registration.form, urgent: yesNo('Khẩn') },
        steps: { receive, review: { ...review, when: { field: 'urgent', is: true } }, sign, issue },
      }),
      { path: 'receive review' },
      'its form does not say what the newer edition asks (urgent)',
    ],
    [
      'where the newer is worse in something',
      newer(registration, favourable, {
        total: workingDays(2),
        papers: { ...registration.papers, proof: { name: 'Giấy tờ chứng minh', copies: 1 } },
      }),
      { path: 'receive' },
      'not better for the applicant (more papers)',
    ],
    [
      'where the newer is better in nothing',
      newer(registration, favourable),
      { path: 'receive' },
      'better for the applicant in nothing',
    ],
  ]

  it.each(rows)('%s', (_, edition, dossier, words) => {
    expect(inWords(edition, dossier)).toBe(`keeps: ${words}`)
  })
})

/** The way of the first example that goes past a signature, as far as that. */
function signedPath({ examples, steps }: Procedure): string {
  const words = examples[0]?.path.split(' ') ?? []
  const last = words.findLastIndex((word) => steps[word]?.do === 'sign')
  return words.slice(0, last + 1).join(' ')
}

describe('whether a newer edition is worse or better is decided by', () => {
  const rows: readonly (readonly [what: string, changes: Partial<Procedure>, words: string])[] = [
    ['the statutory time', { total: workingDays(2) }, 'adopts (a shorter statutory time)'],
    [
      'a longer one',
      { total: workingDays(4) },
      'keeps: not better for the applicant (a longer statutory time)',
    ],
    [
      'times that nobody can compare',
      { total: { days: 1 } },
      'keeps: not better for the applicant (a longer statutory time)',
    ],
    [
      'a day that it is owed on',
      { sameDay: article('118/2025/NĐ-CP', 19) },
      'adopts (a shorter statutory time)',
    ],
    ['its papers', { papers: {} }, 'adopts (fewer papers)'],
    [
      'a paper that a database replaces',
      {
        papers: {
          request: { name: 'Tờ khai', originals: 1, replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư' },
        },
      },
      'adopts (fewer papers)',
    ],
    [
      'a fee',
      { feeDong: { online: 5_000, counter: 0, post: 0 } },
      'keeps: not better for the applicant (a higher fee)',
    ],
    [
      'the fee of its own channel',
      { feeDong: { online: 0, counter: 5_000, post: 0 } },
      'keeps: better for the applicant in nothing',
    ],
    [
      'steps ahead',
      { steps: { receive, sign: { ...sign, backTo: 'receive', notBy: [] }, issue } },
      'adopts (fewer steps ahead)',
    ],
    [
      'time to complete it',
      { total: workingDays(2), supplementWithin: workingDays(1) },
      'keeps: not better for the applicant (less time to complete it)',
    ],
  ]

  it.each(rows)('%s', (_, changes, words) => {
    expect(inWords(newer(registration, favourable, changes), { path: '' })).toBe(words)
  })
})

describe('a dossier that takes the newer edition', () => {
  const plan = planOf(registration)
  function adopted(
    edition: Procedure,
    path: string,
  ): { state: DossierState; event: DossierEventOf<'adoptEdition'> } {
    const { state } = runPath(plan, path)
    const verdict = judged(edition, { path })
    if (verdict.verdict === 'keep') throw new Error(verdictInWords(verdict))
    const event = { ...verdict.adoption, kind: 'adoptEdition', key: 'adopt', at: 9, planHash: '' } as const
    return { state, event }
  }
  const renamed = newer(registration, byDecree(basis, { moves: { review: 'check' } }), {
    steps: { receive, check: review, sign: { ...sign, backTo: 'check', notBy: ['check'] }, issue },
  })

  it('keeps a task whose desk is the same, with the time that it began with', () => {
    const { state, event } = adopted(newer(registration, decreed, { total: workingDays(9) }), 'receive')
    const next = advance(plan, state, event)
    expect(next).toMatchObject({ closes: [], opens: [], state: { tasks: state.tasks, revision: 3 } })
    expect(planAfter(plan, event)).toMatchObject({ edition: '2027-01-01', total: workingDays(9) })
  })

  it('opens the task of the newer plan where the step was moved, and keeps duties apart over the move', () => {
    const { state, event } = adopted(renamed, 'receive')
    expect(advance(plan, state, event)).toMatchObject({
      closes: [{ key: 'review.1', outcome: 'adopted' }],
      opens: [{ key: 'check.1', kind: 'review', desk: { role: 'civilStatus' } }],
    })
    expect(event.plan.steps.sign?.notBy).toEqual(['check', 'review'])
  })

  it('opens a task again where another desk does its step', () => {
    const { state, event } = adopted(
      newer(registration, decreed, { steps: { receive, review: { ...review, by: 'economy' }, sign, issue } }),
      'receive',
    )
    expect(advance(plan, state, event)).toMatchObject({
      closes: [{ key: 'review.1', outcome: 'adopted' }],
      opens: [{ key: 'review.2', desk: { role: 'economy' } }],
    })
  })

  it('is judged again when it changed since, and refuses what its place does not allow', () => {
    const { state, event } = adopted(renamed, 'receive')
    expect(advance(plan, { ...state, revision: 7 }, event)).toEqual({ refused: 'staleRevision' })
    expect(advance(plan, { ...state, decided: true }, event)).toEqual({ refused: 'editionKept' })
  })
})

describe('the effect of an edition is part of the verdict', () => {
  it('whatever the verdict is', () => {
    const edition = newer(registration, lawOfFiling(basis), {
      steps: { receive, review, again: review, sign, issue },
    })
    expect(judged(edition, { path: 'receive' })).toMatchObject({ verdict: 'keep', effect: 'gainsStep' })
    expect(judged(newer(notice, decreed), { older: notice, path: 'receive' })).toMatchObject({
      effect: 'unaffected',
    })
  })
})
