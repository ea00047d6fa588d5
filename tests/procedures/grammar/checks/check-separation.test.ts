import { describe, expect, it } from 'vitest'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { article } from '../../../../procedures/grammar/definition/basis.ts'
import type { LoadedStep } from '../../../../procedures/grammar/definition/procedure.ts'
import { notice } from '../../invented/notice.ts'
import { registration } from '../../invented/registration.ts'
import { type Broken, expectFound, within, withStep } from './broken-definition.ts'

const signature = (changes: Pick<Extract<LoadedStep, { do: 'sign' }>, 'notBy' | 'alsoBy'>) =>
  withStep(registration, 'sign', { do: 'sign', by: 'chair', within, backTo: 'review', ...changes })
const oneMoreReview = {
  ...registration,
  steps: Object.fromEntries(
    Object.entries(registration.steps).flatMap(([id, step]): [string, LoadedStep][] =>
      id === 'sign'
        ? [
            ['again', { do: 'review', by: 'economy', within }],
            [id, step],
          ]
        : [[id, step]],
    ),
  ),
}

const broken: readonly Broken[] = [
  ['notBy', 'a duty kept apart from itself', signature({ notBy: ['review', 'sign'] }), 'sign'],
  ['notBy', 'a duty kept apart from the engine', signature({ notBy: ['review', 'issue'] }), 'sign'],
  ['notBy', 'a signature that leaves out nobody', signature({}), 'sign'],
  ['notBy', 'a signature that leaves out who received alone', signature({ notBy: ['receive'] }), 'sign'],
  ['notBy', 'a second review that the signature does not name', oneMoreReview, 'sign'],
]

describe('the check of duties that no one person may have together', () => {
  it.each(broken)('%s: finds %s', (...definition) => expectFound(definition))

  it('says which reviews a signature does not name', () => {
    expect(check(oneMoreReview)).toContainEqual({
      ...{ rule: 'notBy', step: 'sign' },
      what: 'may be signed by the officer who decided again',
      why: 'one person could examine a dossier and sign its result alone',
      remedy:
        'Name the steps in `notBy`; where a law names one person for both, in `alsoBy` with its article',
    })
  })

  it('lets a law give a review and the signature to one person, by its article', () => {
    const byLaw = signature({ alsoBy: { steps: ['review'], basis: article('28/2020/TT-BGDĐT', 36, 2) } })
    expect(check(byLaw).filter(({ rule }) => rule === 'notBy')).toEqual([])
  })

  it('asks nothing of a signature that no review comes before', () => {
    expect(check(notice).filter(({ rule }) => rule === 'notBy')).toEqual([])
  })
})
