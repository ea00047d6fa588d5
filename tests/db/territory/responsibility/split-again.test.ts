/** An area of the map of today is split by a later reform, by dates: no dossier and no task has to be there for it. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inboxPage } from '../../../../db/tasks/inbox.ts'
import { countTasks } from '../../../../db/tasks/task-counts.ts'
import { areaOf } from '../../../../db/territory/responsibility/area-of-place.ts'
import { placeDossier, placementQueue } from '../../../../db/territory/responsibility/placement.ts'
import { responsibleUnit } from '../../../../db/territory/responsibility/responsibility.ts'
import { readTerritory } from '../../../../db/territory/territory.ts'
import { checkTerritory } from '../../../../domain/territory/territory-check.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'

/** Ba Đình is split in two, and with it the cell of the old ward Trúc Bạch. */
const SPLIT = 'new:00004'
const [FIRST, SECOND] = ['later:99001', 'later:99002']
const CELL = 'cell:00004:00004'
const PARTS = [`${CELL}:1`, `${CELL}:2`]
const T = Date.parse('2027-01-01T00:00:00+07:00')
const OPENED = Date.parse('2026-12-20T09:00:00+07:00')
const JUSTICE = 'hanoi:so-tu-phap'

let db: TestDatabase
let dossierId: string
beforeAll(async () => {
  db = await testDatabase()
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}')`
  // There before the reform is written.
  await open('early', 'Hộ tịch')
  await reform()
})
beforeEach(async () => {
  await db.sql`delete from task where key <> 'early'`
})

async function reform(): Promise<void> {
  await inChange(db, async (sql) => {
    await sql`
    insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
    select 'later:' || code, 'later', code, 'Phường ' || code, 'phường', 'commune', 'hanoi:01', 'H26.9.' || code,
      tstzmultirange(tstzrange(instant(${T}), null)), 'x' from unnest('{99001,99002}'::text[]) code`
    await sql`update unit set valid = tstzmultirange(tstzrange(lower(valid), instant(${T}))) where id = ${SPLIT}`
    await sql`
    insert into area (id, kind, parent_id, valid, basis)
    select id, 'cell', ${CELL}, tstzmultirange(tstzrange(instant(${T}), null)), 'x' from unnest(${PARTS}::text[]) id`
    await sql`update area set splits_at = instant(${T}) where id = ${CELL}`
    await sql`update jurisdiction set valid = valid * tstzrange(null, instant(${T})) where unit_id = ${SPLIT}`
    await sql`
    insert into jurisdiction (id, area_id, tier, unit_id, custodian, valid, basis)
    select area_id || '/later', area_id, 'commune', ${FIRST}, custodian or area_id = ${CELL}, tstzrange(instant(${T}), null), 'x'
    from jurisdiction where unit_id = ${SPLIT}
    union all select ${PARTS[0] ?? ''} || '/later', ${PARTS[0] ?? ''}, 'commune', ${FIRST}, false, tstzrange(instant(${T}), null), 'x'
    union all select ${PARTS[1] ?? ''} || '/later', ${PARTS[1] ?? ''}, 'commune', ${SECOND}, false, tstzrange(instant(${T}), null), 'x'`
  })
}

async function open(key: string, field: string): Promise<string> {
  dossierId = randomUUID()
  const id = `${dossierId}.${key}`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, ${`H26.101-261220-${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`}, '1.000689', ${field}, 'plan',
      'online', ${SPLIT}, ${CELL}, '\\x00', instant(${OPENED}))`
  await db.sql`
    insert into place (id, dossier_id, kind, area_id, evidence, connecting, valid)
    values (${randomUUID()}, ${dossierId}, 'residence', ${CELL}, 'area', true, tstzrange(instant(${OPENED}), null))`
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    values (${id}, ${dossierId}, ${key}, 'review', 'review', 'desk', 'civilStatus', 'commune', 'process', '1.000689', ${field}, ${CELL},
      instant(${OPENED}), instant(${T}))`
  return id
}

const inbox = async (unitId: string, asOfMs: number, task: string) =>
  (await inboxPage(db.sql, { unitId, asOfMs })).items.some(({ taskId }) => taskId === task)

