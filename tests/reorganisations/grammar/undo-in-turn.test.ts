/** What was built on a reorganisation, and undone since, is no obstacle to its own undo. */
import { describe, expect, test } from 'vitest'
import { holdsAt } from '../../../domain/territory/span.ts'
import { type Produced, produce } from '../../../reorganisations/grammar/produce.ts'
import {
  type MandateRow,
  type ReferenceRow,
  type ReferenceRows,
  type UnitRow,
  unlimited,
} from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { declared } from './declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const day = 86_400_000
const U = T + day
const V = U + day
const W = V + day
const always = [{ from: -Infinity, until: Infinity }]
const law = { basis: 'Luật 1', assumed: false, valid: always }

const unit = (id: string): UnitRow => ({
  ...{ ...law, id, name: `Xã ${id}`, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
  ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
})
const held = (areaId: string, unitId: string): ReferenceRow['jurisdiction'] => ({
  ...{ ...law, id: `${areaId}/commune/${unitId}`, areaId, tier: 'commune', unitId, custodian: false },
})
const officer: MandateRow = {
  ...{ id: 'm', valid: always, basis: 'QĐ 1', officerId: 'officer m', unitId: 'a', officeId: null },
  ...{ role: 'economy', kind: 'own', actingForId: null, ...unlimited },
}
/** Three communes with an area each; in `a` an officer. */
const base: ReferenceRows = {
  unit: ['a', 'b', 'c'].map(unit),
  area: ['p', 'q', 'r'].map((id) => ({ ...law, id, kind: 'cell', parentId: null, splitsAt: null })),
  jurisdiction: [held('p', 'a'), held('q', 'b'), held('r', 'c')],
  ...{ unitParent: [], unitSuccessor: [], competence: [], custody: [], connectingRule: [] },
  ...{ site: [], seal: [], office: [] },
  mandate: [officer],
}

const done = (rows: ReferenceRows, at: number, ...changes: readonly Change[]): Produced => {
  const made = produce(declared(changes), rows, null, at)
  expect(made.problems).toEqual([])
  return made
}
const undone = (enacted: Produced, rows: ReferenceRows, at: number, writtenLater: readonly string[] = []) =>
  undo(enacted, rows, { at, basis: 'NQ 2', writtenLater: new Set(writtenLater) })
const begins = (id: string): Change => ({
  kind: 'unitBegins',
  unit: { id, name: `Xã ${id}`, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
})
const areaTo = (area: string, to: string): Change => ({ kind: 'areaMoves', area, tier: 'commune', to })
const officerTo = (mandate: string, to: string): Change => ({
  kind: 'mandateMoves',
  mandate,
  unit: to,
  office: null,
})
const aBecomesN: readonly Change[] = [
  begins('n'),
  officerTo('m', 'n'),
  areaTo('p', 'n'),
  { kind: 'unitSucceeds', unit: 'a', successor: 'n', relation: 'whole' },
  { kind: 'unitEnds', unit: 'a' },
]
/** Who holds which area, and where the officer sits, at an instant. */
const standing = ({ jurisdiction, mandate }: ReferenceRows, at: number) =>
  [
    ...jurisdiction
      .filter(({ valid }) => holdsAt(valid, at))
      .map(({ areaId, unitId }) => `${areaId} ${unitId}`),
    ...mandate
      .filter(({ valid }) => holdsAt(valid, at))
      .map(({ officerId, unitId }) => `${officerId} ${unitId}`),
  ].sort()

describe('what was built on a reorganisation and is undone', () => {
  test.each<[string, readonly Change[], readonly Change[]]>([
    ['an area that moved on', [areaTo('p', 'b')], [areaTo('p', 'c')]],
    ['an area that moved back', [areaTo('p', 'b')], [areaTo('p', 'a')]],
    ['an officer who moved on', [officerTo('m', 'b')], [officerTo('m>b', 'c')]],
    [
      'a unit that ended, with what it held',
      aBecomesN,
      [areaTo('p', 'c'), officerTo('m>n', 'c'), { kind: 'unitEnds', unit: 'n' }],
    ],
  ])('is no obstacle: %s', (_, first, second) => {
    const a = done(base, T, ...first)
    const b = done(a.after, U, ...second)
    const rest = undone(b, b.after, V)
    expect(rest.problems).toEqual([])
    const written = b.changes.mandate.map(({ row }) => row.id)
    const { after, problems } = undone(a, rest.after, W, written)
    expect(problems).toEqual([])
    for (const at of [T, U, V]) expect(standing(after, at)).toEqual(standing(rest.after, at))
    expect(standing(after, W)).toEqual(standing(base, W))
    expect(after.unit.filter(({ valid }) => holdsAt(valid, W)).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  test('is one until that instant has come: before it, it holds', () => {
    const a = done(base, T, areaTo('p', 'b'))
    const b = done(a.after, U, areaTo('p', 'c'))
    const rest = undone(b, b.after, W).after
    expect(undone(a, rest, V).problems).toEqual([
      'jurisdiction p/commune/b was changed since; undo that first',
    ])
    expect(undone(a, rest, W).problems).toEqual([])
  })

  test('is one where another decision gave the same back', () => {
    const a = done(base, T, areaTo('p', 'b'))
    const b = done(a.after, U, areaTo('p', 'c'))
    const c = produce({ ...declared([areaTo('p', 'b')]), basis: 'NQ 3' }, b.after, null, V)
    expect(undone(a, c.after, W).problems).toEqual([
      'jurisdiction p/commune/b was changed since; undo that first',
    ])
  })

  test('is none where its undo leads to a unit that ends now', () => {
    const a = done(base, T, ...aBecomesN)
    const b = done(a.after, U, begins('o'), areaTo('p', 'o'), {
      ...{ kind: 'unitSucceeds', unit: 'n', successor: 'o', relation: 'part' },
    })
    const rest = undone(b, b.after, V).after
    const { after, problems } = undone(a, rest, W)
    expect(problems).toEqual([])
    const leads = after.unitSuccessor.filter(({ valid }) => holdsAt(valid, W)).map(({ id }) => id)
    expect(leads.sort()).toEqual(['n a', 'o n'])
  })
})
