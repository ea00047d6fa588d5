import { describe, expect, test } from 'vitest'
import { checkTerritory } from '../../../domain/territory/territory-check.ts'
import { effectiveAtMs, produce } from '../../../reorganisations/grammar/produce.ts'
import type {
  MandateRow,
  OfficeRow,
  ReferenceRows,
  UnitRow,
} from '../../../reorganisations/grammar/reference-rows.ts'
import { unlimited } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { territoryRowsOf } from '../../../reorganisations/grammar/territory-rows.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { declared } from './declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const always = [{ from: -Infinity, until: Infinity }]
const law = { basis: 'Luật 72/2025/QH15', assumed: false, valid: always }

const commune = (id: string): UnitRow => ({
  ...{ ...law, id, name: `Xã ${id}`, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
  ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
})
const office = (id: string, roles: OfficeRow['roles']): OfficeRow => ({
  ...{ ...law, id: `a/${id}`, unitId: 'a', name: id, roles, fields: null },
  ...{ fieldsBasis: null, fieldsAssumed: false },
})
const mandate = (id: string, officeId: string | null): MandateRow => ({
  ...{ id, valid: always, basis: 'QĐ 1', officerId: `officer ${id}`, unitId: 'a', officeId, role: 'economy' },
  ...{ kind: 'own', actingForId: null, ...unlimited },
})

/** Two communes with an area each; `a` has an office for economy with one officer. */
const base: ReferenceRows = {
  unit: [commune('a'), commune('b')],
  unitParent: [],
  unitSuccessor: [],
  area: ['x', 'y'].map((id) => ({ ...law, id, kind: 'cell', parentId: null, splitsAt: null })),
  jurisdiction: [
    { ...law, id: 'x/commune/a', areaId: 'x', tier: 'commune', unitId: 'a', custodian: false },
    { ...law, id: 'y/commune/b', areaId: 'y', tier: 'commune', unitId: 'b', custodian: false },
  ],
  competence: [
    {
      ...law,
      id: 'all',
      scope: 'all',
      subject: '*',
      power: 'sign',
      tier: 'commune',
      heldBy: 'commune',
      unitId: null,
    },
  ],
  custody: [],
  connectingRule: [],
  site: [],
  seal: [{ ...law, id: 'a/seal', unitId: 'a', holder: 'Văn phòng' }],
  office: [office('economy', ['economy'])],
  mandate: [mandate('m', 'a/economy')],
}

const produced = (...changes: readonly Change[]) => produce(declared(changes), base, null)
const findingsOf = (rows: ReferenceRows) =>
  checkTerritory(territoryRowsOf(rows), { from: -Infinity, tiers: ['commune'], powers: ['sign'] }).map(
    ({ rule, of, from }) => ({ rule, of, from }),
  )

const mergeAintoB: readonly Change[] = [
  { kind: 'unitEnds', unit: 'a' },
  { kind: 'unitSucceeds', unit: 'a', successor: 'b', relation: 'whole' },
  { kind: 'areaMoves', area: 'x', tier: 'commune', to: 'b' },
  {
    kind: 'mandateBegins',
    mandate: {
      ...{ id: 'n', officerId: 'officer m', unitId: 'b', officeId: null },
      ...{ role: 'economy', kind: 'own', actingForId: null },
    },
  },
]

describe('a merger of two wards', () => {
  test('moves the area at the instant, and ends what rested on the unit', () => {
    const { changes, after, problems } = produced(...mergeAintoB)
    expect(problems).toEqual([])
    expect(changes.jurisdiction.map(({ row }) => [row.id, row.valid])).toEqual([
      ['x/commune/a', [{ from: -Infinity, until: T }]],
      ['x/commune/b', [{ from: T, until: Infinity }]],
    ])
    expect(changes.mandate.map(({ row }) => [row.id, row.valid[0]?.until])).toEqual([
      ['m', T],
      ['n', Infinity],
    ])
    expect(changes.office.map(({ row }) => row.valid)).toEqual([[{ from: -Infinity, until: T }]])
    expect(findingsOf(after)).toEqual([])
  })

  test('leaves an area that nobody takes over as a gap from the instant on', () => {
    const { after } = produced({ kind: 'unitEnds', unit: 'a' })
    expect(findingsOf(after)).toEqual([{ rule: 'gap', of: 'x commune', from: T }])
  })

  test('changes each row once, with what it was', () => {
    const { changes } = produced(...mergeAintoB)
    expect(changes.unit).toEqual([
      { was: base.unit[0], row: { ...base.unit[0], valid: [{ from: -Infinity, until: T }] } },
    ])
  })
})

describe('an area that is split', () => {
  const split = produced({
    ...{ kind: 'areaSplits', area: 'x', tier: 'commune', custodian: 'a' },
    into: [
      { id: 'x1', to: 'a' },
      { id: 'x2', to: 'b' },
    ],
  })

  test('has parts from the instant on, and is kept by a custodian until it is placed', () => {
    expect(split.problems).toEqual([])
    expect(split.changes.area.map(({ row }) => [row.id, row.splitsAt, row.parentId])).toEqual([
      ['x', T, null],
      ['x1', null, 'x'],
      ['x2', null, 'x'],
    ])
    expect(findingsOf(split.after)).toEqual([])
  })

  test('has its parts, after an undo, held by who holds the whole', () => {
    const U = T + 86_400_000
    const { after, problems } = undo(split, split.after, { at: U, basis: 'NQ 2' })
    expect(problems).toEqual([])
    const then = after.jurisdiction.filter(({ valid }) => valid.some(({ until }) => until === Infinity))
    expect(then.map(({ areaId, unitId, custodian }) => [areaId, unitId, custodian])).toEqual(
      expect.arrayContaining([
        ['x', 'a', false],
        ['x1', 'a', false],
        ['x2', 'a', false],
      ]),
    )
    expect(findingsOf(after)).toEqual([])
  })

  test('can be split again', () => {
    const later = declared([
      {
        ...{ kind: 'areaSplits', area: 'x2', tier: 'commune', custodian: 'b' },
        into: [
          { id: 'x21', to: 'a' },
          { id: 'x22', to: 'b' },
        ],
      },
    ])
    const again = produce(later, split.after, null, T + 1)
    expect(again.problems).toEqual([])
    expect(findingsOf(again.after)).toEqual([])
  })
})

test('an office that is split ends with its mandates, and two begin', () => {
  const { after, problems } = produced(
    { kind: 'officeEnds', office: 'a/economy' },
    {
      kind: 'officeBegins',
      office: {
        id: 'a/trade',
        unitId: 'a',
        name: 'Phòng Kinh tế',
        roles: ['economy'],
        fields: ['Công Thương'],
      },
    },
    {
      kind: 'officeBegins',
      office: { id: 'a/urban', unitId: 'a', name: 'Phòng Hạ tầng', roles: ['economy'], fields: ['Xây dựng'] },
    },
    {
      kind: 'mandateBegins',
      mandate: {
        ...{ id: 'm2', officerId: 'officer m', unitId: 'a' },
        ...{ officeId: 'a/trade', role: 'economy', kind: 'own', actingForId: null },
      },
    },
  )
  expect(problems).toEqual([])
  const then = after.mandate.filter(({ valid }) => valid.some(({ until }) => until === Infinity))
  expect(then.map(({ id, officeId }) => [id, officeId])).toEqual([['m2', 'a/trade']])
})

test('a mandate that moves ends in one unit and begins in the other', () => {
  const { changes } = produced({ kind: 'mandateMoves', mandate: 'm', unit: 'b', office: null })
  expect(changes.mandate.map(({ row }) => [row.id, row.unitId, row.valid])).toEqual([
    ['m', 'a', [{ from: -Infinity, until: T }]],
    ['m>b', 'b', [{ from: T, until: Infinity }]],
  ])
})

test('a mandate that is lent for a time moves with its end and its sum', () => {
  const lent = { from: T - 1, until: T + 1 }
  const loan = { ...mandate('m2', null), valid: [lent], upToDong: 50_000_000 }
  const { changes } = produce(
    declared([{ kind: 'mandateMoves', mandate: 'm2', unit: 'b', office: null }]),
    { ...base, mandate: [loan] },
    null,
  )
  expect(changes.mandate.map(({ row }) => [row.id, row.valid])).toEqual([
    ['m2', [{ from: T - 1, until: T }]],
    ['m2>b', [{ from: T, until: T + 1 }]],
  ])
  expect(changes.mandate.map(({ row }) => row.upToDong)).toEqual([50_000_000, 50_000_000])
})

describe('a reorganisation that cannot be done names its problem:', () => {
  test.each<{ what: string; change: Change; problem: string }>([
    {
      what: 'a unit ends that does not exist',
      change: { kind: 'unitEnds', unit: 'z' },
      problem: 'unit z does not exist',
    },
    {
      what: 'an area moves to a unit that does not exist',
      change: { kind: 'areaMoves', area: 'x', tier: 'commune', to: 'z' },
      problem: 'unit z does not exist',
    },
    {
      what: 'a unit begins that stands',
      change: {
        kind: 'unitBegins',
        unit: { id: 'a', name: 'Xã A', type: 'xã', tier: 'commune', parentId: null, identifier: 'H.a' },
      },
      problem: 'unit a begins, but is in force already',
    },
    {
      what: 'a power ends that no row holds',
      change: { kind: 'powerEnds', scope: 'field', subject: 'Hộ tịch', power: 'sign', tier: 'commune' },
      problem: 'power sign of tier commune for field Hộ tịch ends, but no row holds it then',
    },
  ])('$what', ({ change, problem }) => {
    expect(produced(change).problems.join()).toContain(problem)
  })

  test('an instant without a zone', () => {
    expect(() => effectiveAtMs({ id: 'test', effectiveAt: '2026-01-01T00:00:00' })).toThrow(
      'Reorganisation test: 2026-01-01T00:00:00 is no instant with a zone',
    )
  })
})

describe('an undo of a reorganisation', () => {
  const enacted = produced(...mergeAintoB)

  test('is refused where a later change is built on it', () => {
    const later = produce(
      declared([{ kind: 'areaMoves', area: 'y', tier: 'commune', to: 'a' }]),
      undo(enacted, enacted.after, { at: T + 1, basis: 'NQ 2' }).after,
      null,
      T + 2,
    )
    const { problems } = undo(enacted, later.after, { at: T + 3, basis: 'NQ 3' })
    expect(problems).toContainEqual('unit a was changed since; undo that first')
  })

  test('of what is only armed leaves every row as it was', () => {
    const { after } = undo(enacted, enacted.after, { at: T - 1, basis: 'NQ 2' })
    const inForce = after.jurisdiction.filter(({ valid }) => valid.length > 0)
    expect(inForce).toEqual(base.jurisdiction)
  })

  test('of what is in effect begins the earlier holder again in a row of its own', () => {
    const U = T + 86_400_000
    const { changes } = undo(enacted, enacted.after, { at: U, basis: 'NQ 2' })
    expect(changes.jurisdiction.map(({ row }) => [row.id, row.valid])).toEqual([
      ['x/commune/a@2026-01-01T17:00:00.000Z', [{ from: U, until: Infinity }]],
      ['x/commune/b', [{ from: T, until: U }]],
    ])
  })
})

test('an undo gives nothing back to a unit that something later has ended', () => {
  const moved = produced({ kind: 'areaMoves', area: 'x', tier: 'commune', to: 'b' })
  const ended = produce(declared([{ kind: 'unitEnds', unit: 'a' }]), moved.after, null, T + 1)
  const { problems } = undo(moved, ended.after, { at: T + 2, basis: 'NQ 2' })
  expect(problems).toEqual([
    `jurisdiction x/commune/a@${new Date(T + 2).toISOString()} would rest on a, which has ended by then; undo that first`,
  ])
})
