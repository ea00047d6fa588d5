import { describe, expect, it } from 'vitest'
import { dueAfterTransfer, lastApology, receivedAt, sameDayDue } from '../../../domain/time/cut-off.ts'
import { workingDays, workingHours } from '../../../domain/time/duration.ts'
import { at, shown } from '../local-time.ts'
import { officialCalendar as calendar } from '../official-calendar.ts'

const three = { at: '15:00' } as const

describe('a result owed on the day of reception', () => {
  it.each([
    ['a morning', '2026-11-23 08:00', '2026-11-23 17:00'],
    ['three o’clock sharp', '2026-11-23 15:00', '2026-11-23 17:00'],
    // The eve of Ngày Văn hóa Việt Nam: the next working day is the day after the holiday.
    ['after three on the eve of a holiday', '2026-11-23 15:01', '2026-11-25 17:00'],
    ['a holiday', '2026-11-24 09:00', '2026-11-25 17:00'],
    ['the eve of Tết', '2026-02-13 15:30', '2026-02-23 17:00'],
    ['the Saturday worked for 2 May', '2025-04-26 10:00', '2025-04-26 17:00'],
    ['the eve of 30 April, with 2 May swapped', '2025-04-29 16:00', '2025-05-05 17:00'],
    ['the last hour of the districts', '2025-06-30 15:30', '2025-07-01 17:00'],
    ['a Friday afternoon', '2026-11-27 16:59', '2026-11-30 17:00'],
  ])('%s', (_, received, due) => {
    expect(shown(sameDayDue(calendar, at(received), three))).toBe(due)
  })
})

describe('received after the cut-off of a working day', () => {
  it.each([
    ['2026-11-23 17:00', { at: '17:00' }, '2026-11-23 17:00'],
    ['2026-11-23 17:01', { at: '17:00' }, '2026-11-25 08:00'],
    ['2026-11-23 16:30', { hoursBeforeClosing: 1 }, '2026-11-25 08:00'],
    // A day off keeps its date: it never counts, and neither does the day after lose its place.
    ['2026-11-22 20:00', { at: '17:00' }, '2026-11-22 20:00'],
    ['2026-11-23 22:00', null, '2026-11-23 22:00'],
  ] as const)('%s', (received, cutOff, counts) => {
    expect(shown(receivedAt(calendar, at(received), cutOff))).toBe(counts)
  })
})

describe('handed over to the agency that handles it', () => {
  it.each([
    ['hours, in time', '2026-11-25 14:30', workingHours(4), '2026-11-26 09:30'],
    ['hours, after three', '2026-11-25 15:30', workingHours(4), '2026-11-26 12:00'],
    ['hours, after three on the eve of a holiday', '2026-11-23 16:00', workingHours(4), '2026-11-25 12:00'],
    ['a whole day gives the same', '2026-11-25 15:30', workingDays(1), '2026-11-26 17:00'],
    ['a day and a half gives the same', '2026-11-25 15:30', workingDays(1.5), '2026-11-27 12:00'],
  ])('%s', (_, received, within, due) => {
    expect(shown(dueAfterTransfer(calendar, at(received), within, three))).toBe(due)
  })
})

describe('the last moment for an apology', () => {
  it.each([
    ['2026-11-26 17:00', '2026-11-25 23:59:59.999'],
    // 24 November is no working day: the day before is the 23rd.
    ['2026-11-25 17:00', '2026-11-23 23:59:59.999'],
    ['2026-11-30 10:00', '2026-11-27 23:59:59.999'],
  ])('of a result due %s is %s', (due, last) => {
    expect(shown(lastApology(calendar, at(due), 1))).toBe(last)
  })
})
