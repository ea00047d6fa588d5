import { beforeAll, expect, test } from 'vitest'
import { currentCalendar } from '../../../db/time/published-calendar.ts'
import { addDuration, isWorkingDay } from '../../../domain/time/calendar.ts'
import { workingDays } from '../../../domain/time/duration.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange, publishTestCalendar } from '../../reference-change.ts'

const at = (local: string) => Date.parse(`${local}+07:00`)

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

test('the published calendar has the days off and swaps of the data', async () => {
  const calendar = await currentCalendar(db.sql, at('2026-08-01T09:00:00'))
  expect(calendar).toMatchObject({ version: '2026-07-01', knownUntil: '2026-12-31' })
  expect(calendar.days.size).toBe(30)
  expect(isWorkingDay(calendar, '2025-05-02')).toBe(false)
  expect(isWorkingDay(calendar, '2025-04-26')).toBe(true)
})

test('the published calendar does not know what had not been decided yet', async () => {
  // Công văn 12729/VPCP-KGVX of 25 December 2025 swapped 2 January 2026 for Saturday 10 January.
  const before = await currentCalendar(db.sql, at('2025-12-24T16:00:00'))
  const after = await currentCalendar(db.sql, at('2025-12-25T08:00:00'))
  expect([isWorkingDay(before, '2026-01-02'), isWorkingDay(before, '2026-01-10')]).toEqual([true, false])
  expect([isWorkingDay(after, '2026-01-02'), isWorkingDay(after, '2026-01-10')]).toEqual([false, true])
})

test('the same published calendar is built once', async () => {
  const first = await currentCalendar(db.sql, at('2026-08-01T09:00:00'))
  expect(await currentCalendar(db.sql, at('2026-08-02T09:00:00'))).toBe(first)
})

test('a swap announced late counts from the next reading, and not for the time before it', async () => {
  const filed = at('2026-11-26T09:00:00')
  expect(addDuration(await currentCalendar(db.sql, filed), filed, workingDays(1))).toBe(
    at('2026-11-27T17:00:00'),
  )
  await publishTestCalendar(db, {
    version: '2026-11-25',
    knownUntil: '2027-12-31',
    days: [
      {
        date: '2026-11-27',
        kind: 'swappedOff',
        decision: 'Công văn 1',
        decidedOn: '2026-11-25',
        reason: 'hoán đổi',
      },
      {
        date: '2026-11-28',
        kind: 'swappedWork',
        decision: 'Công văn 1',
        decidedOn: '2026-11-25',
        reason: 'làm bù',
      },
    ],
  })
  const swapped = await currentCalendar(db.sql, filed)
  expect(swapped).toMatchObject({ version: '2026-11-25', knownUntil: '2027-12-31' })
  expect(addDuration(swapped, filed, workingDays(1))).toBe(at('2026-11-28T17:00:00'))

  const earlier = await currentCalendar(db.sql, at('2026-11-24T09:00:00'))
  expect(earlier).toMatchObject({ version: '2026-07-01', knownUntil: '2026-12-31' })
  expect(isWorkingDay(earlier, '2026-11-27')).toBe(true)
})

test('an older calendar does not replace a newer one', async () => {
  const older = publishTestCalendar(db, { version: '2026-03-01', knownUntil: '2026-12-31', days: [] })
  await expect(older).rejects.toThrow('A calendar newer than 2026-03-01 is in force')
})

test('without a calendar in force no due date is reckoned', async () => {
  const none = inChange(db, async (tx) => {
    await tx`update calendar_version set valid = 'empty'`
    return await currentCalendar(tx, at('2026-08-01T09:00:00'))
  })
  await expect(none).rejects.toThrow('No calendar is in force on 2026-08-01')
})
