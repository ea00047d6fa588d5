import { beforeAll, describe, expect, test } from 'vitest'
import {
  areaOf,
  type Matter,
  responsibleFor,
  responsibleForAll,
  responsibleUnit,
} from '../../db/responsibility.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
const BEFORE = CUT_OVER - 1
const SPRING = Date.parse('2025-03-10T09:00:00+07:00')
const AUTUMN = Date.parse('2026-10-01T09:00:00+07:00')
const INSTANTS = [SPRING, BEFORE, CUT_OVER, AUTUMN]

// Phường Phúc Xá went whole to phường Hồng Hà (00097); Cống Vị (00007) was split between Ngọc Hà and Giảng Võ.
const PHUC_XA = 'cell:00001:00097'
const CONG_VI = 'unplaced:old:00007'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

const matter = (over: Partial<Matter> = {}): Matter => ({
  areaId: PHUC_XA,
  procedureCode: '1.000689',
  field: 'Hộ tịch',
  power: 'process',
  tier: 'commune',
  ...over,
})
const holder = async (over: Partial<Matter>, atMs: number) =>
  await responsibleUnit(db.sql, matter(over), atMs)

describe('who is responsible', () => {
  test('the old commune until the last millisecond before the cut-over, the new one from its first', async () => {
    expect(await holder({}, BEFORE)).toEqual({ unitId: 'old:00001', custodian: false })
    expect(await holder({}, CUT_OVER)).toEqual({ unitId: 'new:00097', custodian: false })
  })

  test('where only the name of a split commune is known, a custodian since the cut-over', async () => {
    expect(await holder({ areaId: CONG_VI }, BEFORE)).toEqual({ unitId: 'old:00007', custodian: false })
    expect(await holder({ areaId: CONG_VI }, CUT_OVER)).toEqual({ unitId: 'new:00008', custodian: true })
  })

  test('the district, where the power came down to the communes only with the two tiers', async () => {
    const permit = { procedureCode: '1.013225', field: 'Hoạt động xây dựng' }
    expect(await holder(permit, BEFORE)).toEqual({ unitId: 'old:001', custodian: false })
    expect(await holder(permit, CUT_OVER)).toEqual({ unitId: 'new:00097', custodian: false })
  })

  test('a row for the procedure goes before its field, and that before the row for all', async () => {
    const foreignMarriage = { procedureCode: '2.000806', field: 'Hộ tịch' }
    expect((await holder(foreignMarriage, BEFORE))?.unitId).toBe('old:001')
    expect((await holder({ field: 'Hộ tịch' }, BEFORE))?.unitId).toBe('old:00001')
    expect((await holder({ tier: 'department', field: 'Người có công' }, AUTUMN))?.unitId).toBe(
      'hanoi:so-noi-vu',
    )
    expect((await holder({ tier: 'department', field: 'Bảo trợ xã hội' }, AUTUMN))?.unitId).toBe(
      'hanoi:so-y-te',
    )
    expect((await holder({ tier: 'department', field: 'Không sở nào' }, AUTUMN))?.unitId).toBe('hanoi:01')
  })

  test('nobody for an area that does not exist yet', async () => {
    expect(await holder({ areaId: 'unplaced:new:00097' }, BEFORE)).toBeNull()
    expect(await holder({ areaId: 'unplaced:new:00097' }, CUT_OVER)).toEqual({
      unitId: 'new:00097',
      custodian: false,
    })
  })

  test('every valid area has exactly one unit for each power and tier, at every instant', async () => {
    for (const atMs of INSTANTS) {
      const [count] = await db.sql`
        with matter as (
          select a.id as area_id, '1.013225' as procedure_code, 'Hoạt động xây dựng' as field, power, tier
          from area a
          cross join unnest(array['receive', 'process', 'sign', 'return', 'pay']) power
          cross join unnest(array['commune', 'department', 'city']) tier
          where a.valid @> instant(${atMs})
        )
        select count(*)::int as matters, count(r.unit_id)::int as held,
          count(*) filter (where u.valid @> instant(${atMs}))::int as "heldByUnitThatExists",
          (select count(*)::int from matter) as expected
        from matter m left join lateral (${responsibleFor(db.sql, 'm', atMs)}) r on true
        left join unit u on u.id = r.unit_id`
      expect(count?.expected).toBeGreaterThan(900 * 15)
      expect(count).toEqual({
        matters: count?.expected,
        held: count?.expected,
        heldByUnitThatExists: count?.expected,
        expected: count?.expected,
      })
    }
  })
})

