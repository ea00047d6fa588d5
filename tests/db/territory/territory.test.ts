import { beforeAll, describe, expect, test } from 'vitest'
import { firstCellOf } from '../../../db/territory/responsibility/jurisdiction.ts'
import { readTerritory } from '../../../db/territory/territory.ts'
import { powers, tiers } from '../../../domain/dossier/dossier.ts'
import { checkTerritory, type TerritoryRows } from '../../../domain/territory/territory-check.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const from = Date.parse('2025-03-01T00:00:00+07:00')
const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
const NIGHT = CUT_OVER + 8 * 3_600_000

let rows: TerritoryRows
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  rows = await readTerritory(database.sql)
})

const check = (changes: Partial<TerritoryRows> = {}) =>
  checkTerritory({ ...rows, ...changes }, { from, tiers, powers })
const held = 'cell:00001:00097/commune/new:00097'

describe('the check of jurisdiction and competence', () => {
  test('finds one holder for everything as loaded, at every instant', () => {
    expect(check()).toEqual([])
  })

  test('names a gap of one night, with its instants', () => {
    const jurisdiction = rows.jurisdiction.map((row) => (row.id === held ? { ...row, from: NIGHT } : row))
    expect(check({ jurisdiction })).toEqual([
      {
        rule: 'gap',
        of: 'cell:00001:00097 commune',
        from: CUT_OVER,
        until: NIGHT,
        what: 'no unit holds the area',
      },
    ])
  })

  test('names a second holder, for however short a time', () => {
    const jurisdiction = rows.jurisdiction.map((row) =>
      row.id === held ? { ...row, from: CUT_OVER - 1 } : row,
    )
    expect(check({ jurisdiction })).toMatchObject([
      { rule: 'overlap', of: 'cell:00001:00097 commune', from: CUT_OVER - 1, until: CUT_OVER },
      { rule: 'holder', of: held, what: 'new:00097 does not exist then' },
    ])
  })

  test('names a power that nobody holds after a day, and one that two hold', () => {
    const ends = rows.competence.map((row) =>
      row.scope === 'all' && row.tier === 'city' && row.power === 'sign' ? { ...row, until: NIGHT } : row,
    )
    expect(check({ competence: ends })).toEqual([
      { rule: 'gap', of: 'all *: sign city', from: NIGHT, until: Infinity, what: 'nobody holds the power' },
    ])
    const twice = rows.competence.find(({ scope, power }) => scope === 'field' && power === 'pay')
    if (twice === undefined) throw new Error('no competence by field')
    const competence = [...rows.competence, { ...twice, id: 'second' }]
    expect(check({ competence }).map(({ rule, what }) => [rule, what])).toEqual([
      ['overlap', expect.stringContaining('second')],
    ])
  })

  test('names a unit that ends and keeps its areas, and one of another tier', () => {
    const units = rows.units.map((unit) => (unit.id === 'new:00097' ? { ...unit, until: NIGHT } : unit))
    const rules = new Set(check({ units }).map(({ rule, what }) => `${rule}: ${what}`))
    expect([...rules]).toEqual(['holder: new:00097 does not exist then'])
    const jurisdiction = rows.jurisdiction.map((row) =>
      row.id === held ? { ...row, unitId: 'hanoi:so-noi-vu' } : row,
    )
    expect(check({ jurisdiction })).toMatchObject([{ rule: 'holder', of: held }])
  })

  test('names a second custodian of a field, one that ends, and one of an area that nobody keeps', () => {
    const [kept] = rows.custody
    if (kept === undefined) throw new Error('no custody')
    const second = { ...kept, id: 'second', unitId: 'hanoi:01', from: NIGHT }
    expect(check({ custody: [...rows.custody, second] })).toMatchObject([
      { rule: 'overlap', from: NIGHT, until: Infinity, what: `${kept.id} and second` },
    ])
    expect(check({ custody: [...rows.custody, { ...second, areaId: 'unplaced:old:00007' }] })).toEqual([])
    expect(check({ custody: [...rows.custody, { ...second, areaId: 'cell:00001:00097' }] })).toMatchObject([
      { rule: 'custodian', of: 'second', from: NIGHT },
    ])
    const units = rows.units.map((unit) => (unit.id === kept.unitId ? { ...unit, until: NIGHT } : unit))
    expect(check({ units })).toContainEqual(
      expect.objectContaining({ rule: 'holder', of: kept.id, from: NIGHT, until: Infinity }),
    )
  })

  test('names an unplaced area that can be placed nowhere', () => {
    const areas = rows.areas.map((area) =>
      area.parentId === 'unplaced:old:00007' ? { ...area, parentId: null } : area,
    )
    expect(check({ areas })).toMatchObject([{ rule: 'custodian', what: 'it can be placed nowhere' }])
  })
})

test('the first cell of a unit lies in its territory; a unit that holds no cell has none', async () => {
  const cell = await firstCellOf(database.sql, 'new:00004')
  const held = rows.jurisdiction.filter(({ unitId }) => unitId === 'new:00004').map(({ areaId }) => areaId)
  expect(held).toContain(cell)
  expect(await firstCellOf(database.sql, 'hanoi:H26')).toBeNull()
})
