import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, monthAfter, monthOf, monthsBetween, periodOf } from '../../../domain/benefits/month.ts'

describe('months', () => {
  test('are counted over the turn of a year, back and forth', () => {
    expect(addMonths('2025-12', 1)).toBe('2026-01')
    expect(addMonths('2025-01', -1)).toBe('2024-12')
    expect(monthOf('2025-07-31')).toBe('2025-07')
    expect(monthAfter('2025-12-31')).toBe('2026-01')
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(monthsBetween('2025-07', '2025-06')).toEqual([])
  })

  test('sort as text, and adding is undone by taking away', () => {
    const month = fc.integer({ min: 1900 * 12, max: 2100 * 12 }).map((count) => addMonths('0000-01', count))
    fc.assert(
      fc.property(month, fc.integer({ min: 1, max: 500 }), (from, count) => {
        const later = addMonths(from, count)
        expect(later > from).toBe(true)
        expect(addMonths(later, -count)).toBe(from)
        expect(monthsBetween(from, later)).toHaveLength(count + 1)
      }),
    )
  })

  test('and years are periods, and nothing else is', () => {
    expect(periodOf('2025')).toMatchObject({ cadence: 'yearly', firstMonth: '2025-01', lastMonth: '2025-12' })
    expect(periodOf('2025-07')).toMatchObject({
      cadence: 'monthly',
      firstMonth: '2025-07',
      lastMonth: '2025-07',
    })
    for (const wrong of ['once', '2025-7', '25', '2025-00', ''])
      expect(() => periodOf(wrong)).toThrow(RangeError)
  })
})
