import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listThatTakes } from '../../../domain/benefits/payment-days.ts'
import { adjustToRate, lumpSumAtDeath, multipleOfRate, partsByShare } from '../../../domain/benefits/sums.ts'

describe('a sum that follows the standard rate', () => {
  test('is adjusted with it', () => {
    const rates = { beforeDong: 2_055_000n, afterDong: 2_789_000n }
    expect(adjustToRate(2_055_000n, rates)).toBe(2_789_000n)
    expect(adjustToRate(1_000_000n, rates)).toBe(1_357_000n)
  })

  test('goes to the nearest thousand, a half upwards', () => {
    const rates = { beforeDong: 1_000n, afterDong: 1_000n }
    expect([1_499n, 1_500n, 1_501n, 2_499n].map((amount) => adjustToRate(amount, rates))).toEqual([
      ...[1_000n, 2_000n, 2_000n, 2_000n],
    ])
    expect(() => adjustToRate(1n, { beforeDong: 0n, afterDong: 1n })).toThrow(RangeError)
  })

  test('as a multiple of it is whole', () => {
    expect(multipleOfRate(2_789_000n, 20)).toBe(55_780_000n)
  })
})

describe('the lump sum at a death', () => {
  test('is three months of allowance and supplement, without what the carer was paid for', () => {
    const held = [
      { kind: 'allowance', monthlyDong: 8_367_000n },
      { kind: 'supplement', monthlyDong: 2_337_000n },
      { kind: 'carer', monthlyDong: 2_789_000n },
    ] as const
    expect(lumpSumAtDeath(held)).toBe(3n * (8_367_000n + 2_337_000n))
    expect(lumpSumAtDeath([])).toBe(0n)
  })
})

describe('parts by share', () => {
  test('sum to the whole, whatever the shares', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 100_000_000n }), shares, (amount, of) => {
        const parts = partsByShare(amount, of)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount)
        const all = of.reduce((sum, share) => sum + share, 0)
        parts.forEach((part, index) => {
          const exact = Number(amount) * ((of[index] ?? 0) / all)
          expect(Math.abs(Number(part) - exact)).toBeLessThanOrEqual(1.001)
        })
      }),
    )
    expect(() => partsByShare(1n, [1, 0])).toThrow(RangeError)
  })
})

describe('the list of changes', () => {
  test('of the next month takes what is recorded before the 25th, later changes wait for the one after', () => {
    expect(listThatTakes('2025-06-24')).toBe('2025-07')
    expect(listThatTakes('2025-06-25')).toBe('2025-08')
    expect(listThatTakes('2025-12-24')).toBe('2026-01')
    expect(() => listThatTakes('2025')).toThrow(RangeError)
  })
})
