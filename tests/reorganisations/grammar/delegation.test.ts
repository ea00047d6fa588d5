/** A power of a procedure is delegated to one commune, on the rows of Hà Nội. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { powers, tiers } from '../../../domain/dossier/dossier.ts'
import { holdsAt } from '../../../domain/territory/span.ts'
import { checkTerritory } from '../../../domain/territory/territory-check.ts'
import { CITY_AREA_ID } from '../../../domain/territory/territory-ids.ts'
import { type Produced, produce } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change, Delegation } from '../../../reorganisations/grammar/reorganisation.ts'
import { territoryRowsOf } from '../../../reorganisations/grammar/territory-rows.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import { responsibilityMap } from '../../../reorganisations/preview/responsibility-map.ts'
import { loadedRows } from '../rows.ts'
import { declared } from './declared.ts'
import { CODE, DEPARTMENT, delegates, FIELD, SECOND, WARD } from './delegates.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const day = 86_400_000
const OTHER = 'new:00097'
const LAYER = `delegated:department:sign:${CODE}`

let base: ReferenceRows
beforeAll(async () => {
  base = loadedRows(await readReferenceFiles())
})

const done = (changes: readonly Change[], rows: ReferenceRows = base, at: number = T): Produced =>
  produce(declared(changes, at), rows, null)
const findings = (rows: ReferenceRows) =>
  checkTerritory(territoryRowsOf(rows), { from: T - day, tiers, powers })
const areasOf = (unit: string, rows: ReferenceRows = base) =>
  rows.jurisdiction
    .filter(
      ({ unitId, tier, custodian, valid }) =>
        unitId === unit && tier === 'commune' && !custodian && holdsAt(valid, T),
    )
    .map(({ areaId }) => areaId)
const holder = (rows: ReferenceRows, areaId: string, at: number, over: object = {}) =>
  responsibilityMap(
    rows,
    at,
  )({
    ...{ areaId, procedureCode: CODE, field: FIELD, power: 'sign', tier: 'department' },
    ...over,
  })?.unitId
const mergedInto = (ward: string, into: string): Change[] => [
  ...areasOf(ward).map((area): Change => ({ kind: 'areaMoves', area, tier: 'commune', to: into })),
  { kind: 'unitSucceeds', unit: ward, successor: into, relation: 'whole' },
  { kind: 'unitEnds', unit: ward },
]

describe('a power that is delegated to a ward', () => {
  test('is held by the ward in its areas alone, by the department everywhere else and for everything else', () => {
    const { after, problems } = done([delegates()])
    expect(problems).toEqual([])
    expect(findings(after)).toEqual([])
    for (const area of areasOf(WARD)) {
      expect(holder(after, area, T)).toBe(WARD)
      expect(holder(after, area, T - 1)).toBe(DEPARTMENT)
      expect(holder(after, area, T, { power: 'process' })).toBe(DEPARTMENT)
      expect(holder(after, area, T, { procedureCode: SECOND })).toBe(DEPARTMENT)
    }
    const others = base.area.filter(({ id }) => !areasOf(WARD).includes(id))
    for (const { id } of others) expect(holder(after, id, T)).toBe(DEPARTMENT)
  })

  test('is not held by the ward in an area that it keeps until dossiers are placed', () => {
    const kept = base.jurisdiction.find(({ unitId, custodian }) => unitId === WARD && custodian)?.areaId ?? ''
    expect(kept).toMatch(/^unplaced:old:/)
    expect(holder(done([delegates()]).after, kept, T)).toBe(DEPARTMENT)
  })

  test('until an instant is held by the department again from then on', () => {
    const { after, problems } = done([delegates({ until: new Date(T + day).toISOString() })])
    expect(problems).toEqual([])
    expect(findings(after)).toEqual([])
    const [area = ''] = areasOf(WARD)
    expect([T - 1, T, T + day - 1, T + day].map((at) => holder(after, area, at))).toEqual([
      ...[DEPARTMENT, WARD, WARD, DEPARTMENT],
    ])
  })

  test('takes the place of a row for the procedure, which is in force again afterwards', () => {
    const [row] = base.competence.filter(({ id }) => id === `field/${FIELD}/sign/department/2025-03-01`)
    if (row === undefined) throw new Error('no row of the field')
    const own = { ...row, id: 'own', scope: 'procedure' as const, subject: CODE, unitId: DEPARTMENT }
    const rows = { ...base, competence: [...base.competence, own] }
    const { after } = done([delegates({ until: new Date(T + day).toISOString() })], rows)
    const [area = ''] = areasOf(WARD)
    expect([T, T + day].map((at) => holder(after, area, at, { field: 'Khác' }))).toEqual([WARD, DEPARTMENT])
  })

  test('is held beside the first ward by a second one from its own instant on', () => {
    const first = done([delegates()]).after
    const { after, problems } = done([delegates({ to: OTHER, basis: 'Quyết định 2' })], first, T + day)
    expect(problems).toEqual([])
    expect(findings(after)).toEqual([])
    const [area = ''] = areasOf(WARD)
    const [other = ''] = areasOf(OTHER)
    expect([area, other].map((one) => holder(after, one, T))).toEqual([WARD, DEPARTMENT])
    expect([area, other].map((one) => holder(after, one, T + day))).toEqual([WARD, OTHER])
  })

  test('is held by officers with its power, its fields and its dates, and no more', () => {
    const officers = [{ officerId: 'chair', role: 'director' as const }]
    const { after } = done([delegates({ officers, until: new Date(T + day).toISOString() })])
    expect(after.mandate).toMatchObject([
      {
        ...{ officerId: 'chair', unitId: WARD, role: 'director', powers: ['sign'], fields: [FIELD] },
        ...{ valid: [{ from: T, until: T + day }], basis: 'Quyết định 1/QĐ-SXD' },
      },
    ])
  })
})

describe('a delegation is refused', () => {
  test.each<[string, Partial<Delegation>, RegExp]>([
    ['by who does not hold it', { by: 'hanoi:so-y-te' }, /hanoi:so-y-te does not hold the power sign/],
    ['to who has no areas', { to: 'hanoi:so-y-te' }, /holds no area/],
    ['to who is no unit', { to: 'new:1' }, /new:1 does not exist/],
    ['until before it begins', { until: new Date(T).toISOString() }, /no instant after it begins/],
  ])('%s', (_, over, problem) => {
    expect(done([delegates(over)]).problems).toEqual([expect.stringMatching(problem)])
  })

  test('by another unit, where the power is delegated already', () => {
    const first = done([delegates()]).after
    expect(done([delegates({ by: 'hanoi:so-y-te', to: OTHER })], first, T + day).problems).toEqual([
      expect.stringMatching(/delegated already/),
    ])
  })
})

describe('after a delegation, when a later reorganisation comes,', () => {
  const U = T + day
  const later = (changes: readonly Change[]) => done(changes, done([delegates()]).after, U)

  test('an area that leaves the ward goes back to the department, one that comes is the ward’s', () => {
    const [leaves = ''] = areasOf(WARD)
    const [comes = ''] = areasOf(OTHER)
    const { after } = later([
      { kind: 'areaMoves', area: leaves, tier: 'commune', to: OTHER },
      { kind: 'areaMoves', area: comes, tier: 'commune', to: WARD },
    ])
    expect(findings(after)).toEqual([])
    expect([leaves, comes].map((area) => holder(after, area, U))).toEqual([DEPARTMENT, WARD])
    expect([leaves, comes].map((area) => holder(after, area, U - 1))).toEqual([WARD, DEPARTMENT])
  })

  test('an area that is split: each part follows the ward that it goes to', () => {
    const [area = ''] = areasOf(WARD)
    const into = [
      { id: `${area}:1`, to: WARD },
      { id: `${area}:2`, to: OTHER },
    ]
    const { after } = later([{ kind: 'areaSplits', area, tier: 'commune', custodian: WARD, into }])
    expect(findings(after)).toEqual([])
    expect([area, `${area}:1`, `${area}:2`].map((one) => holder(after, one, U))).toEqual([
      ...[DEPARTMENT, WARD, DEPARTMENT],
    ])
  })

  test('a delegation to a ward that ends ends with it, and its successor has none', () => {
    const areas = areasOf(WARD)
    const { after } = later(mergedInto(WARD, OTHER))
    expect(findings(after).filter(({ of }) => of.includes('delegated:'))).toEqual([])
    for (const area of areas) {
      expect(holder(after, area, U - 1)).toBe(WARD)
      expect(holder(after, area, U)).toBe(DEPARTMENT)
    }
  })

  test('a delegation by a department that ends ends with it', () => {
    const { after } = later([{ kind: 'unitEnds', unit: DEPARTMENT }])
    const [area = ''] = areasOf(WARD)
    expect(holder(after, area, U)).toBe('hanoi:01')
    expect(after.jurisdiction.filter(({ tier, valid }) => tier === LAYER && holdsAt(valid, U))).toEqual([])
  })

  test('the layer of a power that is taken back ends with it', () => {
    const { after, problems } = later([
      { kind: 'powerEnds', scope: 'procedure', subject: CODE, power: 'sign', tier: 'department' },
    ])
    expect(problems).toEqual([])
    const [area = ''] = areasOf(WARD)
    expect(holder(after, area, U)).toBe(DEPARTMENT)
    expect(after.jurisdiction.filter(({ tier, valid }) => tier === LAYER && holdsAt(valid, U))).toEqual([])
  })
})

describe('an undo of a delegation', () => {
  test('leaves nothing of it before its instant, and gives all back to the department after it', () => {
    const made = done([delegates()])
    const armed = undo(made, made.after, { at: T, basis: 'QĐ 2' })
    expect(armed.after.jurisdiction.filter(({ tier, valid }) => tier === LAYER && valid.length > 0)).toEqual(
      [],
    )
    const { after, problems } = undo(made, made.after, { at: T + day, basis: 'QĐ 2' })
    expect(problems).toEqual([])
    expect(findings(after)).toEqual([])
    const [area = ''] = areasOf(WARD)
    expect([T, T + day].map((at) => holder(after, area, at))).toEqual([WARD, DEPARTMENT])
    const again = done([delegates()], after, T + 2 * day)
    expect(again.problems).toEqual([])
    expect(holder(again.after, area, T + 2 * day)).toBe(WARD)
  })

  test('comes with the undo of a merger of the ward: the delegation is the ward’s again', () => {
    const merged = done(mergedInto(WARD, OTHER), done([delegates()]).after, T + day)
    const { after, problems } = undo(merged, merged.after, { at: T + 2 * day, basis: 'QĐ 2' })
    expect(problems).toEqual([])
    for (const area of areasOf(WARD)) expect(holder(after, area, T + 2 * day)).toBe(WARD)
  })
})

test('an undone split of a delegated area leaves its parts, which are held by who holds the whole', () => {
  const [area = ''] = areasOf(WARD)
  const into = [
    { id: `${area}:1`, to: WARD },
    { id: `${area}:2`, to: OTHER },
  ]
  const split = done(
    [{ kind: 'areaSplits', area, tier: 'commune', custodian: WARD, into }],
    done([delegates()]).after,
    T + day,
  )
  const { after, problems } = undo(split, split.after, { at: T + 2 * day, basis: 'QĐ 2' })
  expect(problems).toEqual([])
  expect(findings(after)).toEqual([])
  for (const one of [area, `${area}:1`, `${area}:2`]) expect(holder(after, one, T + 2 * day)).toBe(WARD)
})

test('the check names a layer without its delegating unit, or with an area without a base', () => {
  const { after } = done([delegates()])
  const [area = ''] = areasOf(WARD)
  const without = (gone: string) => ({
    ...after,
    jurisdiction: after.jurisdiction.filter(({ areaId, tier }) => tier !== LAYER || areaId !== gone),
  })
  for (const gone of [CITY_AREA_ID, area]) {
    expect(findings(without(gone))).toMatchObject([{ rule: 'gap', of: `${gone} ${LAYER}` }])
  }
})
