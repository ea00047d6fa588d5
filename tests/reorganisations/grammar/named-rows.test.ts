/** What names something that is not there is a problem with its name, before any row is written. */
import { describe, expect, test } from 'vitest'
import { produce } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows, UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { declared } from './declared.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const always = [{ from: -Infinity, until: Infinity }]
const law = { basis: 'Luật 1', assumed: false, valid: always }
const unit = (id: string, tier: UnitRow['tier'] = 'commune'): UnitRow => ({
  ...{ ...law, id, name: `Xã ${id}`, type: 'xã', tier, parentId: null, identifier: `H.${id}` },
  ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
})
const base: ReferenceRows = {
  unit: [unit('a'), unit('b'), unit('dep', 'department'), { ...unit('old'), valid: [{ from: 0, until: 1 }] }],
  ...{ unitParent: [], unitSuccessor: [], jurisdiction: [], competence: [], custody: [], site: [], seal: [] },
  area: [{ ...law, id: 'x', kind: 'cell', parentId: null, splitsAt: null }],
  connectingRule: [
    {
      ...{ ...law, id: 'rule', scope: 'field', subject: 'Hộ tịch', occasion: 'filing' },
      ...{ places: ['residence'], assignerId: 'dep' },
    },
  ],
  office: ['a', 'b'].map((unitId) => ({
    ...{ ...law, id: `${unitId}/counter`, unitId, name: 'Một cửa', roles: ['oneStop'], fields: null },
    ...{ fieldsBasis: null, fieldsAssumed: false },
  })),
  mandate: [],
}
const problemsOf = (...changes: readonly Change[]) => produce(declared(changes, T), base, null).problems
const mandate = {
  id: 'm',
  officerId: 'o',
  unitId: 'a',
  officeId: null,
  kind: 'own',
  actingForId: null,
} as const
const begins = (rest: object): Change => ({
  kind: 'mandateBegins',
  mandate: { ...mandate, role: 'oneStop', ...rest },
})
const custody = (unitId: string, areaId: string | null = null): Change => ({
  kind: 'custodyMoves',
  custody: { id: 'c', scope: 'field', subject: 'Hộ tịch', areaId, unitId },
})
const power = (unitId: string): Change => ({
  kind: 'powerMoves',
  power: {
    ...{ id: 'p', scope: 'field', subject: 'Hộ tịch', power: 'sign', tier: 'commune' },
    ...{ heldBy: 'commune', unitId },
  },
})
const ruleOf = (assignerId: string): Change => ({
  kind: 'connectingRuleBegins',
  rule: {
    ...{ id: 'other', scope: 'field', subject: 'Đất đai', occasion: 'filing' },
    ...{ places: ['residence'], assignerId },
  },
})

const unknown: readonly (readonly [string, Change, string])[] = [
  [
    'a successor',
    { kind: 'unitSucceeds', unit: 'a', successor: 'z', relation: 'whole' },
    'successor a z names unit z, which does not exist',
  ],
  [
    'who is succeeded',
    { kind: 'unitSucceeds', unit: 'z', successor: 'a', relation: 'whole' },
    'successor z a names unit z, which does not exist',
  ],
  [
    'a successor that has ended',
    { kind: 'unitSucceeds', unit: 'a', successor: 'old', relation: 'whole' },
    'successor a old names unit old, which is not in force then',
  ],
  [
    'itself as successor',
    { kind: 'unitSucceeds', unit: 'a', successor: 'a', relation: 'whole' },
    'unit a would succeed itself',
  ],
  ['a custodian', custody('z'), 'custody c names unit z, which does not exist'],
  ['a custodian that has ended', custody('old'), 'custody c names unit old, which is not in force then'],
  ['the area of a custodian', custody('a', 'y'), 'custody c names area y, which does not exist'],
  ['who holds a power', power('z'), 'competence p names unit z, which does not exist'],
  [
    'who holds a power and has ended',
    power('old'),
    'competence p names unit old, which is not in force then',
  ],
  [
    'who assigns',
    ruleOf('z'),
    'connecting rule other lets z assign, which does not exist; say who does it (connectingRuleBegins)',
  ],
  ['an office', begins({ officeId: 'a/none' }), 'mandate m names office a/none, which does not exist'],
  [
    'the office of another unit',
    begins({ officeId: 'b/counter' }),
    'mandate m in a names office b/counter, which is one of b',
  ],
  ['an area of a mandate', begins({ areas: ['x', 'y'] }), 'mandate m names area y, which does not exist'],
  [
    'the whole of a part',
    { kind: 'areaBegins', area: { id: 'x1', kind: 'cell', parentId: 'y' } },
    'area x1 names area y, which does not exist',
  ],
]
test.each(unknown)(
  'a reorganisation that names what is not there names it as a problem: %s',
  (_, change, problem) => {
    expect(problemsOf(change)).toEqual([problem])
  },
)

test('what is there is no problem', () => {
  expect(
    problemsOf(custody('a', 'x'), power('a'), ruleOf('dep'), begins({ officeId: 'a/counter', areas: ['x'] })),
  ).toEqual([])
})

describe('a unit that assigns by a connecting rule', () => {
  const ends: Change = { kind: 'unitEnds', unit: 'dep' }
  const again: Change = {
    kind: 'connectingRuleBegins',
    rule: {
      ...{ id: 'rule/2', scope: 'field', subject: 'Hộ tịch', occasion: 'filing' },
      ...{ places: ['residence'], assignerId: 'a' },
    },
  }
  test('does not end without a word', () => {
    expect(problemsOf(ends)).toEqual([
      'connecting rule rule lets dep assign, which is not in force then; say who does it (connectingRuleBegins)',
    ])
  })
  test('ends where the rule says who does it then', () => {
    expect(problemsOf(again, ends)).toEqual([])
  })
})

test('no unit begins with the identifier of another, also of one that has ended', () => {
  const beginsWith = (identifier: string): Change => ({
    kind: 'unitBegins',
    unit: { id: 'c', name: 'Xã c', type: 'xã', tier: 'commune', parentId: null, identifier },
  })
  expect(problemsOf(beginsWith('H.a'))).toEqual(['unit c begins with the identifier H.a, which is that of a'])
  expect(problemsOf(beginsWith('H.old'))).toEqual([
    'unit c begins with the identifier H.old, which is that of old',
  ])
  expect(problemsOf(beginsWith('H.c'))).toEqual([])
})

test('no units are under each other', () => {
  const under = (unit: string, to: string): Change => ({ kind: 'parentMoves', unit, to })
  expect(problemsOf(under('a', 'b'), under('b', 'a'))).toEqual([
    'units would be under each other: a under b under a',
  ])
  expect(problemsOf(under('a', 'a'))).toEqual(['units would be under each other: a under a'])
  expect(problemsOf(under('a', 'b'), under('b', 'dep'))).toEqual([])
})
