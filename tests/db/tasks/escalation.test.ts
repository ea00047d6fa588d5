import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { escalateLate } from '../../../db/tasks/escalation.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange } from '../../reference-change.ts'

const DUE = Date.parse('2026-10-01T17:00:00+07:00')
const HOUR = 3_600_000
const commune = 'new:00097'
const head = `can-bo:${commune}:officeHead:van-phong`

let db: TestDatabase
const dossierId = randomUUID()
beforeAll(async () => {
  db = await testDatabase()
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}')`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, 'H26.301.1-261001-0001', '1.000689', 'Hộ tịch', 'plan', 'online', ${commune}, 'cell:00001:00097',
      '\\x00', instant(${DUE - HOUR}))`
})
beforeEach(async () => {
  await db.sql`delete from notice_outbox`
  await db.sql`delete from task`
})

/** A task of the commune that went late when it was due. */
async function late(
  task: { role?: string; tier?: string; field?: string; area?: string } = {},
): Promise<string> {
  const { role = 'civilStatus', tier = 'commune', field = 'Hộ tịch', area = 'cell:00001:00097' } = task
  const id = randomUUID()
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at,
      due_at, late_at, escalate_at)
    values (${id}, ${dossierId}, ${id}, 'review', 'review', 'desk', ${role}, ${tier}, 'process', '1.000689', ${field},
      ${area}, instant(${DUE - HOUR}), instant(${DUE}), instant(${DUE}), instant(${DUE}))`
  return id
}

const escalationOf = async (id: string) => {
  const [task] = await db.sql`
    select escalation_level as level, escalated_to as "to", epoch_ms(escalate_at) as next from task where id = ${id}`
  return task
}
const notified = async () => {
  const rows = await db.sql<{ who: string }[]>`
    select recipient_id as who from notice_outbox where event = 'taskLate' order by id, recipient_id`
  return rows.map(({ who }) => who)
}

describe('a late task', () => {
  test('is a notice to the head of the office that does it, and a day later to the chairs', async () => {
    const id = await late()
    expect(await escalateLate(db.sql, DUE - 1, 10)).toBe(0)
    expect(await escalateLate(db.sql, DUE, 10)).toBe(1)
    expect(await escalationOf(id)).toEqual({ level: 1, to: 'officeHead', next: DUE + 24 * HOUR })
    expect(await notified()).toEqual([head])
    expect(await escalateLate(db.sql, DUE + 23 * HOUR, 10)).toBe(0)

    await escalateLate(db.sql, DUE + 24 * HOUR, 10)
    expect(await escalationOf(id)).toEqual({ level: 2, to: 'chair', next: null })
    expect((await notified()).toSorted()).toEqual([
      `can-bo:${commune}:chair:1`,
      `can-bo:${commune}:chair:2`,
      head,
    ])
    expect(await escalateLate(db.sql, DUE + 100 * HOUR, 10)).toBe(0)
  })

  test('passes over a level that nobody holds then', async () => {
    await inChange(
      db,
      (tx) => tx`update mandate set valid = '[2025-07-01,2026-09-01)' where officer_id = ${head}`,
    )
    const id = await late()
    await escalateLate(db.sql, DUE, 10)
    expect(await escalationOf(id)).toEqual({ level: 2, to: 'chair', next: null })
    await inChange(db, (tx) => tx`update mandate set valid = '[2025-07-01,)' where officer_id = ${head}`)
  })

  test('of a department goes to its head of office and its director, of nobody else', async () => {
    await late({ role: 'specialist', tier: 'department', field: 'Người có công' })
    await escalateLate(db.sql, DUE, 10)
    await escalateLate(db.sql, DUE + 24 * HOUR, 10)
    const unit = 'hanoi:so-noi-vu'
    expect(await notified()).toEqual([
      `can-bo:${unit}:officeHead:chuyen-mon`,
      `can-bo:${unit}:director:1`,
      `can-bo:${unit}:director:2`,
    ])
  })

  test('of a commune that a department keeps goes up in the department, which has no chair', async () => {
    const unit = 'hanoi:so-tu-phap'
    await late({ role: 'oneStop', area: 'unplaced:old:00007' })
    await escalateLate(db.sql, DUE, 10)
    expect(await notified()).toEqual([`can-bo:${unit}:officeHead:mot-cua`])
    await late({ area: 'unplaced:old:00007' })
    await escalateLate(db.sql, DUE, 10)
    expect(await notified()).toContain(`can-bo:${unit}:director:1`)
  })

  test('of the chair is a notice to nobody in the unit; a supervisor sees it', async () => {
    const id = await late({ role: 'chair' })
    await escalateLate(db.sql, DUE, 10)
    expect(await escalationOf(id)).toEqual({ level: 0, to: null, next: null })
    expect(await notified()).toEqual([])
  })

  test('is left alone once it is closed', async () => {
    const id = await late()
    await db.sql`update task set closed_at = instant(${DUE}), outcome = 'approved' where id = ${id}`
    expect(await escalateLate(db.sql, DUE, 10)).toBe(0)
  })
})

test('two relays at the same moment send each late task once', async () => {
  await Promise.all(Array.from({ length: 30 }, () => late()))
  await Promise.all([1, 2, 3].map(() => escalateLate(db.sql, DUE, 10)))
  const [rows] = await db.sql`select count(*)::int as n from notice_outbox`
  expect(rows).toEqual({ n: 30 })
})

test('where nobody is notified of a late task, a row says so', async () => {
  await db.sql`update notice_policy set policy = 'none' where event = 'taskLate'`
  await late()
  await escalateLate(db.sql, DUE, 10)
  const [row] = await db.sql`select policy, status from notice_outbox`
  expect(row).toEqual({ policy: 'none', status: 'none' })
  await db.sql`update notice_policy set policy = 'individual' where event = 'taskLate'`
})
