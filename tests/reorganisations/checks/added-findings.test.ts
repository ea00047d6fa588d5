/** What a reorganisation leaves behind: what its rows alone decide is a problem, and the rest is found. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { holdsAt } from '../../../domain/territory/span.ts'
import { addedFindings, holderProblems } from '../../../reorganisations/checks/added-findings.ts'
import { type Enactable, enactable } from '../../../reorganisations/enactable.ts'
import { produce } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Change } from '../../../reorganisations/grammar/reorganisation.ts'
import { declared } from '../grammar/declared.ts'
import { loadedRows } from '../rows.ts'

const WARD = 'new:00004'
const T = Date.parse('2026-07-01T00:00:00+07:00')
let base: ReferenceRows
let known: readonly Enactable[]
beforeAll(async () => {
  known = await knownReorganisations()
  base = loadedRows(await readReferenceFiles())
})
const problemsOf = (changes: readonly Change[], rows = base) =>
  enactable(declared(changes, T), null).produce(rows).problems
const ends: Change = { kind: 'unitEnds', unit: WARD }
const moves = (rows: ReferenceRows): Change[] =>
  rows.jurisdiction
    .filter(({ unitId }) => unitId === WARD)
    .map(({ areaId, tier, custodian }) => ({
      kind: 'areaMoves',
      area: areaId,
      tier,
      to: 'new:00008',
      custodian,
    }))

describe('a reorganisation that leaves areas or powers wrong cannot be enacted:', () => {
  test('each area of a ward that ends has to go to somebody', () => {
    const left = base.jurisdiction.filter(({ unitId }) => unitId === WARD)
    expect(problemsOf([ends])).toHaveLength(left.length)
    expect(problemsOf([ends])[0]).toMatch(
      / commune: no unit holds the area from 2026-06-30T17:00:00.000Z on$/,
    )
    expect(problemsOf([...moves(base), ends])).toEqual([])
  })

  test('a power that ends for all has to be held by somebody', () => {
    const power = { scope: 'all', subject: '*', power: 'sign', tier: 'commune' } as const
    expect(problemsOf([{ kind: 'powerEnds', ...power }])).toContainEqual(
      'all *: sign commune: nobody holds the power from 2026-06-30T17:00:00.000Z on',
    )
  })

  test('an area goes to no unit of another tier', () => {
    const change: Change = { kind: 'areaMoves', area: 'cell:00001:00097', tier: 'commune', to: 'hanoi:01' }
    expect(problemsOf([change]).join()).toContain('hanoi:01 is no unit of tier commune')
  })
})

test('what was wrong before a reorganisation is no problem of it, and what it makes worse is', () => {
  const left = produce(declared([ends], T - 1), base, null).after
  expect(problemsOf([{ kind: 'parentMoves', unit: 'new:00008', to: 'hanoi:01' }], left)).toEqual([])
  const [one] = left.jurisdiction.filter(({ unitId }) => unitId === 'new:00008')
  const later = { ...left, jurisdiction: left.jurisdiction.filter((row) => row !== one) }
  expect(holderProblems(left, { at: T, after: later })).toHaveLength(1)
})

test('a role that nobody holds in the unit that takes areas over is found, and no problem: officers may still come', () => {
  const needed = [
    { procedureCode: '1.000689', field: 'Hộ tịch', tier: 'commune', power: 'sign', role: 'chair' } as const,
  ]
  const seated = (unitId: string) => ({
    ...({
      id: unitId,
      officerId: unitId,
      unitId,
      officeId: null,
      role: 'chair',
      kind: 'own',
      actingForId: null,
    } as const),
    ...{
      fields: null,
      powers: null,
      areas: null,
      upToDong: null,
      basis: 'QĐ',
      valid: [{ from: 0, until: Infinity }],
    },
  })
  const rows = { ...base, mandate: [seated(WARD)] }
  const { after, problems } = produce(
    declared(
      [
        {
          kind: 'unitBegins',
          unit: {
            ...{ id: 'new:99001', name: 'Phường Mới', type: 'phường', tier: 'commune' },
            ...{ parentId: 'hanoi:01', identifier: 'H26.991' },
          },
        },
        ...moves(base).map((change) => ({ ...change, to: 'new:99001' }) as Change),
        ends,
      ],
      T,
    ),
    rows,
    null,
  )
  expect(problems).toEqual([])
  expect(holderProblems(rows, { at: T, after })).toEqual([])
  expect(addedFindings(rows, { at: T, after }, needed).map(({ kind, of }) => `${kind} ${of}`)).toEqual([
    'roleNobodyHolds Phường Mới (new:99001)',
  ])
})

test('an area that is split after the hand-over of reception has, in each part, a unit that receives and one that decides', () => {
  const reception = reorganisationOf(known, 'reception-2027-01-01').produce(base)
  const later = reception.at + 86_400_000
  const area = reception.after.jurisdiction.find(
    ({ unitId, tier, areaId, valid }) =>
      unitId === WARD && tier === 'commune' && areaId.startsWith('cell') && holdsAt(valid, later),
  )?.areaId
  const parts = [`${area}:1`, `${area}:2`] as const
  const split: Change = {
    ...{ kind: 'areaSplits', area: area ?? '', tier: 'commune', custodian: WARD },
    into: [
      { id: parts[0], to: WARD },
      { id: parts[1], to: 'new:00008' },
    ],
  }
  const holdersOf = (changes: readonly Change[]) => {
    const { problems, after } = enactable(declared(changes, later), null).produce(reception.after)
    expect(problems).toEqual([])
    return parts.map((part) =>
      after.jurisdiction
        .filter(({ areaId, valid }) => areaId === part && holdsAt(valid, later))
        .map(({ tier, unitId }) => `${tier} ${unitId}`)
        .sort(),
    )
  }
  expect(holdersOf([split])).toEqual([
    ['branch hanoi:ttpvhcc-01', `commune ${WARD}`],
    ['branch hanoi:ttpvhcc-01', 'commune new:00008'],
  ])
  const other: Change = { kind: 'areaMoves', area: parts[1], tier: 'branch', to: 'hanoi:ttpvhcc-02' }
  expect(holdersOf([split, other])[1]).toEqual(['branch hanoi:ttpvhcc-02', 'commune new:00008'])
})
