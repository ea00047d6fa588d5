import { expect, test } from 'vitest'
import { lastClose } from '../../../domain/time/last-close.ts'
import { at, shown } from '../local-time.ts'
import { officialCalendar } from '../official-calendar.ts'

test.each([
  ['the close itself', '2026-11-23 17:00', '2026-11-23 17:00'],
  ['the same evening', '2026-11-23 20:00', '2026-11-23 17:00'],
  ['before the day has closed', '2026-11-23 16:59', '2026-11-20 17:00'],
  ['on a holiday', '2026-11-24 18:00', '2026-11-23 17:00'],
  ['on a Saturday that is worked', '2026-08-22 17:30', '2026-08-22 17:00'],
])('a working day has ended: %s', (_when, from, closed) => {
  expect(shown(lastClose(officialCalendar, at(from)))).toBe(closed)
})
