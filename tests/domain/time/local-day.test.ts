import { describe, expect, it } from 'vitest'
import {
  addDaysToDate,
  closeOfLocalDay,
  endOfLocalDay,
  localDate,
  startOfLocalDate,
  startOfLocalDay,
} from '../../../domain/time/local-day.ts'
import { at, shown } from '../local-time.ts'

describe('a day in Viet Nam', () => {
  it('begins and ends by its own clock, to the millisecond: 30 June and 1 July 2025', () => {
    const lastOfJune = at('2025-06-30 23:59:59.999')
    expect(localDate(lastOfJune)).toBe('2025-06-30')
    expect(localDate(lastOfJune + 1)).toBe('2025-07-01')
    expect(startOfLocalDay(lastOfJune + 1)).toBe(lastOfJune + 1)
    expect(startOfLocalDate('2025-07-01')).toBe(lastOfJune + 1)
    expect(endOfLocalDay(at('2025-06-30 08:00'))).toBe(lastOfJune)
    expect(shown(closeOfLocalDay(lastOfJune))).toBe('2025-06-30 17:00')
  })

  it('is counted over the ends of months and years', () => {
    expect(addDaysToDate('2025-06-30', 1)).toBe('2025-07-01')
    expect(addDaysToDate('2026-01-01', -1)).toBe('2025-12-31')
    expect(addDaysToDate('2028-02-28', 1)).toBe('2028-02-29')
  })

  it('refuses dates and instants that do not exist', () => {
    expect(() => startOfLocalDate('2026-02-30')).toThrow(/"2026-02-30" is no date/)
    expect(() => addDaysToDate('30/06/2025', 1)).toThrow(/is no date/)
    expect(() => localDate(Number.NaN)).toThrow(RangeError)
    expect(() => localDate(0.5)).toThrow(RangeError)
  })
})
