import { describe, expect, it } from 'vitest'
import { days, workingDays } from '../../../../domain/time/duration.ts'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { yesNo } from '../../../../procedures/grammar/definition/field.ts'
import { byHand } from '../../invented/by-hand.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import {
  type Broken,
  expectFound,
  manyFields,
  withCondition,
  within,
  without,
  withStep,
} from './broken-definition.ts'

const broken: readonly Broken[] = [
  ['reception', 'no reception first', without(registration, 'receive'), 'review'],
  [
    'reception',
    'a conditional reception',
    withCondition(notice, 'receive', { field: 'built', is: true }),
    'receive',
  ],
  [
    'reception',
    'a second reception',
    withStep(registration, 'again', { do: 'receive', by: 'oneStop', within }),
    'again',
  ],
  [
    'backTo',
    'a way back that leads on',
    withStep(registration, 'review', { do: 'review', by: 'civilStatus', within, backTo: 'issue' }),
    'review',
  ],
  [
    'conditions',
    'conditions on too much',
    {
      ...withCondition(registration, 'review', {
        all: Object.keys(manyFields).map((field) => ({ field, is: true })),
      }),
      form: manyFields,
    },
    null,
  ],
  [
    'unreachable',
    'a condition that never holds',
    withCondition(notice, 'inspect', {
      all: [
        { field: 'built', is: true },
        { field: 'built', is: false },
      ],
    }),
    'inspect',
  ],
  [
    'unreachable',
    'a child workflow that never goes on',
    withStep(byHand, 'clear', {
      do: 'byHand',
      workflow: 'siteClearance',
      within,
      outcomes: { abandoned: 'refuse' },
      because: '',
    }),
    'sign',
  ],
  ['result', 'no result', without(registration, 'issue'), null],
  [
    'result',
    'a result that a form skips',
    withCondition(notice, 'issue', { field: 'built', is: true }),
    null,
  ],
  ['unsignedPayout', 'money before the signature', without(payout, 'sign'), 'pay'],
  [
    'unsignedPayout',
    'money on a signature that a form skips',
    { ...withCondition(payout, 'sign', { field: 'urgent', is: false }), form: { urgent: yesNo('Khẩn') } },
    'pay',
  ],
  [
    'unsignedSupplement',
    'a second reception behind the signature, which asks the applicant there',
    withStep(payout, 'issue', { do: 'receive', by: 'oneStop', within: workingDays(1) }),
    'issue',
  ],
  [
    'pausedByHand',
    'a child workflow that pauses the time of an applicant',
    withStep(byHand, 'clear', {
      do: 'byHand',
      workflow: 'siteClearance',
      within: null,
      outcomes: { agreed: 'next', contested: { backTo: 'review' }, abandoned: 'refuse' },
      because: '',
    }),
    'clear',
  ],
  ['total', 'shares above the total', { ...registration, total: workingDays(2.5) }, null],
  [
    'total',
    'calendar days among working days',
    withStep(registration, 'sign', { do: 'sign', by: 'chair', within: days(1), backTo: 'review' }),
    null,
  ],
]

describe('the check of the steps and their order', () => {
  it.each(broken)('%s: finds %s', (...definition) => expectFound(definition))

  it('takes the longest way that a form can lead to, not the sum of ways that exclude each other', () => {
    const exclusive = withCondition(notice, 'inspect', { not: { field: 'households', atLeast: 2 } })
    const found = check({ ...exclusive, total: days(19) }).map(({ rule }) => rule)
    expect(found).not.toContain('total')
    expect(check({ ...exclusive, total: days(18) }).map(({ rule }) => rule)).toContain('total')
  })
})
