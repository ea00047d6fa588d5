/** By which place what an old unit left open goes to its successor: each rule of `connecting.csv`, on every procedure of its field. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type ReferenceFiles, readReferenceFiles } from '../../db/load/reference-files.ts'
import type { PlaceKind } from '../../domain/territory/place.ts'
import { importRowSchema, type RawRow } from '../../imports/import-row.ts'
import { judgeRow } from '../../imports/judge-row.ts'
import { type Territory, territoryOf } from '../../imports/territory-then.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { loadProcedures, type Registry } from '../../procedures/registry/registry.ts'
import { asOf, mapping, rowOf } from './rows.ts'

let files: ReferenceFiles
let registry: Registry
let territory: Territory
beforeAll(async () => {
  ;[files, registry] = await Promise.all([readReferenceFiles(), loadProcedures()])
  const handOvers = files.connecting.filter(({ occasion }) => occasion === 'handover')
  const unit = (id: string) => ({ id, name: id, tier: 'district', parentId: null, from: 0, until: 8e15 })
  territory = territoryOf(
    { units: [unit('old:001'), unit('hanoi:01')], areas: ['cell:00004:00004'], handOvers },
    {
      find: () => ({ oldWard: '00004', newWard: '00004', evidence: 'wholeWard' }),
      ...{ suggest: () => null, communesAt: () => [] },
    },
  )
}, 300_000)

const ofField = (field: string): readonly Procedure[] =>
  registry.procedures.filter((procedure) => procedure.field === field)
type Party = 'person' | 'organisation'
/** The kinds that are taken for all procedures of a field, of one kind of applicant. */
function taken(field: string, applicantKind: Party): readonly PlaceKind[] {
  const kinds: readonly PlaceKind[] = ['residence', 'previousResidence', 'seat', 'object', 'reception']
  return kinds.filter((placeKind) =>
    ofField(field).every(
      (procedure) => territory.connecting(procedure, { applicantKind, placeKind }) !== null,
    ),
  )
}

/** Field, what counts for a person, for an organisation, and what counts where the export does not say (the definition's own, or nothing). */
const rules: readonly (readonly [
  string,
  readonly PlaceKind[],
  readonly PlaceKind[],
  readonly (PlaceKind | null)[],
])[] = [
  // 120/2025/NĐ-CP: the residence, else the previous one. One definition is by where it was received, so its rows must say.
  ['Hộ tịch', ['residence', 'previousResidence'], ['residence', 'previousResidence'], ['residence', null]],
  // 140/2025/NĐ-CP, Điều 32 khoản 2: where the person resides, the organisation has its office; never where the works are.
  ['Hoạt động xây dựng', ['residence'], ['seat'], [null]],
  ['Hạ tầng kỹ thuật', ['residence'], ['seat'], [null]],
  ['Nhà ở và công sở', ['residence'], ['seat'], [null]],
  // 151/2025/NĐ-CP, Điều 22 khoản 5; 72/2025/QH15, Điều 54 khoản 8: the land.
  ['Đất đai', ['object'], ['object'], ['object']],
  // By the formula of 140/2025/NĐ-CP, assumed: what is registered is where it has its office.
  ['Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)', ['seat'], ['seat'], ['seat']],
]

describe('the rule of a field replaces the place that its procedures are filed by', () => {
  test('and each rule for a field is tested here', () => {
    const subjects = files.connecting
      .filter(({ occasion }) => occasion === 'handover')
      .map(({ scope, subject }) => `${scope} ${subject}`)
    expect(subjects.sort()).toEqual(rules.map(([field]) => `field ${field}`).sort())
  })

  test.each(rules)('%s', (field, person, organisation, unsaid) => {
    expect(ofField(field).length).toBeGreaterThan(0)
    expect([taken(field, 'person'), taken(field, 'organisation')]).toEqual([person, organisation])
    const found = ofField(field).map((procedure) =>
      territory.connecting(procedure, { applicantKind: 'person' }),
    )
    expect(new Set(found)).toEqual(new Set(unsaid))
  })

  test('a field without one takes what the export says, and else the own place', () => {
    const [benefit] = ofField('Bảo trợ xã hội')
    if (benefit === undefined) throw new Error('no procedure')
    expect(territory.connecting(benefit, { applicantKind: 'person' })).toBe(benefit.connecting)
    expect(territory.connecting(benefit, { applicantKind: 'person', placeKind: 'seat' })).toBe('seat')
  })
})

describe('a row of an export', () => {
  const judged = (about: RawRow) => {
    const row = importRowSchema.parse(rowOf('H-1', { promisedAt: undefined, ...about }))
    return judgeRow(row, { registry, mapping, territory, asOf })
  }
  const [construction, land] = ['1.013228', '1.013949']

  test('for the works, or without that, waits for a person who gives the residence', () => {
    for (const placeKind of [{ placeKind: 'Công trình' }, {}]) {
      expect(judged({ procedure: construction, ...placeKind })).toEqual({
        reason: 'otherPlace',
        columns: ['placeKind'],
      })
    }
    expect(judged({ procedure: construction, placeKind: 'Nơi cư trú' })).toMatchObject({
      judged: { place: { kind: 'residence', areaId: 'cell:00004:00004' } },
    })
  })

  test('of land that a district was to allocate goes on under the new procedure, of the city under the old one', () => {
    const edition = (receptionUnit: string) => {
      const judgement = judged({ procedure: land, receptionUnit })
      return 'judged' in judgement ? judgement.judged.plan.edition : judgement
    }
    expect([edition('001'), edition('hanoi:01')]).toEqual(['2025-07-01', '2018-06-21'])
  })
})