describe('a task in an area that is split', () => {
  test.each([
    ['opened before the reform was written', null],
    ['opened after it was written and before it is true', 'later'],
  ])('%s is with the unit of before until the instant, and then with who keeps its field', async (_, key) => {
    const [early] = await db.sql<{ id: string }[]>`select id from task where key = 'early'`
    const task = key === null ? (early?.id ?? '') : await open(key, 'Hộ tịch')
    expect(await inbox(SPLIT, T - 1, task)).toBe(true)
    expect(await inbox(JUSTICE, T - 1, task)).toBe(false)
    expect(await inbox(SPLIT, T, task)).toBe(false)
    expect(await inbox(JUSTICE, T, task)).toBe(true)
    expect(await inbox(FIRST, T, task)).toBe(false)
  })

  test('of a field that nobody else keeps it is with the unit that keeps the area', async () => {
    const task = await open('benefit', 'Người có công')
    expect(await inbox(FIRST, T, task)).toBe(true)
    expect(await inbox(SECOND, T, task)).toBe(false)
    const counted = await countTasks(db.sql, { unitId: FIRST, by: 'unit', asOfMs: T })
    expect(counted).toMatchObject([{ key: FIRST, tasks: 1 }])
  })

  test('is placed in one of its parts, and goes to the unit of that', async () => {
    const task = await open('benefit', 'Người có công')
    const { items } = await placementQueue(db.sql, { unitId: FIRST, limit: 50, asOfMs: T })
    expect(
      items.find((item) => item.dossierId === dossierId)?.parts.map(({ areaId, unitId }) => [areaId, unitId]),
    ).toEqual([
      [PARTS[0], FIRST],
      [PARTS[1], SECOND],
    ])
    await inChange(db, async (tx) => {
      await tx`insert into officer (id, name) values ('sau', 'Nguyễn Văn Sau') on conflict do nothing`
      await tx`
      insert into mandate (id, officer_id, unit_id, role, valid, basis)
      values ('sau', 'sau', ${FIRST}, 'oneStop', tstzrange(instant(${T}), null), 'x') on conflict do nothing`
    })
    const placing = {
      caller: 'sau',
      key: randomUUID(),
      bodyHash: Buffer.from('x'),
      basis: 'Giấy xác nhận cư trú',
    }
    const by = { officerId: 'sau', unitId: null, at: T }
    await placeDossier(db, { ...placing, ...by, dossierId, areaId: PARTS[1] ?? '' })
    expect(await inbox(SECOND, T, task)).toBe(true)
    expect(await inbox(FIRST, T, task)).toBe(false)
    const [row] = await db.sql`select in_split_area as "inSplitArea" from task where id = ${task}`
    expect(row).toEqual({ inSplitArea: false })
  })
})

test('a dossier filed with the old ward alone is in the cell, and kept from the instant of the split on', async () => {
  const matter = {
    areaId: CELL,
    procedureCode: '1.010824',
    field: 'Người có công',
    power: 'process',
    tier: 'commune',
  }
  expect(await areaOf(db.sql, { oldWard: '00004' }, T)).toBe(CELL)
  expect(await responsibleUnit(db.sql, matter, T - 1)).toEqual({ unitId: SPLIT, custodian: false })
  expect(await responsibleUnit(db.sql, matter, T)).toEqual({ unitId: FIRST, custodian: true })
})

test('the check finds nothing wrong with the custodians of an area that is split', async () => {
  const findings = checkTerritory(await readTerritory(db.sql), {
    from: T - 1,
    tiers: ['commune'],
    powers: [],
  })
  expect(findings.filter(({ rule }) => rule === 'custodian')).toEqual([])
})

describe('refused for an area that is split is', () => {
  const keeps = (area: string, from: number) =>
    inChange(
      db,
      (tx) => tx`
    insert into jurisdiction (id, area_id, tier, unit_id, custodian, valid, basis)
    values (${randomUUID()}, ${area}, 'district', 'hanoi:01', true, tstzrange(instant(${from}), null), 'x')`,
    )
  const refused = { constraint_name: 'custodian_keeps_what_was_split' }

  test('a custodian of an area that nobody splits, or that is split later', async () => {
    await expect(keeps(PARTS[0] ?? '', T)).rejects.toMatchObject(refused)
    await expect(keeps(CELL, T - 1)).rejects.toMatchObject(refused)
  })

  test('a split taken back under its custodian', async () => {
    await expect(
      inChange(db, (tx) => tx`update area set splits_at = null where id = ${CELL}`),
    ).rejects.toMatchObject(refused)
    await expect(
      inChange(db, (tx) => tx`update area set splits_at = instant(${T + 1}) where id = ${CELL}`),
    ).rejects.toMatchObject(refused)
  })
})
