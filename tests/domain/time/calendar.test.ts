import { afterEach, describe, expect, it } from 'vitest'
import {
  addDuration,
  type Calendar,
  type CalendarEntry,
  calendarOf,
  isProvisional,
  isWorkingDay,
  nextWorkingInstant,
  workingMsBetween,
} from '../../../domain/time/calendar.ts'
import { type Duration, days, workingDays, workingHours } from '../../../domain/time/duration.ts'
import { endOfLocalDay, localDate } from '../../../domain/time/local-day.ts'
import { at, shown } from '../local-time.ts'
import { officialCalendar, officialEntries } from '../official-calendar.ts'

function due(from: string, duration: Duration, calendar: Calendar = officialCalendar): string {
  return shown(addDuration(calendar, at(from), duration))
}

function datesOf(year: number): string[] {
  const dates: string[] = []
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    dates.push(new Date(ms).toISOString().slice(0, 10))
  }
  return dates
}

// Written from the announcements, not from the data file, so that a slip in the file is seen.
const announced = [
  {
    year: 2025,
    workingDays: 250,
    weekdaysOff: '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02',
    weekendsWorked: '04-26',
  },
  {
    year: 2026,
    workingDays: 249,
    weekdaysOff: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24',
    weekendsWorked: '01-10 08-22',
  },
]

/** The dates of a year on which a calendar is wrong about whether agencies work. */
function wrongDates(calendar: Calendar, year: (typeof announced)[number]): string[] {
  const off = new Set(year.weekdaysOff.split(' '))
  const worked = new Set(year.weekendsWorked.split(' '))
  return datesOf(year.year).filter((date) => {
    const weekday = new Date(date).getUTCDay()
    const weekend = weekday === 0 || weekday === 6
    const expected = weekend ? worked.has(date.slice(5)) : !off.has(date.slice(5))
    return isWorkingDay(calendar, date) !== expected
  })
}

function wrongInBothYears(calendar: Calendar): string[] {
  return announced.flatMap((year) => wrongDates(calendar, year))
}

describe('the official calendar', () => {
  it.each(announced)('has $workingDays working days in $year, each where it was announced', (year) => {
    expect(wrongDates(officialCalendar, year)).toEqual([])
    expect(datesOf(year.year).filter((date) => isWorkingDay(officialCalendar, date))).toHaveLength(
      year.workingDays,
    )
  })

  it('names for every entry the decision, its date and what the day is', () => {
    for (const entry of officialEntries) {
      expect(entry.decision, entry.date).toMatch(/^(Bộ luật|Thông báo|Công văn|Nghị quyết) /)
      expect(entry.decidedOn < entry.date, entry.date).toBe(true)
      expect(entry.reason, entry.date).toMatch(/\S/)
    }
  })
})

describe('a wrong calendar is seen to be wrong', () => {
  const without = (left: (entry: CalendarEntry) => boolean): Calendar =>
    calendarOf(
      'wrong',
      officialEntries.filter((entry) => !left(entry)),
    )

  it('without the swapped days', () => {
    const noSwaps = without((entry) => entry.kind !== 'holiday')
    expect(wrongInBothYears(noSwaps)).toEqual([
      '2025-04-26',
      '2025-05-02',
      '2026-01-02',
      '2026-01-10',
      '2026-08-22',
      '2026-08-31',
    ])
    expect(due('2026-08-28 09:00', workingDays(1), noSwaps)).toBe('2026-08-31 17:00')
    expect(due('2026-08-28 09:00', workingDays(1))).toBe('2026-09-03 17:00')
  })

  it('without Ngày Văn hóa Việt Nam, on whose eve one day is lost', () => {
    const old = without((entry) => entry.date === '2026-11-24')
    expect(wrongInBothYears(old)).toEqual(['2026-11-24'])
    expect(due('2026-11-23 09:00', workingDays(1), old)).toBe('2026-11-24 17:00')
    expect(due('2026-11-23 09:00', workingDays(1))).toBe('2026-11-25 17:00')
  })

  it('as a stock holiday library has it: 252 days in both years, 11 of them wrong', () => {
    // The public holidays of npm date-holidays 3.37.0 for VN.
    const stock = calendarOf(
      'stock',
      [
        ...['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-01', '2025-02-02'],
        ...['2025-04-07', '2025-04-30', '2025-05-01', '2025-09-02'],
        ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-21'],
        ...['2026-04-26', '2026-04-30', '2026-05-01', '2026-09-02'],
      ].map((date) => ({ date, kind: 'holiday', decision: 'none', decidedOn: '2024-01-01' })),
    )
    expect(wrongInBothYears(stock)).toEqual([
      '2025-01-27',
      '2025-04-26',
      '2025-05-02',
      '2025-09-01',
      '2026-01-02',
      '2026-01-10',
      '2026-04-27',
      '2026-08-22',
      '2026-08-31',
      '2026-09-01',
      '2026-11-24',
    ])
    for (const { year } of announced) {
      expect(datesOf(year).filter((date) => isWorkingDay(stock, date))).toHaveLength(252)
    }
  })

  it('as it stood before the swap of 2 January 2026 was announced on 25 December 2025', () => {
    const before = without((entry) => entry.decidedOn > '2025-12-24')
    expect(due('2025-12-31 09:00', workingDays(1), before)).toBe('2026-01-02 17:00')
    expect(due('2025-12-31 09:00', workingDays(1))).toBe('2026-01-05 17:00')
    // The Saturday worked gives the day back.
    expect(due('2025-12-31 09:00', workingDays(7), before)).toBe('2026-01-12 17:00')
    expect(due('2025-12-31 09:00', workingDays(7))).toBe('2026-01-12 17:00')
  })
})

