/** Mandates that move, also those of a later day, and of officers who have two. */
import { describe, expect, test } from 'vitest'
import type { Span } from '../../../domain/territory/span.ts'
import { produce } from '../../../reorganisations/grammar/produce.ts'
import type { MandateRow, ReferenceRows, UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { unlimited } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { declared } from './declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const day = 86_400_000
const law = { basis: 'Luật 1', assumed: false, valid: [{ from: -Infinity, until: Infinity }] }
const unit = (id: string): UnitRow => ({
  ...{ ...law, id, name: `Xã ${id}`, type: 'xã', tier: 'commune', parentId: null, identifier: `H.${id}` },
  ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
})
const mandate = (
  id: string,
  unitId: string,
  rest: Partial<MandateRow> & { during?: Span } = {},
): MandateRow => {
  const { during = { from: 0, until: Infinity }, ...more } = rest
  return {
    ...{ id, valid: [during], basis: 'QĐ 1', officerId: 'o', unitId, officeId: null, role: 'oneStop' },
    ...{ kind: 'own', actingForId: null, ...unlimited, ...more },
  }
}
const rowsWith = (...mandates: readonly MandateRow[]): ReferenceRows => ({
  ...{ unit: ['a', 'b', 'c'].map(unit), unitParent: [], unitSuccessor: [], jurisdiction: [], competence: [] },
  area: ['x', 'y'].map((id) => ({ ...law, id, kind: 'cell', parentId: null, splitsAt: null })),
  ...{ custody: [], connectingRule: [], site: [], seal: [], mandate: mandates },
  office: [
    {
      ...{ ...law, id: 'a/counter', unitId: 'a', name: 'Một cửa', roles: ['oneStop'], fields: null },
      ...{ fieldsBasis: null, fieldsAssumed: false },
    },
  ],
})
const moves = (id: string, areas?: readonly string[]): Change => ({
  ...{ kind: 'mandateMoves', mandate: id, unit: 'c', office: null },
  ...(areas === undefined ? {} : { areas }),
})
const done = (rows: ReferenceRows, ...changes: readonly Change[]) => {
  const produced = produce(declared(changes, T), rows, null)
  const lasting = produced.after.mandate
    .filter(({ valid }) => valid.some(({ until }) => until > T))
    .map(({ id, unitId, areas, valid }) => ({ id, unitId, areas, valid }))
  return { ...produced, lasting }
}

describe('a mandate that begins after the instant', () => {
  const later = { from: T + 5 * day, until: Infinity }
  const toCome = mandate('f', 'a', { officeId: 'a/counter', during: later })
  const begins = 'mandate f begins at 2026-01-05T17:00:00.000Z in'

  test.each<{ what: string; change: Change; where: string }>([
    { what: 'a unit', change: { kind: 'unitEnds', unit: 'a' }, where: 'unit a' },
    { what: 'an office', change: { kind: 'officeEnds', office: 'a/counter' }, where: 'office a/counter' },
  ])('is not emptied without a word where $what ends before', ({ change, where }) => {
    expect(done(rowsWith(toCome), change).problems).toEqual([
      `${begins} ${where}, which ends before; move or end it first (mandateMoves, mandateEnds)`,
    ])
  })

  test('moves, and begins elsewhere on its day', () => {
    const { problems, lasting } = done(rowsWith(toCome), moves('f'), { kind: 'unitEnds', unit: 'a' })
    expect(problems).toEqual([])
    expect(lasting).toEqual([{ id: 'f>c', unitId: 'c', areas: null, valid: [later] }])
  })

  test('never begins where a change says so by its name', () => {
    const { problems, lasting } = done(
      rowsWith(toCome),
      { kind: 'mandateEnds', mandate: 'f' },
      { kind: 'unitEnds', unit: 'a' },
    )
    expect([problems, lasting]).toEqual([[], []])
  })
})

describe('an officer who has two counters that become one', () => {
  const good = [{ from: T, until: Infinity }]
  const two = rowsWith(mandate('m', 'a'), mandate('n', 'b'))

  test('has one mandate, for the areas of both', () => {
    const { problems, lasting } = done(two, moves('m', ['y']), moves('n', ['x']))
    expect(problems).toEqual([])
    expect(lasting).toEqual([{ id: 'm>c', unitId: 'c', areas: ['x', 'y'], valid: good }])
  })

  test('has one for all areas where one of them has no limit', () => {
    expect(done(two, moves('m', ['y']), moves('n')).lasting).toEqual([
      { id: 'm>c', unitId: 'c', areas: null, valid: good },
    ])
  })

  test('keeps the one of the unit that goes on, and from the instant for more areas', () => {
    const rows = rowsWith(mandate('m', 'a'), mandate('n', 'c', { areas: ['x'] }))
    const { problems, lasting, after, changes, at } = done(rows, moves('m', ['y']))
    expect(problems).toEqual([])
    expect(lasting).toEqual([{ id: 'n>c', unitId: 'c', areas: ['x', 'y'], valid: good }])
    const back = undo({ at, changes }, after, { at: T + day, basis: 'QĐ 2' })
    expect(back.problems).toEqual([])
    const again = back.after.mandate.filter(({ valid }) => valid.some(({ until }) => until > T + day))
    expect(again.map(({ unitId, areas }) => [unitId, areas])).toEqual(
      expect.arrayContaining([
        ['a', null],
        ['c', ['x']],
      ]),
    )
  })

  test('gets nothing by a loan of what is the own desk', () => {
    const loan = mandate('l', 'b', {
      ...{ kind: 'substitution', actingForId: 'p' },
      during: { from: 0, until: T + day },
    })
    const { problems, lasting } = done(
      rowsWith(mandate('m', 'a'), loan),
      moves('m', ['x']),
      moves('l', ['x']),
    )
    expect(problems).toEqual([])
    expect(lasting.map(({ id }) => id)).toEqual(['m>c'])
  })

  test('is a problem where the two are not alike: a person ends one of them', () => {
    const limited = mandate('n', 'b', { upToDong: 1_000_000 })
    expect(done(rowsWith(mandate('m', 'a'), limited), moves('m'), moves('n')).problems).toEqual([
      'mandate n>c would give the role oneStop in c beside m>c; end one of them',
    ])
  })
})

test('a mandate begins until an instant', () => {
  const begins: Change = {
    kind: 'mandateBegins',
    mandate: {
      ...{ id: 'm', officerId: 'o', unitId: 'a', officeId: null },
      ...{ role: 'oneStop', kind: 'own', actingForId: null },
    },
    until: new Date(T + day).toISOString(),
  }
  expect(done(rowsWith(), begins).lasting.map(({ valid }) => valid)).toEqual([[{ from: T, until: T + day }]])
  expect(done(rowsWith(), { ...begins, until: new Date(T).toISOString() }).problems).toEqual([
    'mandate m holds until 2025-12-31T17:00:00.000Z, which is no instant after it begins',
  ])
})
