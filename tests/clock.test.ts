import { describe, expect, test } from 'vitest'
import { isWorkingDay } from '../domain/time/calendar.ts'
import { localDate } from '../domain/time/local-day.ts'
import { aMonday, nextQuietMonday } from './clock.ts'
import { at, shown } from './domain/local-time.ts'
import { officialCalendar } from './domain/official-calendar.ts'
import { codeOf, type SourceFile, sourceFiles, templatesOf } from './source-files.ts'

/** Scenarios of faults measure how long real processes take; they say what they read the clock for. */
const mayReadClock = (path: string): boolean => path === 'tests/clock.ts' || path.startsWith('tests/faults/')

const readsClock = ({ text }: SourceFile): boolean =>
  /\bDate\.now\b|\bDate\(\s*\)|\bTemporal\.Now\b/.test(codeOf(text)) ||
  templatesOf(text).some((sql) =>
    /\bnow\s*\(\s*\)|\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b|\b(clock|statement|transaction)_timestamp/i.test(
      sql,
    ),
  )

describe('a test chooses its day', () => {
  test('no test reads the machine’s clock but through tests/clock.ts', async () => {
    const tests = (await sourceFiles()).filter(({ path }) => path.startsWith('tests/'))
    const found = tests.filter((file) => !mayReadClock(file.path) && readsClock(file)).map(({ path }) => path)
    // Two hold the pattern they look for; one puts a wrong clock into a command, one writes tests that are run at another day.
    expect(found).toEqual([
      'tests/bin/database-now.test.ts',
      'tests/clock.test.ts',
      'tests/days/days.test.ts',
      'tests/text-rules.test.ts',
    ])
  })

  test.each([
    ['const now = Date.now()', true],
    ['const app = appWith({ now: Date.now })', true],
    ['const today = new Date().toISOString()', true],
    ["const due = sql`update task set due_at = now() - interval '1 day'`", true],
    ['// Date.now() is the machine’s', false],
    ['const shown = new Date(aMonday)', false],
    ['const start = performance.now()', false],
  ])('%s reads the clock of the machine: %s', (text, expected) => {
    expect(readsClock({ path: 'tests/db/example.test.ts', text })).toBe(expected)
  })
})

test('a quiet Monday comes after any day of ten years: a Monday, 09:00, no fixed holiday in the 25 days after it', () => {
  const dayMs = 86_400_000
  const fixedHolidays = new Set(['01-01', '04-30', '05-01', '09-01', '09-02', '11-24'])
  const isQuiet = (morning: number): boolean =>
    new Date(morning).getUTCDay() === 1 &&
    /-(06|07|10)-0[1-7] 09:00$/.test(shown(morning)) &&
    Array.from({ length: 26 }, (_, n) => localDate(morning + n * dayMs).slice(5)).every(
      (date) => !fixedHolidays.has(date),
    )
  const wrong: string[] = []
  for (let day = at('2026-01-01 23:59'); day < at('2036-01-01 00:00'); day += dayMs) {
    const morning = nextQuietMonday(day)
    if (!(morning > day && isQuiet(morning))) wrong.push(shown(day))
  }
  expect(wrong).toEqual([])
  expect(isQuiet(at('2026-08-31 09:00'))).toBe(false)
})

test('the Monday of most tests is a working Monday', () => {
  expect(shown(aMonday)).toBe('2026-06-01 09:00')
  expect(new Date(aMonday).getUTCDay()).toBe(1)
  expect(isWorkingDay(officialCalendar, localDate(aMonday))).toBe(true)
})
