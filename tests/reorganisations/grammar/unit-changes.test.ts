/** What a unit has (the unit above it, sites, a seal) ends with it, and comes back with it. */
import { describe, expect, test } from 'vitest'
import { holdsAt } from '../../../domain/territory/span.ts'
import { produce } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows, UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { declared } from './declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const U = T + 86_400_000
const law = { basis: 'Luật 1', assumed: false, valid: [{ from: -Infinity, until: Infinity }] }

const unit = (id: string, tier: UnitRow['tier']): UnitRow => ({
  ...{ ...law, id, name: `Đơn vị ${id}`, type: 'x', tier, parentId: null, identifier: `H.${id}` },
  ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
})
const under = (unitId: string, parentId: string) => ({
  ...{ ...law, id: `${unitId}>${parentId}`, unitId, parentId },
})

/** A district under the city with a site, a seal and a school, and a commune. */
const base: ReferenceRows = {
  unit: [unit('city', 'city'), unit('d', 'district'), unit('c', 'commune'), unit('school', 'body')],
  unitParent: [under('d', 'city'), under('c', 'city'), under('school', 'd')],
  ...{ unitSuccessor: [], area: [], jurisdiction: [], competence: [], custody: [], connectingRule: [] },
  site: [
    {
      ...{ ...law, id: 'd/seat', unitId: 'd', address: 'Phố 1', lat: null, lon: null },
      ...{ openingHours: '8:00-17:00', uses: ['reception'] },
    },
  ],
  seal: [{ ...law, id: 'd/seal', unitId: 'd', holder: 'Văn phòng' }],
  office: [],
  mandate: [],
}

const produced = (...changes: readonly Change[]) => produce(declared(changes), base, null)

/** What is in force at an instant, of the tables that units have. */
const inForce = (rows: ReferenceRows, at: number) => ({
  parents: rows.unitParent
    .filter(({ valid }) => holdsAt(valid, at))
    .map(({ unitId, parentId }) => `${unitId}>${parentId}`)
    .sort(),
  sites: rows.site.filter(({ valid }) => holdsAt(valid, at)).map(({ address }) => address),
  seals: rows.seal
    .filter(({ valid }) => holdsAt(valid, at))
    .map(({ unitId, holder }) => `${unitId} ${holder}`),
})
const before = inForce(base, T)

const districtEnds: readonly Change[] = [
  { kind: 'unitEnds', unit: 'd' },
  { kind: 'parentMoves', unit: 'school', to: 'c' },
]

describe('a unit that ends', () => {
  test('ends the seal, the sites and the parent that it had', () => {
    const { after, problems } = produced(...districtEnds)
    expect(problems).toEqual([])
    expect(inForce(after, T - 1)).toEqual(before)
    expect(inForce(after, T)).toEqual({ parents: ['c>city', 'school>c'], sites: [], seals: [] })
  })

  test('has them again after an undo, and the body is under it again', () => {
    const done = produced(...districtEnds)
    const { after, problems } = undo(done, done.after, { at: U, basis: 'NQ 2' })
    expect(problems).toEqual([])
    expect(inForce(after, U - 1)).toEqual(inForce(done.after, T))
    expect(inForce(after, U)).toEqual(before)
  })

  test('is refused while something is under it, which is named', () => {
    expect(produced({ kind: 'unitEnds', unit: 'd' }).problems).toEqual([
      'unit school (Đơn vị school) is under d, which is not in force then; say where it moves',
    ])
  })

  test('may end together with what is under it', () => {
    expect(produced({ kind: 'unitEnds', unit: 'd' }, { kind: 'unitEnds', unit: 'school' }).problems).toEqual(
      [],
    )
  })
})

describe('a unit that begins', () => {
  const begins: readonly Change[] = [
    {
      kind: 'unitBegins',
      unit: { id: 'n', name: 'Xã N', type: 'xã', tier: 'commune', parentId: 'city', identifier: 'H.n' },
    },
    { kind: 'sealBegins', seal: { id: 'n/seal', unitId: 'n', holder: 'Văn phòng' } },
  ]

  test('is under the unit that it names, with its seal', () => {
    const { after } = produced(...begins)
    expect(inForce(after, T).parents).toContain('n>city')
    expect(inForce(after, T).seals).toContain('n Văn phòng')
  })

  test('ends by an undo with the seal and the site that it was given since', () => {
    const done = produced(...begins)
    const since = [{ from: T + 1, until: Infinity }]
    const site = base.site.map((row) => ({ ...row, id: 'n/seat', unitId: 'n', valid: since }))
    const { after, problems } = undo(
      done,
      { ...done.after, site: [...done.after.site, ...site] },
      {
        ...{ at: U, basis: 'NQ 2' },
      },
    )
    expect(problems).toEqual([])
    expect(inForce(after, U)).toEqual(before)
  })

  test('is not undone while a body that came since is under it', () => {
    const done = produced(...begins)
    const moved = { ...done.after, unitParent: [...done.after.unitParent, under('clinic', 'n')] }
    expect(undo(done, moved, { at: U, basis: 'NQ 2' }).problems).toEqual([
      'unit parent clinic>n was made since and rests on n; undo that first',
    ])
  })

  test('takes over a seal of its own in place of the one in force', () => {
    const { after } = produced({ kind: 'sealBegins', seal: { id: 'd/seal-2', unitId: 'd', holder: 'Khác' } })
    expect(inForce(after, T - 1).seals).toEqual(['d Văn phòng'])
    expect(inForce(after, T).seals).toEqual(['d Khác'])
  })
})

describe('a site and a seal that end while their unit goes on', () => {
  const end: readonly Change[] = [
    { kind: 'siteEnds', site: 'd/seat' },
    { kind: 'sealEnds', seal: 'd/seal' },
  ]

  test('end at the instant, and leave the unit and what is under it', () => {
    const { after, problems } = produced(...end)
    expect(problems).toEqual([])
    expect(inForce(after, T - 1)).toEqual(before)
    expect(inForce(after, T)).toEqual({ ...before, sites: [], seals: [] })
  })

  test('are there again after an undo', () => {
    const done = produced(...end)
    const { after, problems } = undo(done, done.after, { at: U, basis: 'NQ 2' })
    expect(problems).toEqual([])
    expect(inForce(after, U - 1)).toEqual({ ...before, sites: [], seals: [] })
    expect(inForce(after, U)).toEqual(before)
  })

  test('have to be in force then', () => {
    expect(
      produced(...end, { kind: 'siteEnds', site: 'z' }, { kind: 'sealEnds', seal: 'd/seal' }).problems,
    ).toEqual(['site z does not exist', 'seal d/seal is not in force then'])
  })
})

test('a unit whose parent is not in force at the instant is a problem', () => {
  expect(produced({ kind: 'parentMoves', unit: 'school', to: 'z' }).problems).toEqual([
    'unit school would move under z, which is not in force then',
  ])
})
