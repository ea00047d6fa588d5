import { beforeAll, describe, expect, test } from 'vitest'
import type { Querying } from '../../../../db/database.ts'
import { unitsScope } from '../../../../db/search/search-scope.ts'
import {
  responsibleFor,
  responsibleForAll,
  responsibleUnit,
} from '../../../../db/territory/responsibility/responsibility.ts'
import type { Matter } from '../../../../domain/territory/matter.ts'
import { CITY_AREA_ID } from '../../../../domain/territory/territory-ids.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'

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
    const merit = { areaId: CONG_VI, field: 'Người có công' }
    expect(await holder(merit, BEFORE)).toEqual({ unitId: 'old:00007', custodian: false })
    expect(await holder(merit, CUT_OVER)).toEqual({ unitId: 'new:00008', custodian: true })
  })

  test('of some fields the one that their law names, in every area that is kept and nowhere else', async () => {
    const keeper = async (field: string, over: Partial<Matter> = {}) =>
      await holder({ areaId: CONG_VI, field, ...over }, CUT_OVER)
    expect(await holder({ areaId: CONG_VI, field: 'Hộ tịch' }, BEFORE)).toEqual({
      ...{ unitId: 'old:00007', custodian: false },
    })
    expect(await keeper('Hộ tịch')).toEqual({ unitId: 'hanoi:so-tu-phap', custodian: true })
    expect(await keeper('Hoạt động xây dựng')).toEqual({ unitId: 'hanoi:so-xay-dung', custodian: true })
    expect(await keeper('Đất đai')).toEqual({ unitId: 'hanoi:01', custodian: true })
    expect(await keeper('Hộ tịch', { areaId: PHUC_XA })).toEqual({ unitId: 'new:00097', custodian: false })
    expect(await keeper('Hoạt động xây dựng', { tier: 'department' })).toEqual({
      ...{ unitId: 'hanoi:so-xay-dung', custodian: false },
    })
  })

  test('the district, where the power came down to the communes only with the two tiers', async () => {
    const permit = { procedureCode: '1.013225', field: 'Hoạt động xây dựng' }
    expect(await holder(permit, BEFORE)).toEqual({ unitId: 'old:001', custodian: false })
    expect(await holder(permit, CUT_OVER)).toEqual({ unitId: 'new:00097', custodian: false })
  })

  test('a row for the procedure prevails over its field, and that over the row for all', async () => {
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

  test('exactly one unit for each area, power and tier, at every instant', async () => {
    for (const atMs of INSTANTS) {
      const [count] = await db.sql`
        with matter as (
          select a.id as area_id, '1.013225' as procedure_code, field, power, tier
          from area a
          cross join unnest(array['Hoạt động xây dựng', 'Hộ tịch', 'Không sở nào']) field
          cross join unnest(array['receive', 'process', 'sign', 'return', 'pay']) power
          cross join unnest(array['commune', 'department', 'city']) tier
          -- In the area of the whole city nothing but the city's own business lies.
          where a.valid @> instant(${atMs}) and (a.id <> ${CITY_AREA_ID} or tier = 'city')
        )
        select count(*)::int as matters, count(r.unit_id)::int as held,
          count(*) filter (where u.valid @> instant(${atMs}))::int as "heldByUnitThatExists",
          (select count(*)::int from matter) as expected
        from matter m left join lateral (${responsibleFor(db.sql, 'm', atMs)}) r on true
        left join unit u on u.id = r.unit_id`
      expect(count?.expected).toBeGreaterThan(900 * 45)
      expect(count).toEqual({
        matters: count?.expected,
        held: count?.expected,
        heldByUnitThatExists: count?.expected,
        expected: count?.expected,
      })
    }
  })
})

test('responsible is for each row its own unit, where one statement has many rows', async () => {
  const differ = await inChange(db, async (tx) => {
    await keepMore(tx)
    await tx`
      create temporary table matter on commit drop as
      select row_number() over () as number, area.id as area_id, what.*, power, tier, instant(at) as at
      from (select id from area order by md5(id) limit 150) area,
        (values ('1.000689', 'Hộ tịch'), ('2.000806', 'Hộ tịch'), ('1.000894', 'Hộ tịch'), ('1.013225', 'Hoạt động xây dựng'), ('1', 'Người có công'),
          ('1', 'Không sở nào')) what (procedure_code, field),
        unnest(array['receive', 'sign']) power, unnest(array['commune', 'department', 'city']) tier, unnest(${INSTANTS}::float8[]) at`
    const found = await tx`
      with one as (
        select m.number, r.unit_id, r.custodian from matter m left join lateral (${responsibleFor(tx, 'm', { column: 'm.at' })}) r on true),
      all_at_once as (select number, unit_id, custodian from (${responsibleForAll(tx, 'matter', 'at')}) r)
      select number, one.unit_id, a.unit_id as at_once from one full join all_at_once a using (number)
      where one.unit_id is distinct from a.unit_id or coalesce(one.custodian, false) <> a.custodian`
    await keepNoMore(tx)
    return found
  })
  expect(differ).toEqual([])
})

