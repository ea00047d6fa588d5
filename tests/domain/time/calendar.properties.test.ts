import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDuration,
  type CalendarEntry,
  calendarOf,
  nextWorkingInstant,
  workingMsBetween,
} from '../../../domain/time/calendar.ts'
import { reckonDue } from '../../../domain/time/clock-events.ts'
import { type Duration, days, workingDays, workingHours } from '../../../domain/time/duration.ts'
import { explainDue } from '../../../domain/time/explain-due.ts'
import { localDate } from '../../../domain/time/local-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR_START = Date.UTC(2026, 0, 1) - 7 * HOUR

/** A year with any set of departures, so that no property rests on how the official one happens to lie. */
const entriesOfAYear: fc.Arbitrary<CalendarEntry[]> = fc
  .uniqueArray(fc.nat(364), { maxLength: 60 })
  .chain((offsets) =>
    fc.tuple(...offsets.map((offset) => fc.boolean().map((coin): CalendarEntry => entryOn(offset, coin)))),
  )

function entryOn(offset: number, coin: boolean): CalendarEntry {
  const date = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10)
  const weekend = [0, 6].includes(new Date(date).getUTCDay())
  const other = weekend ? 'swappedWork' : 'swappedOff'
  return { date, kind: coin ? 'holiday' : other, decision: 'Thông báo 1', decidedOn: '2025-10-16' }
}

const minuteOfTheYear = fc.nat(330 * 24 * 60).map((minutes) => YEAR_START + minutes * MINUTE)
const instant = fc.nat(330 * DAY).map((ms) => YEAR_START + ms)
const anyDuration: fc.Arbitrary<Duration> = fc.oneof(
  fc.nat(40).map(workingDays),
  fc.nat(160).map((quarters) => workingDays(quarters / 4)),
  fc.nat(300 * 60).map((minutes) => workingHours(minutes / 60)),
  fc.nat(60).map(days),
)

// The reference: read the clock on the wall, minute by minute and day by day, sharing nothing with the code.
class Wall {
  private readonly kinds: Map<string, string>

  constructor(entries: readonly CalendarEntry[]) {
    this.kinds = new Map(entries.map((entry) => [entry.date, entry.kind]))
  }

  works(ms: number): boolean {
    const local = new Date(ms + 7 * HOUR)
    const kind = this.kinds.get(local.toISOString().slice(0, 10))
    if (kind === 'holiday' || kind === 'swappedOff') return false
    return kind === 'swappedWork' || ![0, 6].includes(local.getUTCDay())
  }

  opens(ms: number): boolean {
    return [8, 9, 10, 11, 13, 14, 15, 16].includes(new Date(ms + 7 * HOUR).getUTCHours()) && this.works(ms)
  }

  afterWorkingMinutes(fromMs: number, minutes: number): number {
    let ms = fromMs
    for (let left = minutes; left > 0; ms += MINUTE) if (this.opens(ms)) left--
    return ms
  }

  openMinutes(fromMs: number, toMs: number): number {
    let minutes = 0
    for (let ms = fromMs; ms < toMs; ms += MINUTE) if (this.opens(ms)) minutes++
    return minutes
  }

  closeAfterWorkingDays(fromMs: number, count: number): number {
    let ms = fromMs
    for (let left = count; left > 0; ) {
      ms += DAY
      if (this.works(ms)) left--
    }
    return fivePm(ms)
  }

  closeAfterDays(fromMs: number, count: number): number {
    let ms = fromMs + count * DAY
    while (!this.works(ms)) ms += DAY
    return fivePm(ms)
  }
}

function fivePm(ms: number): number {
  const local = new Date(ms + 7 * HOUR)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), 17 - 7)
}