describe('whole working days end at closing time, the day of reception not counted', () => {
  it.each([
    ['an ordinary day', '2026-11-16 09:30', 1, '2026-11-17 17:00'],
    ['received at the last millisecond', '2026-11-16 23:59:59.999', 1, '2026-11-17 17:00'],
    ['received at midnight', '2026-11-17 00:00', 1, '2026-11-18 17:00'],
    ['over a weekend', '2026-11-13 16:59', 2, '2026-11-17 17:00'],
    ['received on a Saturday', '2026-11-14 10:00', 1, '2026-11-16 17:00'],
    ['received on a holiday', '2026-11-24 10:00', 1, '2026-11-25 17:00'],
    ['over Tết Ất Tỵ', '2025-01-24 09:00', 1, '2025-02-03 17:00'],
    ['over Tết Bính Ngọ', '2026-02-13 09:00', 3, '2026-02-25 17:00'],
    ['due on a Saturday worked', '2026-08-21 09:00', 1, '2026-08-22 17:00'],
    ['over a swapped Monday and National Day', '2026-08-28 09:00', 1, '2026-09-03 17:00'],
    ['over a leap day', '2028-02-28 09:00', 1, '2028-02-29 17:00'],
    ['the longest internal process, 30 days', '2026-10-01 08:00', 30, '2026-11-12 17:00'],
  ])('%s', (_case, from, count, expected) => {
    expect(due(from, workingDays(count))).toBe(expected)
  })

  it('and on 30 June and 1 July 2025, when the districts ended, to the millisecond', () => {
    const lastOfJune = at('2025-06-30 23:59:59.999')
    expect(shown(addDuration(officialCalendar, lastOfJune, workingDays(1)))).toBe('2025-07-01 17:00')
    expect(shown(addDuration(officialCalendar, lastOfJune + 1, workingDays(1)))).toBe('2025-07-02 17:00')
  })
})

describe('working hours and fractions of a day run from the instant through opening hours', () => {
  it.each([
    ['within the morning', '2026-11-16 08:00', workingHours(4), '2026-11-16 12:00'],
    ['over lunch', '2026-11-16 11:30', workingHours(1), '2026-11-16 13:30'],
    ['received at lunch', '2026-11-16 12:20', workingHours(1), '2026-11-16 14:00'],
    ['over the night', '2026-11-16 16:45', workingHours(2), '2026-11-17 09:45'],
    ['received after closing', '2026-11-16 20:00', workingHours(2), '2026-11-17 10:00'],
    ['the 8 hours of an online dossier', '2026-11-13 15:00', workingHours(8), '2026-11-16 15:00'],
    ['to closing time, not the next opening', '2026-11-16 09:00', workingHours(7), '2026-11-16 17:00'],
    ['on a Saturday worked', '2026-01-09 16:00', workingHours(2), '2026-01-10 09:00'],
    ['over the eve of 24 November', '2026-11-23 16:00', workingHours(2), '2026-11-25 09:00'],
    ['a quarter of a day', '2026-11-16 16:00', workingDays(0.25), '2026-11-17 09:00'],
    ['a day and a half: the day first', '2026-11-16 09:30', workingDays(1.5), '2026-11-18 12:00'],
    ['a millisecond', '2026-11-16 12:00', workingHours(1 / 3_600_000), '2026-11-16 13:00:00.001'],
    ['nothing', '2026-11-14 10:00', workingHours(0), '2026-11-14 10:00'],
  ])('%s', (_case, from, duration, expected) => {
    expect(due(from, duration)).toBe(expected)
  })
})