test('responsible is a custodian by a row for the area before one for all areas, and by procedure before field', async () => {
  const keepers = await inChange(db, async (tx) => {
    await keepMore(tx)
    const keeper = async (areaId: string, procedureCode: string) =>
      (await responsibleUnit(tx, matter({ areaId, procedureCode }), AUTUMN))?.unitId
    const there = 'unplaced:old:00079'
    const found = [
      ...[await keeper(there, '1.000689'), await keeper(there, '1.000894')],
      ...[
        await keeper(CONG_VI, '1.000689'),
        await keeper(CONG_VI, '2.000806'),
        await keeper(CONG_VI, '1.000894'),
      ],
    ]
    await keepNoMore(tx)
    return found
  })
  expect(keepers).toEqual(['hanoi:so-tu-phap', 'hanoi:01', 'new:00025', 'hanoi:so-noi-vu', 'new:00025'])
})

test('a unit that keeps fields searches dossiers in the areas where it keeps them', async () => {
  const [everywhere, here] = await inChange(db, async (tx) => {
    await keepMore(tx)
    const scopes = [
      await unitsScope(tx, ['hanoi:so-xay-dung', 'hanoi:01'], AUTUMN),
      await unitsScope(tx, ['hanoi:so-noi-vu'], AUTUMN),
    ]
    await keepNoMore(tx)
    return scopes
  })
  expect(everywhere?.named).toMatchObject({
    fields: expect.arrayContaining(['Đất đai', 'Nhà ở và công sở']),
    procedures: ['1.000894'],
  })
  expect(here?.areas).toEqual([CONG_VI])
})

/** Custody of each kind, beside what is loaded. */
async function keepMore(tx: Querying): Promise<void> {
  await tx`
    insert into custody (id, scope, subject, area_id, unit_id, valid, basis) values
      ('more/1', 'procedure', '1.000894', null, 'hanoi:01', '[2025-07-01,)', 'x'),
      ('more/2', 'field', 'Hộ tịch', ${CONG_VI}, 'new:00025', '[2025-07-01,)', 'x'),
      ('more/3', 'procedure', '2.000806', ${CONG_VI}, 'hanoi:so-noi-vu', '[2025-07-01,)', 'x')
    on conflict (id) do update set valid = excluded.valid`
}

async function keepNoMore(tx: Querying): Promise<void> {
  await tx`update custody set valid = 'empty' where id like 'more/%'`
}

describe('the tables of responsibility refuse', () => {
  test('a second holder of an area', async () => {
    await expect(db.sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values ('second', ${PHUC_XA}, 'commune', 'new:00004', tstzrange(instant(${AUTUMN}), null), 'x')`).rejects.toMatchObject(
      { constraint_name: 'jurisdiction_one_holder' },
    )
  })

  test('a second custodian for a field, in all areas or in one', async () => {
    const second = (id: string, areaId: string | null) =>
      inChange(
        db,
        (tx) => tx`
          insert into custody (id, scope, subject, area_id, unit_id, valid, basis)
          values (${id}, 'field', 'Đất đai', ${areaId}, 'hanoi:so-xay-dung', tstzrange(instant(${AUTUMN}), null), 'x')`,
      )
    await expect(second('everywhere', null)).rejects.toMatchObject({
      constraint_name: 'custody_one_custodian',
    })
    await second('here', CONG_VI)
    await expect(second('again', CONG_VI)).rejects.toMatchObject({ constraint_name: 'custody_one_custodian' })
    await inChange(db, (tx) => tx`update custody set valid = 'empty' where id = 'here'`)
  })

  test('a custodian of what is placed, whom no inbox would show it', async () => {
    await expect(
      db.sql`update jurisdiction set custodian = true where area_id = ${PHUC_XA}`,
    ).rejects.toMatchObject({ constraint_name: 'custodian_keeps_what_was_split' })
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
