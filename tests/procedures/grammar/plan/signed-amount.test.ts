import { describe, expect, test } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { article } from '../../../../procedures/grammar/definition/basis.ts'
import { accountNumber, dong, yesNo } from '../../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { signedAmount } from '../../../../procedures/grammar/plan/signed-amount.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

const pay = {
  do: 'payout',
  by: 'accountant',
  within: workingDays(1),
  benefit: 'lumpSum',
  amount: 'lumpSum',
  account: 'account',
  basis: article('131/2021/NĐ-CP', 121),
} as const
const sign = { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'receive' } as const

/** Signed twice, and the second signature is skipped where the form says so. */
const twice = planOf(
  procedure({
    ...payout,
    form: { lumpSumDong: dong('Số tiền'), account: accountNumber('Tài khoản'), large: yesNo('Khoản lớn') },
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
      sign,
      second: { ...sign, when: (form) => form.large.is(true) },
      pay,
      issue: { do: 'issue', result: 'Quyết định' },
    },
    examples: [
      {
        path: 'receive sign second pay issue',
        given: { large: true },
        ends: 'issued',
        spent: workingDays(4),
      },
      { path: 'receive sign pay issue', given: { large: false }, ends: 'issued', spent: workingDays(3) },
    ],
  }),
)

describe('a signature pays', () => {
  const plan = planOf(payout)

  test('what the payouts behind it reckon from the form', () => {
    expect(signedAmount(plan, 'sign', { monthlyAllowanceDong: '2000000' })).toBe(6_000_000n)
  })

  test('nothing where no payout is behind it, and a step that is no signature pays nothing', () => {
    expect(signedAmount(planOf(registration), 'sign', {})).toBeNull()
    expect(signedAmount(plan, 'receive', { monthlyAllowanceDong: '2000000' })).toBeNull()
    expect(signedAmount(plan, 'pay', { monthlyAllowanceDong: '2000000' })).toBeNull()
  })

  test('only where it is the last before the payout, as the form leads it', () => {
    const form = { lumpSumDong: '7000000' }
    expect(signedAmount(twice, 'sign', { ...form, large: true })).toBeNull()
    expect(signedAmount(twice, 'second', { ...form, large: true })).toBe(7_000_000n)
    expect(signedAmount(twice, 'sign', { ...form, large: false })).toBe(7_000_000n)
  })

  test('an amount that the form tells, or it cannot be judged', () => {
    expect(() => signedAmount(plan, 'sign', {})).toThrow(RangeError)
    expect(() => signedAmount(plan, 'sign', { monthlyAllowanceDong: ['2'] })).toThrow(TypeError)
  })
})