describe('calendar days', () => {
  it.each([
    ['end on a working day', '2026-11-02 09:00', 10, '2026-11-12 17:00'],
    ['move from a Sunday to the Monday', '2026-11-07 09:00', 15, '2026-11-23 17:00'],
    ['move from a holiday', '2026-11-09 09:00', 15, '2026-11-25 17:00'],
    ['do not move from a Saturday worked', '2026-08-07 09:00', 15, '2026-08-22 17:00'],
    ['are due at once when there are none', '2026-11-09 09:00', 0, '2026-11-09 09:00'],
  ])('%s', (_case, from, count, expected) => {
    expect(due(from, days(count))).toBe(expected)
  })

  it('leave a citizen time until midnight', () => {
    const dueAtMs = addDuration(officialCalendar, at('2026-11-02 09:00'), days(10))
    expect(shown(endOfLocalDay(dueAtMs))).toBe('2026-11-12 23:59:59.999')
  })
})

describe('working time between instants', () => {
  it.each([
    ['2026-11-16 08:00', '2026-11-16 17:00', 8],
    ['2026-11-16 11:00', '2026-11-16 14:00', 2],
    ['2026-11-13 17:00', '2026-11-16 08:00', 0],
    ['2026-11-23 16:00', '2026-11-25 09:00', 2],
    ['2026-11-25 09:00', '2026-11-23 16:00', -2],
    ['2026-11-16 08:00', '2026-11-13 17:00', 0],
  ])('from %s to %s is %d hours', (from, to, hours) => {
    expect(workingMsBetween(officialCalendar, at(from), at(to))).toBe(hours * 3_600_000)
  })

  it.each([
    ['2026-11-16 09:15', '2026-11-16 09:15'],
    ['2026-11-16 07:00', '2026-11-16 08:00'],
    ['2026-11-16 12:00', '2026-11-16 13:00'],
    ['2026-11-13 17:00', '2026-11-16 08:00'],
    ['2026-11-23 18:00', '2026-11-25 08:00'],
  ])('an agency is next open after %s at %s', (from, expected) => {
    expect(shown(nextWorkingInstant(officialCalendar, at(from)))).toBe(expected)
  })
})

describe('the part of a calendar that is not published yet', () => {
  it('is provisional from the first day after it', () => {
    expect(isProvisional(officialCalendar, at('2026-12-31 23:59:59.999'))).toBe(false)
    expect(isProvisional(officialCalendar, at('2027-01-01 00:00'))).toBe(true)
  })

  it('begins by default after the last year with an entry, and at once without entries', () => {
    expect(calendarOf('1', officialEntries).knownUntil).toBe('2026-12-31')
    expect(isProvisional(calendarOf('empty', []), at('2025-01-01 00:00'))).toBe(true)
  })
})

describe('entries and dates that a calendar refuses:', () => {
  const entry = { date: '2026-11-24', kind: 'holiday', decision: 'x', decidedOn: '2026-07-01' }
  it.each([
    ['a date twice', [entry, entry], /2026-11-24 twice/],
    ['a date that does not exist', [{ ...entry, date: '2026-02-29' }], /"2026-02-29" is no date/],
    ['a date in another form', [{ ...entry, date: '24/11/2026' }], /"24\/11\/2026" is no date/],
    ['an unknown kind', [{ ...entry, kind: 'observance' }], /is "observance"/],
    ['a weekday to be made up', [{ ...entry, kind: 'swappedWork' }], /cannot be swappedWork/],
    ['a Sunday swapped off', [{ ...entry, date: '2026-11-22', kind: 'swappedOff' }], /cannot be swappedOff/],
  ])('%s', (_case, entries, message) => {
    expect(() => calendarOf('wrong', entries)).toThrow(message)
  })

  it('dates and instants that do not exist', () => {
    expect(() => isWorkingDay(officialCalendar, '2026-13-01')).toThrow(RangeError)
    expect(() => addDuration(officialCalendar, 0.5, workingDays(0))).toThrow(RangeError)
  })
})

describe('workers in different zones', () => {
  const zone = process.env.TZ
  afterEach(() => {
    process.env.TZ = zone
    if (zone === undefined) delete process.env.TZ
  })

  it.each([
    ['UTC', 0],
    ['Asia/Ho_Chi_Minh', -7],
    ['America/New_York', 4],
    ['Pacific/Kiritimati', -14],
  ])('reckon the same dates: %s', (tz, hoursBehindUtc) => {
    process.env.TZ = tz
    expect(new Date('2025-06-30T12:00:00Z').getTimezoneOffset()).toBe(hoursBehindUtc * 60)
    expect(addDuration(officialCalendar, Date.UTC(2025, 5, 30, 16, 59, 59, 999), workingDays(1.5))).toBe(
      Date.UTC(2025, 6, 2, 5),
    )
    expect(localDate(Date.UTC(2026, 2, 8, 17))).toBe('2026-03-09')
  })
})
