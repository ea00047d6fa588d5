import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { onTimeCounts } from '../../db/time/on-time.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { inChange } from '../reference-change.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)
const from = at('2025-06-20T00:00:00')
const until = at('2025-07-20T00:00:00')

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '2.000528', '2025-07-01', '{}')`
})

let number = 0
/** A dossier of the cell that a district held for this procedure, and a commune since 1 July 2025. */
async function ended(
  endedAt: string,
  dueAt: string | null,
  ending = 'issued',
  areaId = 'cell:00001:00097',
): Promise<void> {
  const id = randomUUID()
  number += 1
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, status,
      clock, due_at, ending, ended_at, last_tier, last_power)
    values (${id}, ${`H26.101-250610-${String(number).padStart(4, '0')}`}, '2.000528', 'Hộ tịch', 'plan', 'online', 'new:00097', ${areaId},
      '\\x00', instant(${from}), 'closed', 'stopped', instant(${dueAt === null ? null : at(dueAt)}), ${ending}, instant(${at(endedAt)}), 'commune', 'sign')`
}

test('a dossier is on time by the unit responsible at its end, before and after the cut-over; withdrawn and lapsed ones apart', async () => {
  await ended('2025-06-30T16:00:00', '2025-07-02T17:00:00')
  await ended('2025-07-02T08:00:00', '2025-07-02T17:00:00')
  await ended('2025-07-02T17:00:00', '2025-07-02T17:00:00')
  await ended('2025-07-02T17:00:01', '2025-07-02T17:00:00')
  await ended('2025-07-03T09:00:00', '2025-07-02T17:00:00', 'refused')
  await ended('2025-07-03T09:00:00', '2025-07-02T17:00:00', 'withdrawn')
  await ended('2025-07-03T09:00:00', '2025-07-09T17:00:00', 'lapsed')
  await ended('2025-07-03T09:00:00', null, 'notReceived')
  await ended('2025-07-20T00:00:00', '2025-07-20T17:00:00')
  const none = { early: 0, onTime: 0, late: 0, withdrawn: 0, lapsed: 0, withoutTime: 0 }
  const counted = await onTimeCounts(db.sql, { units: null, by: 'unit', fromMs: from, untilMs: until })
  expect(counted.map(({ name: _, ...count }) => count)).toEqual([
    { ...none, key: 'new:00097', onTime: 2, late: 2, withdrawn: 1, lapsed: 1, withoutTime: 1 },
    { ...none, key: 'old:001', early: 1 },
  ])
  expect(
    await onTimeCounts(db.sql, { units: ['old:001'], by: 'procedure', fromMs: from, untilMs: until }),
  ).toEqual([{ ...none, key: '2.000528', name: null, early: 1 }])
})

test('a dossier that was kept is on time by the custodian of the day on which it ended', async () => {
  const there = 'unplaced:old:00007'
  await inChange(
    db,
    (tx) => tx`
      insert into custody (id, scope, subject, area_id, unit_id, valid, basis) values
        ('x', 'field', 'Hộ tịch', ${there}, 'new:00025', tstzrange(instant(${at('2026-03-05T00:00:00')}), null), 'x')`,
  )
  await ended('2026-03-04T16:00:00', '2026-03-05T17:00:00', 'refused', there)
  await ended('2026-03-06T16:00:00', '2026-03-09T17:00:00', 'refused', there)
  const counted = await onTimeCounts(db.sql, {
    ...{ units: null, by: 'unit', fromMs: at('2026-03-01T00:00:00'), untilMs: at('2026-04-01T00:00:00') },
  })
  expect(counted.map(({ key, early }) => [key, early])).toEqual([
    ['hanoi:so-tu-phap', 1],
    ['new:00025', 1],
  ])
})
