import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dong, dongToJson, formatDong, parseDong, roundToThousand } from '../../domain/money.ts'

describe('amounts in đồng', () => {
  it('are whole and exact', () => {
    expect(dong(540_000)).toBe(540_000n)
    expect(() => dong(0.5)).toThrow(RangeError)
    expect(() => dong(2 ** 53)).toThrow(RangeError)
    expect(() => dong(Number.NaN)).toThrow(RangeError)
  })

  it.each([
    [0n, '0 đ'],
    [999n, '999 đ'],
    [1_000n, '1.000 đ'],
    [1_234_000n, '1.234.000 đ'],
    [-1_500_000n, '-1.500.000 đ'],
    [-100n, '-100 đ'],
    [9_007_199_254_740_993_000n, '9.007.199.254.740.993.000 đ'],
  ])('are read: %d as %s', (amount, text) => {
    expect(formatDong(amount)).toBe(text)
  })

  it.each([
    [499n, 0n],
    [500n, 1_000n],
    [1_499n, 1_000n],
    [-499n, 0n],
    [-500n, -1_000n],
    [1_234_567n, 1_235_000n],
  ])('are rounded: %d to %d', (amount, rounded) => {
    expect(roundToThousand(amount)).toBe(rounded)
  })

  it('survive JSON whatever their size', () => {
    fc.assert(
      fc.property(fc.bigInt(), (amount) => {
        const sent = JSON.stringify({ amount: dongToJson(amount) })
        expect(parseDong(JSON.parse(sent).amount)).toBe(amount)
      }),
    )
  })

  it('round to a multiple of a thousand at most 500 away, a recovery as its payment', () => {
    fc.assert(
      fc.property(fc.bigInt(), (amount) => {
        const rounded = roundToThousand(amount)
        const off = rounded - amount
        expect(rounded % 1000n).toBe(0n)
        expect(off >= -500n && off <= 500n).toBe(true)
        expect(roundToThousand(-amount)).toBe(-rounded)
      }),
    )
  })

  it.each(['', ' 1', '1.500', '1,500', '1e3', '0x10', '01', '+5', '-0', '--5', '12 đ', '1.0', '١'])(
    'are not read from the text "%s"',
    (text) => {
      expect(() => parseDong(text)).toThrow(/is not a whole number of đồng/)
    },
  )
})
