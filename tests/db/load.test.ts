import { beforeAll, describe, expect, test } from 'vitest'
import { parseCsv } from '../../db/load/csv.ts'
import { loadReference } from '../../db/load/load-reference.ts'
import { roles } from '../../domain/dossier/dossier.ts'
import { foldDiacritics } from '../../domain/vietnamese.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { inventedField } from '../invented-field.ts'
import { inChange } from '../reference-change.ts'

const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
const INSTANTS = [
  Date.parse('2025-01-01T00:00:00+07:00'),
  CUT_OVER - 1,
  CUT_OVER,
  Date.parse('2027-01-01T00:00:00Z'),
]

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

const tables = [
  'unit',
  'unit_successor',
  'area',
  'jurisdiction',
  'competence',
  'custody',
  'connecting_rule',
  'office',
  'officer',
  'mandate',
  'calendar_day',
  'calendar_version',
] as const
const contents = async () =>
  await Promise.all(
    tables.map(async (table) => {
      const [row] = await db.sql`
        select ${table} as table, count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as digest
        from ${db.sql(table)} t`
      return row
    }),
  )

describe('the loaded units', () => {
  test.each([
    ['city', 'hanoi', 1],
    ['department', 'hanoi', 11],
    ['body', 'body', 3],
    ['district', 'old', 30],
    ['commune', 'old', 526],
    ['commune', 'new', 126],
  ])('are %s units of epoch %s: %i', async (tier, epoch, expected) => {
    const rows = await db.sql`select 1 from unit where tier = ${tier} and epoch = ${epoch}`
    expect(rows).toHaveLength(expected)
  })

  test('may have one code for different units before and after the cut-over', async () => {
    const rows = await db.sql`select id, name from unit where code = '00025' order by id`
    expect([...rows]).toEqual([
      { id: 'new:00025', name: 'Phường Giảng Võ' },
      { id: 'old:00025', name: 'Phường Ngọc Khánh' },
    ])
  })

  test('have successors for every former commune and district, and all 126 communes succeed a unit', async () => {
    const [count] = await db.sql`
      select count(*)::int as edges, count(distinct unit_id)::int as gone, count(distinct successor_id)::int as came
      from unit_successor join unit on unit.id = unit_id and tier = 'commune'`
    expect(count).toEqual({ edges: 795, gone: 526, came: 126 })
    const childless = await db.sql`
      select id from unit where epoch = 'old' and not exists (select 1 from unit_successor where unit_id = unit.id)`
    expect([...childless]).toEqual([])
  })
})

test('a loaded commune of today has its seat, its people and a point in its middle', async () => {
  const rows = await db.sql`select seat, seat_doubt, population, lat, lon from unit where id = 'new:00004'`
  expect([...rows]).toEqual([
    {
      ...{ seat: 'Số 2, phố Trúc Bạch, phường Ba Đình', seat_doubt: null },
      ...{ population: 65023, lat: 21.0386, lon: 105.838 },
    },
  ])
  const [count] = await db.sql`
    select count(*)::int as communes, count(seat_doubt)::int as doubtful, sum(population)::int as people from unit
    where tier = 'commune' and epoch = 'new' and seat is not null`
  expect(count).toEqual({ communes: 126, doubtful: 3, people: 8_811_473 })
})

test('each field of a loaded commune is done by one of its offices', async () => {
  const rows = await db.sql`
    select fields[1] as first, fields_basis, fields_assumed from office where id = 'new:00004/van-phong'`
  expect([...rows]).toEqual([{ first: 'Hộ tịch', fields_basis: '150/2025/NĐ-CP', fields_assumed: true }])
  const twice = await db.sql`
    select unit_id, field from office cross join unnest(fields) field
    where field <> ${inventedField} group by 1, 2 having count(*) > 1`
  expect([...twice]).toEqual([])
})

test('the load has one connecting rule for a field and occasion at every instant', async () => {
  await expect(db.sql`
    insert into connecting_rule (id, scope, subject, occasion, places, valid, basis)
    values ('second', 'field', 'Đất đai', 'filing', '{seat}', tstzrange(instant(${CUT_OVER}), null), 'x')`).rejects.toMatchObject(
    { constraint_name: 'connecting_one_rule' },
  )
})

describe('the loaded areas', () => {
  test('are 795 cells, and an unplaced area for each split and each new commune', async () => {
    const rows =
      await db.sql`select split_part(id, ':', 1) || case kind when 'cell' then '' else ':' || split_part(id, ':', 2) end
      as name, count(*)::int from area group by 1 order by 1`
    expect(Object.fromEntries(rows.map(({ name, count }) => [name, count]))).toEqual({
      cell: 795,
      'city:01': 1,
      'unplaced:new': 126,
      'unplaced:old': 199,
    })
  })

  test('have the unplaced area as parent of a part of a split commune', async () => {
    const [count] = await db.sql`
      select count(*)::int as parts, count(distinct parent_id)::int as parents from area where parent_id is not null`
    expect(count).toEqual({ parts: 468, parents: 199 })
  })

  test('have one commune each at every instant of their validity, and one district until there are none', async () => {
    for (const atMs of INSTANTS) {
      const wrong = await db.sql`
        select a.id,
          count(*) filter (where j.tier = 'commune') as communes, count(*) filter (where j.tier = 'district') as districts
        from area a left join jurisdiction j on j.area_id = a.id and j.valid @> instant(${atMs})
        where a.valid @> instant(${atMs}) and a.kind <> 'city' group by a.id
        having count(*) filter (where j.tier = 'commune') <> 1
          or count(*) filter (where j.tier = 'district') <> ${atMs < CUT_OVER ? 1 : 0}`
      expect([...wrong]).toEqual([])
    }
  })

  test('have no holder that ends before the next begins', async () => {
    const gaps = await db.sql`
      select a.id from area a join jurisdiction j on j.area_id = a.id and j.tier = 'commune'
      where a.kind <> 'city' group by a.id, a.valid having range_agg(j.valid) <> tstzmultirange(a.valid)`
    expect([...gaps]).toEqual([])
  })

  test('are held by no unit while that does not exist', async () => {
    const wrong =
      await db.sql`select j.id from jurisdiction j join unit u on u.id = j.unit_id where not u.valid @> j.valid`
    expect([...wrong]).toEqual([])
  })

  test('are held by custodians in split communes only, and only since the cut-over', async () => {
    const rows = await db.sql`
      select count(*)::int as held, bool_and(assumed) as assumed, bool_and(area_id like 'unplaced:old:%') as unplaced,
        min(epoch_ms(lower(valid)))::float8 as since from jurisdiction where custodian`
    expect(rows[0]).toEqual({ held: 199, assumed: true, unplaced: true, since: CUT_OVER })
  })
})

