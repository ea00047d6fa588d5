import { describe, expect, it } from 'vitest'
import { amountRules, isAmountRule } from '../../procedures/rules.ts'

describe('the lump sum on a death', () => {
  it('is three months of the allowance drawn', () => {
    expect(amountRules.deathLumpSum({ monthlyAllowanceDong: '2789000' })).toBe(8_367_000n)
  })

  it('and of the supplement', () => {
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

describe('a rule', () => {
  it('is known by its own name only', () => {
    expect(isAmountRule('deathLumpSum')).toBe(true)
    expect(isAmountRule('toString')).toBe(false)
  })
})
