import { describe, expect, it } from 'vitest'
import { amountRules, isAmountRule } from '../../../../procedures/grammar/plan/amount-rules.ts'

describe('the lump sum on a death', () => {
  it('is three months of the allowance drawn', () => {
    expect(amountRules.deathLumpSum({ monthlyAllowanceDong: '2789000' })).toBe(8_367_000n)
  })

  it('is three months of the supplement too', () => {
    const form = { monthlyAllowanceDong: '8367000', monthlySupplementDong: '2337000' }
    expect(amountRules.deathLumpSum(form)).toBe(32_112_000n)
  })

  it('is not guessed where the form has no allowance', () => {
    expect(() => amountRules.deathLumpSum({ monthlySupplementDong: '1' })).toThrow(
      'no amount in monthlyAllowanceDong',
    )
    expect(() => amountRules.deathLumpSum({ monthlyAllowanceDong: 2_789_000 })).toThrow(RangeError)
  })
})

describe('a lump sum that the desks vouch for', () => {
  it('is the sum on the form, and none is guessed', () => {
    expect(amountRules.lumpSum({ lumpSumDong: '2500000' })).toBe(2_500_000n)
    expect(() => amountRules.lumpSum({})).toThrow('no amount in lumpSumDong')
  })
})

describe('a rule of an amount', () => {
  it('is known by its own name only', () => {
    expect(isAmountRule('deathLumpSum')).toBe(true)
    expect(isAmountRule('toString')).toBe(false)
  })
})
