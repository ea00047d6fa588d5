import { describe, expect, it } from 'vitest'
import { addDuration } from '../../../domain/time/calendar.ts'
import {
  addDurations,
  days,
  workingDays,
  workingHours,
  workingHoursOf,
} from '../../../domain/time/duration.ts'
import { officialCalendar } from '../official-calendar.ts'

describe('durations', () => {
  it('have 8 working hours to a day: 240 hours are 30 days', () => {
    expect(workingHoursOf(workingDays(30))).toBe(240)
    expect(workingHoursOf(workingDays(0.25))).toBe(2)
    expect(workingHoursOf(workingHours(58))).toBe(58)
  })

  it('add up without floating-point drift', () => {
    expect(0.1 + 0.2).not.toBe(0.3)
    expect(addDurations(workingDays(0.1), workingDays(0.2))).toEqual({ workingDays: 0.3 })
    expect(addDurations(workingHours(1 / 3), workingHours(1 / 3), workingHours(1 / 3))).toEqual({
      workingHours: 1,
    })
    expect(addDurations(workingDays(2.5), workingHours(4))).toEqual({ workingDays: 3 })
    expect(addDurations(days(3), days(10))).toEqual({ days: 13 })
  })

  it('do not mix calendar days with working time', () => {
    expect(() => addDurations(days(1), workingHours(1))).toThrow(/no fixed number of working hours/)
    expect(() => workingHoursOf(days(1))).toThrow(/no fixed number of working hours/)
  })

  it.each([
    ['a negative', () => workingDays(-1)],
    ['no number', () => workingHours(Number.NaN)],
    ['no end', () => workingDays(Number.POSITIVE_INFINITY)],
    ['more than any law gives', () => workingDays(10_001)],
    ['half a calendar day', () => days(0.5)],
    ['a literal that went round the constructors', () => addDuration(officialCalendar, 0, { days: -1 })],
  ])('refuse %s', (_case, make) => {
    expect(make).toThrow(/is no time limit/)
  })
})
