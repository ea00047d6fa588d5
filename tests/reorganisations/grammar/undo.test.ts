/** What persons and later reorganisations do between a reorganisation and its undo. */
import { describe, expect, test } from 'vitest'
import { holdsAt } from '../../../domain/territory/span.ts'
import { type Produced, produce } from '../../../reorganisations/grammar/produce.ts'
import type {
  MandateRow,
  ReferenceRow,
  ReferenceRows,
  ReferenceTable,
  UnitRow,
} from '../../../reorganisations/grammar/reference-rows.ts'
import { unlimited } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { declared } from './declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const day = 86_400_000
const always = [{ from: -Infinity, until: Infinity }]
const law = { basis: 'Luật 1', assumed: false, valid: always }

const unit = (id: string): UnitRow => ({
  ...{ ...law, id, name: `Xã ${id}`, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
  ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
})
const mandate = (id: string, changes: Partial<MandateRow> = {}): MandateRow => ({
  ...{ id, valid: always, basis: 'QĐ 1', officerId: `officer ${id}`, unitId: 'a', officeId: null },
  ...{ role: 'economy', kind: 'own', actingForId: null, ...unlimited },
  ...changes,
})
const held = (areaId: string, unitId: string): ReferenceRow['jurisdiction'] => ({
  ...{ ...law, id: `${areaId}/commune/${unitId}`, areaId, tier: 'commune', unitId, custodian: false },
})

/** Three communes with an area each; in `a` an officer, whose role is lent to another for four days around T. */
const loan = mandate('loan', {
  ...{ officerId: 'x', kind: 'substitution', actingForId: 'officer m' },
  valid: [{ from: T - 2 * day, until: T + 2 * day }],
})
const base: ReferenceRows = {
  unit: ['a', 'b', 'c'].map(unit),
  area: ['p', 'q', 'r'].map((id) => ({ ...law, id, kind: 'cell', parentId: null, splitsAt: null })),
  jurisdiction: [held('p', 'a'), held('q', 'b'), held('r', 'c')],
  ...{ unitParent: [], unitSuccessor: [], competence: [], custody: [], connectingRule: [] },
  ...{ site: [], seal: [], office: [] },
  mandate: [mandate('m'), loan],
}

const produced = (rows: ReferenceRows, at: number, changes: readonly Change[]): Produced =>
  produce(declared(changes), rows, null, at)
const problemsOf = (rows: ReferenceRows, ...changes: readonly Change[]) => produced(rows, T, changes).problems
const done = (rows: ReferenceRows, at: number, ...changes: readonly Change[]): Produced => {
  const made = produced(rows, at, changes)
  expect(made.problems).toEqual([])
  return made
}
const begins: Change = {
  kind: 'unitBegins',
  unit: { id: 'n', name: 'Xã n', type: 'xã', tier: 'commune', parentId: null, identifier: 'H.n' },
}
const areaTo = (area: string, to: string): Change => ({ kind: 'areaMoves', area, tier: 'commune', to })
const toN = (id: string): Change => ({ kind: 'mandateMoves', mandate: id, unit: 'n', office: null })
/** The commune `a` becomes `n`, with its officers. */
const aBecomesN: readonly Change[] = [
  begins,
  toN('m'),
  toN('loan'),
  areaTo('p', 'n'),
  { kind: 'unitEnds', unit: 'a' },
]

/** The rows with one more, or with one that is changed. */
function having<T extends ReferenceTable>(
  rows: ReferenceRows,
  table: T,
  row: ReferenceRow[T],
): ReferenceRows {
  const others: readonly ReferenceRow[ReferenceTable][] = rows[table]
  return { ...rows, [table]: [...others.filter(({ id }) => id !== row.id), row] }
}
const undone = (enacted: Produced, rows: ReferenceRows, at: number, writtenLater: readonly string[] = []) =>
  undo(enacted, rows, { at, basis: 'NQ 2', writtenLater: new Set(writtenLater) })
/** Officers with own mandates, and where. */
const inForceOf = ({ mandate }: ReferenceRows, at: number) =>
  mandate
    .filter(({ kind, valid }) => kind === 'own' && holdsAt(valid, at))
    .map(({ officerId, unitId }) => [officerId, unitId])
const spansOf = ({ mandate }: ReferenceRows) =>
  Object.fromEntries(
    mandate.map(({ id, valid }) => [
      id,
      valid.map(({ from, until }) => [(from - T) / day, (until - T) / day]),
    ]),
  )

describe('a unit that began, was undone and begins again', () => {
  const first = done(base, T, begins)
  const U = T + day
  const again = done(undone(first, first.after, U).after, U + day, begins)
  const V = U + 2 * day

  test('is not undone while something that came since rests on it', () => {
    const later = done(again.after, V - 1, areaTo('q', 'n'))
    expect(undone(again, later.after, V).problems).toEqual([
      'jurisdiction q/commune/n was made since and rests on n; undo that first',
    ])
    const succeeded = done(again.after, V - 1, {
      ...{ kind: 'unitSucceeds', unit: 'b', successor: 'n', relation: 'partLandOnly' },
    })
    expect(undone(again, succeeded.after, V).problems).toEqual([
      'successor b n was made since and rests on n; undo that first',
    ])
    const assigned = having(again.after, 'connectingRule', {
      ...{
        ...law,
        id: 'rule',
        scope: 'field',
        subject: 'Hộ tịch',
        occasion: 'filing',
        places: [],
        assignerId: 'n',
      },
    })
    expect(undone(again, assigned, V).problems).toEqual([
      'connecting rule rule was made since and rests on n; undo that first',
    ])
  })

  test('ends with the mandates, sites and seals that it was given since', () => {
    const valid = [{ from: V - 1, until: Infinity }]
    const given = having(
      having(again.after, 'mandate', mandate('o', { unitId: 'n', valid })),
      ...(['seal', { ...law, id: 'n/seal', unitId: 'n', holder: 'Văn phòng', valid }] as const),
    )
    const { after, problems } = undone(again, given, V)
    expect(problems).toEqual([])
    const resting = [...after.mandate, ...after.seal].filter(({ unitId }) => unitId === 'n')
    expect(resting.map(({ valid: spans }) => holdsAt(spans, V))).toEqual([false, false])
    expect(after.unit.find(({ id }) => id === 'n')?.valid).toEqual([
      { from: T, until: U },
      { from: U + day, until: V },
    ])
  })

  test('keeps its earlier period and nothing else where it is called off before it begins again', () => {
    const { after } = undone(again, again.after, U)
    expect(after.unit.find(({ id }) => id === 'n')?.valid).toEqual([{ from: T, until: U }])
  })
})

describe('a mandate that a person ended since', () => {
  const armed = done(base, T, ...aBecomesN)
  const ended = (rows: ReferenceRows, id: string, at: number): ReferenceRows => {
    const row = rows.mandate.find((one) => one.id === id)
    if (row === undefined) throw new Error(`no mandate ${id}`)
    const valid = row.valid.flatMap(({ from, until }) =>
      from < at ? [{ from, until: Math.min(until, at) }] : [],
    )
    return having(rows, 'mandate', { ...row, valid })
  }

  test.each<[string, readonly string[], object]>([
    ['where it is', ['loan'], { loan: [[-2, -1]], 'loan>n': [] }],
    ['where it is and where it would go', ['loan', 'loan>n'], { loan: [[-2, -1]], 'loan>n': [] }],
    ['where it would go alone', ['loan>n'], { loan: [[-2, 0]], 'loan>n': [] }],
  ])(
    'before the instant, %s, keeps nothing from being called off and does not begin again',
    (_, ids, spans) => {
      const since = ids.reduce((rows, id) => ended(rows, id, T - day), armed.after)
      const { after, problems } = undone(armed, since, T - day)
      expect(problems).toEqual([])
      expect(spansOf(after)).toMatchObject({ m: [[-Infinity, Infinity]], 'm>n': [], ...spans })
    },
  )

  test('after the instant keeps nothing from being undone and does not begin again', () => {
    const since = ended(ended(armed.after, 'loan>n', T + day / 2), 'm>n', T + day / 2)
    const { after, problems } = undone(armed, since, T + day)
    expect(problems).toEqual([])
    expect(spansOf(after)).toEqual({
      ...{ m: [[-Infinity, 0]], loan: [[-2, 0]], 'm>n': [[0, 0.5]], 'loan>n': [[0, 0.5]] },
    })
  })

  test('to end later, goes on until then where it was', () => {
    const { after } = undone(armed, ended(armed.after, 'm>n', T + 3 * day), T + day)
    expect(spansOf(after)).toMatchObject({
      'm>n': [[0, 1]],
      [`m@${new Date(T + day).toISOString()}`]: [[1, 3]],
    })
  })

  test('that begins under another name is the same officer in the same role', () => {
    const renamed = done(
      base,
      T,
      begins,
      { kind: 'mandateBegins', mandate: mandate('new', { officerId: 'officer m', unitId: 'n' }) },
      areaTo('p', 'n'),
      { kind: 'unitEnds', unit: 'a' },
    )
    const { after } = undone(renamed, ended(renamed.after, 'new', T + day / 2), T + day)
    expect(spansOf(after)).toMatchObject({ m: [[-Infinity, 0]], new: [[0, 0.5]] })
    expect(after.mandate.filter(({ id }) => id.startsWith('m@'))).toEqual([])
  })

  test('is not the same as one that a later reorganisation ended, or that was changed otherwise', () => {
    const later = done(armed.after, T + day / 2, { kind: 'mandateEnds', mandate: 'm>n' })
    expect(undone(armed, later.after, T + day, ['m>n']).problems).toEqual([
      'mandate m>n was changed since; undo that first',
    ])
    const row = armed.after.mandate.find(({ id }) => id === 'm>n')
    if (row === undefined) throw new Error('m does not move')
    const narrowed = having(armed.after, 'mandate', { ...row, fields: ['Hộ tịch'] })
    expect(undone(armed, narrowed, T + day).problems).toEqual([
      'mandate m>n was changed since; undo that first',
    ])
  })
})

test('a mandate that would begin again beside one that was given since is a problem, and both are named', () => {
  const moved = done(base, T, { kind: 'mandateMoves', mandate: 'm', unit: 'b', office: null })
  const valid = [{ from: T + 1, until: Infinity }]
  const since = having(moved.after, 'mandate', mandate('since', { officerId: 'officer m', valid }))
  expect(undone(moved, since, T + day).problems).toEqual([
    `mandate m@${new Date(T + day).toISOString()} would give the role economy in a beside since; end one of them`,
  ])
})

test('an undo puts nothing back under a unit that something later has ended', () => {
  const under: ReferenceRow['unitParent'] = { ...law, id: 'c>a', unitId: 'c', parentId: 'a' }
  const moved = done(having(base, 'unitParent', under), T, { kind: 'parentMoves', unit: 'c', to: 'b' })
  const ended = done(moved.after, T + 1, { kind: 'unitEnds', unit: 'a' })
  expect(undone(moved, ended.after, T + day).problems).toEqual([
    `unit parent c>a@${new Date(T + day).toISOString()} would rest on a, which has ended by then; undo that first`,
  ])
})

describe('a reorganisation that names a mandate by its id is done again after an undo', () => {
  const change = toN('m')
  const first = done(base, T, begins, change)
  const before = undone(first, first.after, T + day).after

  test('with the row that began again, and undone again', () => {
    const again = done(before, T + 2 * day, begins, change)
    expect(inForceOf(again.after, T + 2 * day)).toEqual([['officer m', 'n']])
    expect(inForceOf(undone(again, again.after, T + 3 * day).after, T + 3 * day)).toEqual([
      ['officer m', 'a'],
    ])
  })

  test('and may end that mandate so', () => {
    const again = done(before, T + 2 * day, { kind: 'mandateEnds', mandate: 'm' })
    expect(inForceOf(again.after, T + 2 * day)).toEqual([])
  })

  test('and never with another that only has a similar id', () => {
    const alike = having(base, 'mandate', mandate('m0@hanoi', { role: 'chair' }))
    expect(problemsOf(alike, { kind: 'mandateEnds', mandate: 'm0' })).toEqual(['mandate m0 does not exist'])
  })
})

test('a mandate that moves to where its officer has the role within other limits is a problem, and both are named', () => {
  const limited = { officerId: 'officer m', unitId: 'b', upToDong: 1 }
  const twice = having(base, 'mandate', mandate('there', limited))
  expect(problemsOf(twice, { kind: 'mandateMoves', mandate: 'm', unit: 'b', office: null })).toEqual([
    'mandate m>b would give the role economy in b beside there; end one of them',
  ])
})
