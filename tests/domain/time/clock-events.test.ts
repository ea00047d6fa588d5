import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockEvent, reckonDue } from '../../../domain/time/clock-events.ts'
import { type Duration, days, workingDays, workingHours } from '../../../domain/time/duration.ts'
import { at, shown } from '../local-time.ts'
import { officialCalendar as calendar } from '../official-calendar.ts'

const started = (local: string, total: Duration): ClockEvent => ({
  kind: 'start',
  at: at(local),
  from: at(local),
  total,
  sameDay: null,
})
const paused = (local: string): ClockEvent => ({ kind: 'pause', at: at(local), why: 'financial' })
const resumed = (local: string): ClockEvent => ({ kind: 'resume', at: at(local) })
const extended = (local: string, by: Duration): ClockEvent => ({ kind: 'extend', at: at(local), by })

const adopted = (local: string, total: Duration, over?: true): ClockEvent => ({
  ...{
    kind: 'adopt',
    at: at(local),
    total,
    sameDay: null,
    edition: '2027-01-01',
    basis: 'Điều 41, 118/2025/NĐ-CP',
  },
  ...(over === undefined ? {} : { over }),
})

const due = (...events: readonly ClockEvent[]): string => shown(reckonDue(calendar, events)?.dueAtMs ?? 0)

describe('the due date follows from what happened', () => {
  const start = started('2026-11-16 09:00', workingDays(5))

  it.each<[string, readonly ClockEvent[], string]>([
    ['undisturbed', [start], '2026-11-23 17:00'],
    [
      'a pause of two working days, over a weekend',
      [start, paused('2026-11-20 08:00'), resumed('2026-11-25 08:00')],
      '2026-11-26 17:00',
    ],
    [
      'a pause while the office is closed takes nothing',
      [start, paused('2026-11-20 17:30'), resumed('2026-11-23 07:30')],
      '2026-11-23 17:00',
    ],
    [
      'a pause on the day of reception takes nothing of whole days',
      [start, paused('2026-11-16 10:00'), resumed('2026-11-16 15:00')],
      '2026-11-23 17:00',
    ],
    [
      'a pause that lasts leaves the date where it was',
      [start, paused('2026-11-18 09:00')],
      '2026-11-23 17:00',
    ],
    ['a new date', [start, extended('2026-11-20 09:00', workingDays(2))], '2026-11-26 17:00'],
    [
      'a newer edition counts from the start, with what was paused before it and the new date after it',
      [
        start,
        paused('2026-11-17 08:00'),
        resumed('2026-11-18 08:00'),
        adopted('2026-11-18 09:00', workingDays(2)),
        extended('2026-11-18 10:00', workingDays(1)),
      ],
      '2026-11-20 17:00',
    ],
    ['a newer edition in calendar days', [start, adopted('2026-11-18 09:00', days(20))], '2026-12-07 17:00'],
    [
      'a newer edition that would be over leaves the date where it was',
      [start, adopted('2026-11-20 09:00', workingDays(2), true)],
      '2026-11-23 17:00',
    ],
    [
      'a newer edition of an earlier run no longer counts',
      [start, adopted('2026-11-18 09:00', workingDays(2)), started('2026-11-25 10:00', workingDays(5))],
      '2026-12-02 17:00',
    ],
    [
      'a supplement starts from zero',
      [start, paused('2026-11-18 09:00'), started('2026-11-25 10:00', workingDays(5))],
      '2026-12-02 17:00',
    ],
    [
      'a pause after a new date',
      [
        start,
        extended('2026-11-20 09:00', workingDays(2)),
        paused('2026-11-25 08:00'),
        resumed('2026-11-26 08:00'),
      ],
      '2026-11-27 17:00',
    ],
  ])('%s', (_, events, expected) => {
    expect(due(...events)).toBe(expected)
  })

  it('in calendar days a pause takes its dates, and counting goes on from the end before it was moved off a day off', () => {
    const inDays = started('2026-11-16 09:00', days(5))
    expect(due(inDays)).toBe('2026-11-23 17:00')
    // Day 5 is Saturday the 21st; two dates later is Monday the 23rd, not Wednesday.
    expect(due(inDays, paused('2026-11-18 09:00'), resumed('2026-11-20 09:00'))).toBe('2026-11-23 17:00')
    expect(due(inDays, extended('2026-11-18 09:00', days(2)))).toBe('2026-11-23 17:00')
  })

  it('a clock without a start has no due date', () => {
    expect(reckonDue(calendar, [paused('2026-11-18 09:00'), resumed('2026-11-19 09:00')])).toBeNull()
  })
})

/** The reference: walks minute by minute, sharing nothing with the code but what a day off is. */
function walk(
  from: number,
  minutes: number,
  wholeDays: boolean,
  pauses: readonly (readonly [number, number])[],
): number {
  const minuteMs = 60_000
  const local = (ms: number) => new Date(ms + 7 * 3_600_000)
  const dateOf = (ms: number) => local(ms).toISOString().slice(0, 10)
  const open = (ms: number): boolean => {
    const kind = calendar.days.get(dateOf(ms))?.kind
    const weekend = [0, 6].includes(local(ms).getUTCDay())
    const worked = kind === undefined ? !weekend : kind === 'swappedWork'
    const hour = local(ms).getUTCHours()
    return worked && ((hour >= 8 && hour < 12) || (hour >= 13 && hour < 17))
  }
  let counted = 0
  let ms = from
  while (counted < minutes) {
    const pausedNow = pauses.some(([a, b]) => ms >= a && ms < b)
    const counts = open(ms) && !pausedNow && !(wholeDays && dateOf(ms) === dateOf(from))
    if (counts) counted += 1
    ms += minuteMs
  }
  return ms
}

describe('the due date is what a walk along the wall clock finds', () => {
  const minute = 60_000
  const begins = at('2025-04-10 00:00')
  const instants = fc.nat(560 * 24 * 60).map((minutes) => begins + minutes * minute)

  it('for working time, with pauses', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 6_000 })), {
      maxLength: 3,
    })
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        gaps,
        (from, quarters, hours, gaps) => {
          const total = hours ? workingHours(quarters) : workingDays(quarters / 4)
          const whole = !hours && quarters >= 4
          const events: ClockEvent[] = [{ kind: 'start', at: from, from, total, sameDay: null }]
          const pauses: [number, number][] = []
          let now = from
          for (const [wait, length] of gaps) {
            // Only what is not due yet is paused: afterwards there is no time left to stop.
            const stop = now + wait * minute
            const dueSoFar = reckonDue(calendar, events)?.dueAtMs ?? 0
            if (stop >= dueSoFar) break
            now = stop + length * minute
            pauses.push([stop, now])
            events.push({ kind: 'pause', at: stop, why: 'financial' }, { kind: 'resume', at: now })
          }
          const minutes = hours ? quarters * 60 : quarters * 2 * 60
          expect(shown(reckonDue(calendar, events)?.dueAtMs ?? 0)).toBe(
            shown(walk(from, minutes, whole, pauses)),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})
