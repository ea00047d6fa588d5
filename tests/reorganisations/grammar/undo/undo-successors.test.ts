/** Who answers for a unit after its reorganisation was undone, and for one that ended twice. */
import { describe, expect, test } from 'vitest'
import { holdsAt } from '../../../../domain/territory/span.ts'
import { type Produced, produce } from '../../../../reorganisations/grammar/produce.ts'
import type {
  ReferenceRow,
  ReferenceRows,
  UnitRow,
} from '../../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../../reorganisations/grammar/reorganisation.ts'
import { undo } from '../../../../reorganisations/grammar/undo.ts'
import { declared } from '../declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const day = 86_400_000
const law = { basis: 'Luật 1', assumed: false, valid: [{ from: -Infinity, until: Infinity }] }

const unit = (id: string): UnitRow => ({
  ...{ ...law, id, name: `Xã ${id}`, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
  ...{ seat: `Số 1, xã ${id}`, seatDoubt: null, population: 10_000, lat: null, lon: null },
})
const held = (areaId: string, unitId: string): ReferenceRow['jurisdiction'] => ({
  ...{ ...law, id: `${areaId}/commune/${unitId}`, areaId, tier: 'commune', unitId, custodian: false },
})
const base: ReferenceRows = {
  unit: ['a', 'b', 'c'].map(unit),
  area: ['p', 'q', 'r'].map((id) => ({ ...law, id, kind: 'cell', parentId: null, splitsAt: null })),
  jurisdiction: [held('p', 'a'), held('q', 'b'), held('r', 'c')],
  ...{ unitParent: [], unitSuccessor: [], competence: [], custody: [], connectingRule: [] },
  ...{ site: [], seal: [], office: [], mandate: [] },
}

const done = (rows: ReferenceRows, at: number, ...changes: readonly Change[]): Produced => {
  const made = produce(declared(changes), rows, null, at)
  expect(made.problems).toEqual([])
  return made
}
const undone = (enacted: Produced, rows: ReferenceRows, at: number): Produced => {
  const made = undo(enacted, rows, { at, basis: 'NQ 2' })
  expect(made.problems).toEqual([])
  return made
}
const begins = (id: string, name = `Xã ${id}`): Change => ({
  kind: 'unitBegins',
  unit: { id, name, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
})
const areaTo = (area: string, to: string): Change => ({ kind: 'areaMoves', area, tier: 'commune', to })
const succeeds = (from: string, to: string, fields?: readonly string[]): Change => ({
  ...{ kind: 'unitSucceeds', unit: from, successor: to, relation: 'whole' },
  ...(fields === undefined ? {} : { fields }),
})
const becomes = (from: string, to: string, area: string): readonly Change[] => [
  areaTo(area, to),
  succeeds(from, to),
  { kind: 'unitEnds', unit: from },
]
/** Who stands in whose place at an instant. */
const inPlaceOf = ({ unitSuccessor }: ReferenceRows, at: number) =>
  unitSuccessor
    .filter(({ valid }) => holdsAt(valid, at))
    .map(({ id }) => id)
    .sort()

describe('a unit that an undo ends is followed by', () => {
  test('the units that it had come from, from the undo on', () => {
    const made = done(base, T, begins('n'), ...becomes('a', 'n', 'p'), ...becomes('b', 'n', 'q'))
    const { after } = undone(made, made.after, T + day)
    expect(inPlaceOf(after, T + day - 1)).toEqual(['a n', 'b n'])
    expect(inPlaceOf(after, T + day)).toEqual(['n a', 'n b'])
    expect(after.unitSuccessor.find(({ id }) => id === 'n a')).toMatchObject({
      ...{ relation: 'returned', basis: 'NQ 2', fields: null, assumed: false },
    })
  })

  test('each in the fields that had gone to it', () => {
    const made = done(base, T, begins('n'), areaTo('p', 'n'), succeeds('a', 'n', ['Hộ tịch']))
    const { after } = undone(made, made.after, T + day)
    expect(after.unitSuccessor.find(({ id }) => id === 'n a')).toMatchObject({ fields: ['Hộ tịch'] })
  })

  test('the units that hold its areas since, where it had come from none', () => {
    const made = done(base, T, begins('n'), areaTo('p', 'n'), areaTo('q', 'n'))
    const { after } = undone(made, made.after, T + day)
    expect(inPlaceOf(after, T + day)).toEqual(['n a', 'n b'])
    expect(after.unitSuccessor.every(({ assumed }) => assumed)).toBe(true)
  })

  test('nobody where it never began', () => {
    const made = done(base, T, begins('n'), ...becomes('a', 'n', 'p'))
    expect(inPlaceOf(undone(made, made.after, T - day).after, T)).toEqual([])
  })

  test('nobody once it begins again, and by them again after the second undo', () => {
    const changes = [begins('n'), ...becomes('a', 'n', 'p')]
    const first = done(base, T, ...changes)
    const again = done(undone(first, first.after, T + day).after, T + 2 * day, ...changes)
    expect(inPlaceOf(again.after, T + 2 * day)).toEqual(['a n'])
    const { after } = undone(again, again.after, T + 3 * day)
    expect(inPlaceOf(after, T + 3 * day)).toEqual(['n a'])
  })
})

describe('a unit that begins again', () => {
  const ended = done(base, T, ...becomes('a', 'b', 'p'))

  test('and ends again is followed by its second successor alone', () => {
    const again = done(ended.after, T + day, begins('a'), areaTo('p', 'a'))
    expect(inPlaceOf(again.after, T + day)).toEqual([])
    const twice = done(again.after, T + 2 * day, ...becomes('a', 'c', 'p'))
    expect(inPlaceOf(twice.after, T + day - 1)).toEqual(['a b'])
    expect(inPlaceOf(twice.after, T + 2 * day)).toEqual(['a c'])
  })

  test('is followed by its first successor again where that is undone', () => {
    const again = done(ended.after, T + day, begins('a'), areaTo('p', 'a'))
    expect(inPlaceOf(undone(again, again.after, T + 2 * day).after, T + 2 * day)).toEqual(['a b'])
  })

  test('has the name that it had: another would rewrite what was', () => {
    const { problems } = produce(declared([begins('a', 'Xã Mới')]), ended.after, null, T + day)
    expect(problems).toEqual([
      'unit a has stood before as Xã a and would begin with another name; give it an id of its own',
    ])
  })

  test('keeps what is known of its seat', () => {
    const again = done(ended.after, T + day, begins('a'), areaTo('p', 'a'))
    expect(again.after.unit.find(({ id }) => id === 'a')).toMatchObject({
      seat: 'Số 1, xã a',
      population: 10_000,
    })
  })
})