test('asked for many rows at once, it is who it is for each', async () => {
  const differ = await db.sql.begin(async (tx) => {
    await tx`
      create temporary table matter on commit drop as
      select row_number() over () as number, area.id as area_id, what.*, power, tier, instant(at) as at
      from (select id from area order by md5(id) limit 150) area,
        (values ('1.000689', 'Hộ tịch'), ('2.000806', 'Hộ tịch'), ('1.013225', 'Hoạt động xây dựng'), ('1', 'Người có công'),
          ('1', 'Không sở nào')) what (procedure_code, field),
        unnest(array['receive', 'sign']) power, unnest(array['commune', 'department', 'city']) tier, unnest(${INSTANTS}::float8[]) at`
    return await tx`
      with one as (
        select m.number, r.unit_id, r.custodian from matter m left join lateral (${responsibleFor(tx, 'm', { column: 'm.at' })}) r on true),
      all_at_once as (select number, unit_id, custodian from (${responsibleForAll(tx, 'matter', 'at')}) r)
      select number, one.unit_id, a.unit_id as at_once from one full join all_at_once a using (number)
      where one.unit_id is distinct from a.unit_id or coalesce(one.custodian, false) <> a.custodian`
  })
  expect(differ).toEqual([])
})

describe('the tables refuse', () => {
  test('a second holder of an area', async () => {
    await expect(db.sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values ('second', ${PHUC_XA}, 'commune', 'new:00004', tstzrange(instant(${AUTUMN}), null), 'x')`).rejects.toMatchObject(
      { constraint_name: 'jurisdiction_one_holder' },
    )
  })

  test('a second holder of a power', async () => {
    await expect(db.sql`
      insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis) values
        ('second', 'field', 'Người có công', 'sign', 'department', 'department', 'hanoi:so-y-te',
         tstzrange(instant(${AUTUMN}), null), 'x')`).rejects.toMatchObject({
      constraint_name: 'competence_one_holder',
    })
  })
})

describe('the area of a place', () => {
  test('both communes name the cell', async () => {
    expect(await areaOf(db.sql, { oldWard: '00007', newWard: '00025' }, AUTUMN)).toBe('cell:00007:00025')
  })

  test('an old commune that went whole into a new one names its only cell', async () => {
    expect(await areaOf(db.sql, { oldWard: '00001' }, BEFORE)).toBe(PHUC_XA)
    expect(await areaOf(db.sql, { oldWard: '00001' }, AUTUMN)).toBe(PHUC_XA)
  })

  test('an old commune that was split leaves the place unplaced', async () => {
    expect(await areaOf(db.sql, { oldWard: '00007' }, AUTUMN)).toBe(CONG_VI)
  })

  test('a new commune leaves the cell open, for each is made of several', async () => {
    expect(await areaOf(db.sql, { newWard: '00097' }, AUTUMN)).toBe('unplaced:new:00097')
  })

  test('an area names itself', async () => {
    expect(await areaOf(db.sql, { areaId: CONG_VI }, AUTUMN)).toBe(CONG_VI)
  })

  test.each([
    ['a cell that does not exist', { oldWard: '00001', newWard: '00004' }],
    ['a code of no commune', { oldWard: '99999' }],
    ['part of a code', { oldWard: '0000' }],
    ['an area that does not exist', { areaId: 'cell:0:0' }],
    ['nothing', {}],
  ])('refuses %s', async (_, place) => {
    await expect(areaOf(db.sql, place, AUTUMN)).rejects.toMatchObject({ code: 'unknownArea' })
  })

  test('refuses a new commune before it exists', async () => {
    await expect(areaOf(db.sql, { newWard: '00097' }, BEFORE)).rejects.toMatchObject({ code: 'unknownArea' })
  })
})