test('a loaded custodian of a field is named with a basis, and has a counter', async () => {
  const rows = await db.sql`
    select subject, unit_id as unit, assumed, basis from custody order by subject collate "C"`
  expect(rows.map(({ subject, unit, assumed }) => [subject, unit, assumed])).toEqual([
    ['Hoạt động xây dựng', 'hanoi:so-xay-dung', true],
    ['Hạ tầng kỹ thuật', 'hanoi:so-xay-dung', true],
    ['Hộ tịch', 'hanoi:so-tu-phap', true],
    ['Nhà ở và công sở', 'hanoi:so-xay-dung', true],
    ['Đất đai', 'hanoi:01', true],
  ])
  for (const { basis } of rows) expect(basis).toMatch(/\d+\/2025\/(NĐ-CP|QH15), /)
  const unattended = await db.sql`
    select id from custody where not exists (
      select 1 from mandate m join office o on o.id = m.office_id and 'oneStop' = any(o.roles)
        and (o.fields is null or custody.subject = any(o.fields))
      where m.unit_id = custody.unit_id and m.role = 'oneStop' and m.valid @> custody.valid)`
  expect([...unattended]).toEqual([])
})

describe('the loaded officers', () => {
  test('are invented, and say so', async () => {
    const [count] =
      await db.sql`select count(*)::int as officers, bool_and(invented) as invented from officer`
    expect(count?.officers).toBeGreaterThan(6000)
    expect(count?.invented).toBe(true)
  })

  test('hold every desk of every commune, before and after the cut-over', async () => {
    const desks = [
      'oneStop',
      'civilStatus',
      'socialAffairs',
      'economy',
      'chair',
      'police',
      'military',
      'accountant',
    ]
    for (const atMs of INSTANTS) {
      const empty = await db.sql`
        select unit.id, role from unit cross join unnest(${desks}::text[]) role
        where unit.tier = 'commune' and unit.valid @> instant(${atMs}) and not exists (
          select 1 from mandate where unit_id = unit.id and mandate.role = role and mandate.valid @> instant(${atMs}))`
      expect([...empty]).toEqual([])
    }
  })

  test('hold every role of the vocabulary', async () => {
    const rows = await db.sql`select distinct role from mandate order by role`
    expect(rows.map(({ role }) => role)).toEqual(Object.keys(roles).toSorted())
  })

  test('have in a unit of today a desk in the office that does the role', async () => {
    const astray = await db.sql`
      select m.id from mandate m join unit u on u.id = m.unit_id and u.epoch <> 'old'
      left join office o on o.id = m.office_id and o.unit_id = m.unit_id 
        and (m.role = any(o.roles) or m.role = 'officeHead')
      where o.id is null`
    expect([...astray]).toEqual([])
  })
})

test('names and bases of the load are written in composed Vietnamese', async () => {
  const decomposed = await db.sql`
    select name from unit where name is not nfc normalized or basis is not nfc normalized
    union all select name from officer where name is not nfc normalized
    union all select subject from competence where subject is not nfc normalized`
  expect([...decomposed]).toEqual([])
})

test('PostgreSQL folds names as the program does', async () => {
  const rows = await db.sql<{ name: string; folded: string }[]>`
    select name, fold_diacritics(name) as folded from unit union all select upper(name), fold_diacritics(upper(name)) from unit`
  expect(rows.filter(({ name, folded }) => folded !== foldDiacritics(name))).toEqual([])
})

test('a second load changes nothing, not even what a reorganisation did since the first', async () => {
  await inChange(
    db,
    (tx) =>
      tx`update unit set valid = tstzmultirange(tstzrange(lower(valid), instant(${CUT_OVER + 1}))) where id = 'new:00004'`,
  )
  const before = await contents()
  await loadReference(db, { officers: 'invented', alsoDone: [inventedField] })
  expect(await contents()).toEqual(before)
})

describe('a CSV file of the load', () => {
  test('holds commas, quotes and line ends between quotes', () => {
    expect(parseCsv('code,note\n00004,"a, ""b""\nc"\n00008,\n')).toEqual([
      { code: '00004', note: 'a, "b"\nc' },
      { code: '00008', note: '' },
    ])
  })

  test('is refused for a row that does not fit the header, with its number', () => {
    expect(() => parseCsv('code,name\n00004,Ba Đình\n00008\n')).toThrow(
      'Row 3 has 1 fields where the header has 2',
    )
  })
})
