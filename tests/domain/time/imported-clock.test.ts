import { describe, expect, it, test } from 'vitest'
import { type ClockEvent, type ImportedEvent, reckonDue } from '../../../domain/time/clock-events.ts'
import { type Duration, days, workingDays } from '../../../domain/time/duration.ts'
import { explainDue } from '../../../domain/time/explain-due.ts'
import { at, shown } from '../local-time.ts'
import { officialCalendar as calendar } from '../official-calendar.ts'

const HOUR_MS = 3_600_000
/** Accepted on Monday 16 June 2025; the old system was read on Friday 27 June at its close. */
const imported = (known: Partial<ImportedEvent>, total: Duration = workingDays(15)): ImportedEvent => ({
  ...{ kind: 'imported', at: at('2025-06-27 17:00'), from: at('2025-06-16 09:00'), total },
  ...{ usedWorkingMs: null, pauses: [], promisedDueAt: null },
  ...known,
})
const due = (...events: readonly ClockEvent[]): string => shown(reckonDue(calendar, events)?.dueAtMs ?? 0)
const supplement = (from: string, to: string | null) => ({
  ...{ fromMs: at(from), toMs: to === null ? null : at(to), why: 'supplement' as const },
})

describe('the due date of a dossier that began in another system', () => {
  const promised = imported({ promisedDueAt: at('2025-07-10 17:00'), usedWorkingMs: 9 * 8 * HOUR_MS })

  it.each<[string, readonly ClockEvent[], string]>([
    ['is the date on its slip, whatever is reckoned', [promised], '2025-07-10 17:00'],
    ['counts on from what was used', [imported({ usedWorkingMs: 9 * 8 * HOUR_MS })], '2025-07-07 17:00'],
    ['counts from the acceptance where no use is known', [imported({})], '2025-07-07 17:00'],
    [
      'is moved by pauses that ended there',
      [imported({ pauses: [supplement('2025-06-18 08:00', '2025-06-20 08:00')] })],
      '2025-07-09 17:00',
    ],
    [
      'lies in the past where more was used than there was',
      [imported({ usedWorkingMs: 200 * HOUR_MS })],
      '2025-06-27 17:00',
    ],
    [
      'counts calendar days from their beginning',
      [imported({ usedWorkingMs: HOUR_MS }, days(30))],
      '2025-07-16 17:00',
    ],
    [
      'moves by a pause that lasted when it was taken over, from its beginning where a date was promised',
      [
        { ...promised, pauses: [supplement('2025-06-26 08:00', null)] },
        { kind: 'resume', at: at('2025-07-02 08:00') },
      ],
      '2025-07-16 17:00',
    ],
    [
      'moves by it from the take-over on where the use was counted up to then',
      [
        imported({ usedWorkingMs: 8 * 8 * HOUR_MS, pauses: [supplement('2025-06-26 08:00', null)] }),
        { kind: 'resume', at: at('2025-07-02 08:00') },
      ],
      '2025-07-10 17:00',
    ],
    [
      'moves by an extension',
      [promised, { kind: 'extend', at: at('2025-07-07 09:00'), by: workingDays(2) }],
      '2025-07-14 17:00',
    ],
    [
      'follows a newer edition, and no longer the old slip',
      [
        promised,
        {
          ...{ kind: 'adopt', at: at('2025-07-02 09:00'), total: workingDays(20), sameDay: null },
          ...{ edition: '2025-07-01', basis: 'Điều 41' },
        },
      ],
      '2025-07-14 17:00',
    ],
    [
      'is replaced by that of a corrected row',
      [promised, imported({ promisedDueAt: at('2025-07-15 17:00') })],
      '2025-07-15 17:00',
    ],
    [
      'starts from zero after a supplement that leads back to reception',
      [
        promised,
        {
          kind: 'start',
          at: at('2025-07-02 09:00'),
          from: at('2025-07-02 09:00'),
          total: workingDays(15),
          sameDay: null,
        },
      ],
      '2025-07-23 17:00',
    ],
  ])('%s', (_, events, expected) => {
    expect(due(...events)).toBe(expected)
  })

  test('is explained by the old slip, with the days since the take-over', () => {
    const facts = reckonDue(calendar, [promised])
    if (facts === null) throw new Error('the clock has started')
    const { words, days: ledger } = explainDue(calendar, facts)
    expect(words.join(' ')).toContain('Chuyển từ hệ thống cũ')
    expect(words.join(' ')).toContain('72 giờ làm việc')
    expect(words.join(' ')).toContain('Giữ ngày hẹn trả trên phiếu hẹn cũ')
    expect([ledger[0]?.date, ledger.at(-1)?.date]).toEqual(['2025-06-27', '2025-07-10'])
    expect(ledger.filter(({ counted }) => counted)).toHaveLength(10)
  })
})