describe('as with a clock read minute by minute and day by day', () => {
  it('working hours end at the same minute', () => {
    fc.assert(
      fc.property(entriesOfAYear, minuteOfTheYear, fc.nat(2400), (entries, fromMs, minutes) => {
        expect(addDuration(calendarOf('any', entries), fromMs, workingHours(minutes / 60))).toBe(
          new Wall(entries).afterWorkingMinutes(fromMs, minutes),
        )
      }),
    )
  })

  it('working time between two minutes is the same', () => {
    fc.assert(
      fc.property(entriesOfAYear, minuteOfTheYear, fc.nat(20 * 24 * 60), (entries, fromMs, minutes) => {
        const toMs = fromMs + minutes * MINUTE
        expect(workingMsBetween(calendarOf('any', entries), fromMs, toMs)).toBe(
          new Wall(entries).openMinutes(fromMs, toMs) * MINUTE,
        )
      }),
    )
  })

  it('working days and calendar days close on the same date', () => {
    fc.assert(
      fc.property(entriesOfAYear, instant, fc.integer({ min: 1, max: 60 }), (entries, fromMs, count) => {
        const calendar = calendarOf('any', entries)
        const wall = new Wall(entries)
        expect(addDuration(calendar, fromMs, workingDays(count))).toBe(
          wall.closeAfterWorkingDays(fromMs, count),
        )
        expect(addDuration(calendar, fromMs, days(count))).toBe(wall.closeAfterDays(fromMs, count))
      }),
      { numRuns: 500 },
    )
  })

  it('a fraction of a day runs on from the close of its whole days', () => {
    fc.assert(
      fc.property(
        entriesOfAYear,
        instant,
        fc.nat(20),
        fc.integer({ min: 1, max: 31 }),
        (entries, fromMs, whole, parts) => {
          const wall = new Wall(entries)
          const from = whole === 0 ? fromMs - (fromMs % MINUTE) : fromMs
          const startMs = whole === 0 ? from : wall.closeAfterWorkingDays(from, whole)
          expect(addDuration(calendarOf('any', entries), from, workingDays(whole + parts / 32))).toBe(
            wall.afterWorkingMinutes(startMs, parts * 15),
          )
        },
      ),
    )
  })

  it('the next opening is the first open minute', () => {
    fc.assert(
      fc.property(entriesOfAYear, minuteOfTheYear, (entries, fromMs) => {
        expect(nextWorkingInstant(calendarOf('any', entries), fromMs)).toBe(
          new Wall(entries).afterWorkingMinutes(fromMs, 1) - MINUTE,
        )
      }),
    )
  })
})

describe('laws that hold for every calendar, to the millisecond', () => {
  it('a dossier received later is never due earlier', () => {
    fc.assert(
      fc.property(
        entriesOfAYear,
        instant,
        fc.nat(9 * DAY),
        anyDuration,
        (entries, fromMs, laterMs, duration) => {
          const calendar = calendarOf('any', entries)
          const dueMs = addDuration(calendar, fromMs, duration)
          expect(dueMs).toBeGreaterThanOrEqual(fromMs)
          expect(addDuration(calendar, fromMs + laterMs, duration)).toBeGreaterThanOrEqual(dueMs)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('a longer limit is never due earlier, fractions of a day included', () => {
    const quarters = fc.nat(80)
    fc.assert(
      fc.property(entriesOfAYear, instant, quarters, quarters, (entries, fromMs, a, b) => {
        const calendar = calendarOf('any', entries)
        for (const unit of [workingDays, workingHours]) {
          const shorter = addDuration(calendar, fromMs, unit(Math.min(a, b) / 4))
          expect(addDuration(calendar, fromMs, unit(Math.max(a, b) / 4))).toBeGreaterThanOrEqual(shorter)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('hours compose: first some, then more, is all at once; and the time between is what was added', () => {
    const hoursMs = fc.nat(90 * HOUR)
    fc.assert(
      fc.property(entriesOfAYear, instant, hoursMs, hoursMs, (entries, fromMs, firstMs, moreMs) => {
        const calendar = calendarOf('any', entries)
        const thenMs = addDuration(calendar, fromMs, workingHours(firstMs / HOUR))
        const dueMs = addDuration(calendar, thenMs, workingHours(moreMs / HOUR))
        expect(dueMs).toBe(addDuration(calendar, fromMs, workingHours((firstMs + moreMs) / HOUR)))
        expect(workingMsBetween(calendar, fromMs, dueMs)).toBe(firstMs + moreMs)
        expect(workingMsBetween(calendar, dueMs, fromMs)).toBe(0 - firstMs - moreMs)
      }),
      { numRuns: 1000 },
    )
  })

  it('the ledger names every date once, ends on the due day, and its counted days are the limit', () => {
    fc.assert(
      fc.property(entriesOfAYear, instant, anyDuration, (entries, fromMs, duration) => {
        const calendar = calendarOf('any', entries)
        const start = { kind: 'start', at: fromMs, from: fromMs, total: duration, sameDay: null } as const
        const course = reckonDue(calendar, [start])
        if (course === null) throw new Error('the clock never started')
        const { dueAtMs } = course
        const ledger = explainDue(calendar, course).days
        expect(dueAtMs).toBe(addDuration(calendar, fromMs, duration))
        const dates: string[] = []
        for (let ms = fromMs; localDate(ms) <= localDate(dueAtMs); ms += DAY) dates.push(localDate(ms))
        expect(ledger.map((day) => day.date)).toEqual(dates)
        const counted = ledger.filter((day) => day.counted).length
        if ('days' in duration) expect(counted).toBe(duration.days)
        else if ('workingDays' in duration && Number.isInteger(duration.workingDays)) {
          expect(counted).toBe(duration.workingDays)
        }
      }),
      { numRuns: 500 },
    )
  })
})
