import { beforeAll, expect, test } from 'vitest'
import { became, endedUnit } from '../../../../db/territory/units/successors.ts'
import { worksInOrAfter } from '../../../../db/territory/units/unit-lookup.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'

const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
/** Ba Đình (new:00004) ends and is split in two; construction goes to the first alone. The first ends too, in a third. */
const [T2, T3] = [Date.parse('2027-01-01T00:00:00+07:00'), Date.parse('2028-01-01T00:00:00+07:00')]

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await inChange(db, async (tx) => {
    await tx`
    insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
    select 'later:' || code, 'later', code, 'Phường ' || code, 'phường', 'commune', 'hanoi:01', 'H26.9.' || code,
      tstzmultirange(tstzrange(instant("from"), instant(until))), 'x'
    from (values ('99001', ${T2}::float8, ${T3}::float8), ('99002', ${T2}, null), ('99003', ${T3}, null)) u (code, "from", until)`
    await tx`update unit set valid = tstzmultirange(tstzrange(lower(valid), instant(${T2}))) where id = 'new:00004'`
    await tx`
    insert into unit_successor (unit_id, successor_id, relation, basis, valid, fields) values
      ('new:00004', 'later:99001', 'part', 'x', tstzmultirange(tstzrange(instant(${T2}), null)), null),
      ('new:00004', 'later:99002', 'part', 'x', tstzmultirange(tstzrange(instant(${T2}), null)), '{Hộ tịch}'),
      ('later:99001', 'later:99003', 'whole', 'x', tstzmultirange(tstzrange(instant(${T3}), null)), null)`
  })
})

const unitsAt = async (unit: string, asOfMs: number, field?: string) =>
  (
    await db.sql<{ id: string }[]>`
      select unit_id as id from (${became(db.sql, { unit: db.sql`${unit}`, asOf: asOfMs, ...(field === undefined ? {} : { field }) })}) b order by 1`
  ).map(({ id }) => id)

test('rights go from unit to unit through every reform since', async () => {
  expect(await unitsAt('old:00004', CUT_OVER - 1)).toEqual(['old:00004'])
  expect(await unitsAt('old:00004', CUT_OVER)).toEqual(['new:00004', 'old:00004'])
  expect(await unitsAt('old:00004', T2 - 1)).toEqual(['new:00004', 'old:00004'])
  expect(await unitsAt('old:00004', T2)).toEqual(['later:99001', 'later:99002', 'new:00004', 'old:00004'])
  expect(await unitsAt('old:00004', T3)).toContain('later:99003')
})

test('rights in a field go only to the successor that has it', async () => {
  expect(await unitsAt('new:00004', T2, 'Hoạt động xây dựng')).toEqual(['later:99001', 'new:00004'])
  expect(await unitsAt('new:00004', T2, 'Hộ tịch')).toEqual(['later:99001', 'later:99002', 'new:00004'])
})

test('a unit that stands passes nothing on, also where a part of it went to another', async () => {
  await inChange(
    db,
    (tx) => tx`
      insert into unit_successor (unit_id, successor_id, relation, basis, valid)
      values ('new:00008', 'later:99002', 'part', 'x', tstzmultirange(tstzrange(instant(${T2}), null)))`,
  )
  expect(await unitsAt('new:00008', T2)).toEqual(['new:00008'])
})

test('a successor whose time is over is not followed', async () => {
  await inChange(
    db,
    (tx) => tx`
      update unit_successor set valid = tstzmultirange(tstzrange(lower(valid), instant(${T3}))) where successor_id = 'later:99002' and unit_id = 'new:00004'`,
  )
  expect(await unitsAt('new:00004', T3 - 1)).toContain('later:99002')
  expect(await unitsAt('new:00004', T3)).not.toContain('later:99002')
})

test('an officer of the successor of the successor has the rights of the first unit', async () => {
  await inChange(db, async (tx) => {
    await tx`insert into officer (id, name) values ('sau', 'Nguyễn Văn Sau')`
    await tx`
    insert into mandate (id, officer_id, unit_id, role, valid, basis)
    values ('sau', 'sau', 'later:99003', 'oneStop', tstzrange(instant(${T3}), null), 'x')`
  })
  const works = (asOfMs: number, within: string | null = null) =>
    worksInOrAfter(db.sql, { officerId: 'sau', within, unitId: 'old:00004', asOfMs })
  expect(await works(T3)).toBe(true)
  expect(await works(T3 - 1)).toBe(false)
  expect(await works(T3, 'new:00008')).toBe(false)
})

test('a unit that has ended is found with those that stand in its place', async () => {
  expect(await endedUnit(db.sql, 'old:00004', T3 + 1)).toEqual({
    ...{ id: 'old:00004', name: 'Phường Trúc Bạch', endedAt: CUT_OVER },
    successors: [{ id: 'later:99003', name: 'Phường 99003' }],
  })
  expect(await endedUnit(db.sql, 'new:00008', T3)).toBeNull()
  expect(await endedUnit(db.sql, 'old:00004', CUT_OVER - 1)).toBeNull()
  expect(await endedUnit(db.sql, 'later:99003', T2)).toBeNull()
})

test('a circle of successors at one instant is refused; one whose dates do not meet is an undone reorganisation', async () => {
  const back = (until: number | null) =>
    inChange(
      db,
      (tx) => tx`
    insert into unit_successor (unit_id, successor_id, relation, basis, valid)
    values ('later:99003', 'new:00004', 'whole', 'x', tstzmultirange(tstzrange(null, instant(${until}))))`,
    )
  await expect(back(null)).rejects.toMatchObject({ constraint_name: 'unit_successor_no_circle' })
  await back(T2)
  await expect(
    inChange(
      db,
      (tx) =>
        tx`insert into unit_successor (unit_id, successor_id, relation, basis) values ('new:00008', 'new:00008', 'whole', 'x')`,
    ),
  ).rejects.toMatchObject({ constraint_name: 'unit_successor_is_another' })
})
