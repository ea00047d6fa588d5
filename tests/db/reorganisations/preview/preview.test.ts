import { beforeAll, describe, expect, test } from 'vitest'
import { underOneSnapshot } from '../../../../db/connection/snapshot.ts'
import { openTaskGroups } from '../../../../db/reorganisations/preview/open-work.ts'
import { previewReorganisation } from '../../../../db/reorganisations/preview/preview.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { responsibleFor } from '../../../../db/territory/responsibility/responsibility.ts'
import { enactable } from '../../../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { type Change, reorganisation } from '../../../../reorganisations/grammar/reorganisation.ts'
import { taskClasses } from '../../../../reorganisations/preview/task-classes.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'
import { armed } from '../arm.ts'
import { openDossiers } from '../open-tasks.ts'

const NOW = Date.parse('2026-03-02T09:00:00+07:00')
const EFFECTIVE = Date.parse('2026-04-01T00:00:00+07:00')
const HOUR = 3_600_000
/** Phường Ngọc Hà ends; Ba Đình takes over all that it holds, but one cell, which is split. */
const ENDS = 'new:00008'
const TAKES_OVER = 'new:00004'

let db: TestDatabase
let rows: ReferenceRows
let held: readonly string[]
let split: string
beforeAll(async () => {
  db = await testDatabase()
  rows = await readReferenceRows(db.sql)
  held = rows.jurisdiction
    .filter(
      ({ unitId, areaId, valid }) =>
        unitId === ENDS && areaId.startsWith('cell:') && valid.at(-1)?.until === Infinity,
    )
    .map(({ areaId }) => areaId)
    .sort()
  split = held[0] ?? ''
})

const declared = reorganisation<ReferenceRows>({
  id: 'thu',
  name: 'Phường thử',
  basis: 'Nghị quyết thử 1/2026',
  effectiveAt: new Date(EFFECTIVE).toISOString(),
  openQuestions: [],
  changes: ({ jurisdiction }) => [
    ...jurisdiction
      .filter(
        ({ unitId, areaId, valid }) =>
          unitId === ENDS && areaId !== split && valid.at(-1)?.until === Infinity,
      )
      .map(
        ({ areaId, tier, custodian }): Change => ({
          kind: 'areaMoves',
          area: areaId,
          tier,
          to: TAKES_OVER,
          custodian,
        }),
      ),
    {
      ...{ kind: 'areaSplits', area: split, tier: 'commune', custodian: TAKES_OVER },
      into: [
        { id: `${split}:1`, to: TAKES_OVER },
        { id: `${split}:2`, to: 'new:00025' },
      ],
    },
    { kind: 'unitEnds', unit: ENDS },
  ],
})

const wardEnds = () => enactable(declared, rows)
const previewed = (options: { by?: 'unit' | 'procedure' | 'step'; load?: number; at?: number } = {}) =>
  previewReorganisation(db, wardEnds(), { asOfMs: NOW, ...options })

describe('a preview of a ward that ends', () => {
  beforeAll(async () => {
    const [clerk] = rows.mandate.filter(({ unitId, role }) => unitId === ENDS && role === 'civilStatus')
    const due = { dueAt: NOW + HOUR }
    await openDossiers(
      db.sql,
      [
        [{ area: split, ...due, field: 'Người có công', procedure: '1.010833', role: 'socialAffairs' }],
        [{ area: held[1] ?? '', dueAt: NOW - HOUR }],
        // Two desks at once: one dossier.
        [
          { area: held[1] ?? '', ...due },
          { area: held[1] ?? '', ...due, role: 'chair', power: 'sign', step: 'sign' },
        ],
        [{ area: held[1] ?? '', ...due, claimedBy: clerk?.officerId ?? '', claimedUnder: clerk?.id ?? '' }],
        [{ area: 'cell:00001:00097', ...due }],
        [{ area: held[1] ?? '', ...due, holder: 'applicant' }],
      ],
      NOW - 48 * HOUR,
    )
  })

  test('counts every task once, by the unit before and after', async () => {
    const { items, totals, problems } = await previewed()
    expect(problems).toEqual([])
    expect(
      items.map(({ from, to, outcome, tasks, late, dossiers }) => [from, to, outcome, tasks, late, dossiers]),
    ).toEqual([
      [ENDS, TAKES_OVER, 'moves', 4, 1, 3],
      [ENDS, TAKES_OVER, 'toPlace', 1, 0, 1],
      ['new:00097', 'new:00097', 'stays', 1, 0, 1],
    ])
    expect(totals).toEqual({
      tasks: 6,
      late: 1,
      dossiers: 5,
      stays: 1,
      moves: 4,
      toPlace: 1,
      noUnit: 0,
      waiting: 1,
    })
  })

  test('groups by procedure and step where asked', async () => {
    const { items } = await previewed({ by: 'step' })
    expect(
      items
        .filter(({ outcome }) => outcome === 'moves')
        .map(({ procedureCode, step, tasks }) => [procedureCode, step, tasks]),
    ).toEqual([
      ['1.000689', 'review', 3],
      ['1.000689', 'sign', 1],
    ])
  })

  test('says what needs a person: what is to place, and what an officer had claimed', async () => {
    const { needsPerson } = await previewed()
    expect(needsPerson).toEqual([
      { reason: 'claimLapses', unitId: TAKES_OVER, role: 'civilStatus', procedureCode: '1.000689', tasks: 1 },
      { reason: 'toPlace', unitId: TAKES_OVER, role: 'socialAffairs', procedureCode: '1.010833', tasks: 1 },
    ])
  })

  test('says which tasks nobody there may open, though somebody has the role', async () => {
    const giveChairs = (powers: readonly string[] | null) =>
      inChange(
        db,
        (tx) => tx`update mandate set powers = ${powers} where unit_id = ${TAKES_OVER} and role = 'chair'`,
      )
    const noOfficer = async () =>
      (await previewed()).needsPerson.filter(({ reason }) => reason === 'noOfficer')
    await giveChairs(['process'])
    expect(await noOfficer()).toEqual([
      { reason: 'noOfficer', unitId: TAKES_OVER, role: 'chair', procedureCode: '1.000689', tasks: 1 },
    ])
    await giveChairs(null)
    expect(await noOfficer()).toEqual([])
  })

  test('says the same however it is grouped', async () => {
    const { needsPerson, totals, units, desks } = await previewed()
    for (const by of ['procedure', 'step'] as const) {
      expect(await previewed({ by })).toMatchObject({ needsPerson, totals, units, desks })
    }
  })

  test('says which desks would be over their load, and which officers lose or gain work', async () => {
    const { desks, officers } = await previewed({ load: 1 })
    const civil = desks.find(({ unitId, role }) => unitId === TAKES_OVER && role === 'civilStatus')
    expect(civil).toMatchObject({ tasksBefore: 0, tasksAfter: 3, limit: 1 })
    const sum = (of: 'before' | 'after') => officers.reduce((total, one) => total + one[of], 0)
    expect(sum('before')).toBeCloseTo(5, 0)
    expect(sum('after')).toBeCloseTo(5, 0)
    const leaving = officers.filter(({ leaves }) => leaves.length > 0)
    expect(leaving.length).toBeGreaterThan(5)
    expect(leaving.every(({ leaves, after }) => leaves[0]?.unitId === ENDS && after === 0)).toBe(true)
  })

  test('names what waits at no desk', async () => {
    const { waiting } = await previewed()
    expect(waiting).toEqual([{ procedureCode: '1.000689', waitsFor: 'applicant', dossiers: 1 }])
  })

  test('says of each unit that gets something whether it is ready, and of no other', async () => {
    const { readiness } = await previewed()
    expect(readiness.map(({ unitId }) => unitId)).toEqual([TAKES_OVER, 'new:00025'])
    expect(readiness.map(({ colour }) => colour)).toEqual(['red', 'red'])
    const of = readiness[0]?.criteria.filter(({ colour }) => colour === 'red')
    expect(of?.map(({ id }) => id)).toEqual(['accounts'])
  })

  test('an instant of its own may be given', async () => {
    const { at } = await previewed({ at: EFFECTIVE + HOUR })
    expect(at).toBe(EFFECTIVE + HOUR)
  })

  test('can write nothing', async () => {
    await expect(underOneSnapshot(db, (tx) => tx`update task set late_at = opened_at`)).rejects.toThrow(
      /read-only transaction/,
    )
  })

  test('what is armed is what was previewed, by the statement that decides who is responsible', async () => {
    const before = await previewed({ by: 'step' })
    const of = wardEnds()
    await armed(db, of, NOW)
    const byUnit = await db.sql<{ unitId: string; custodian: boolean; tasks: number }[]>`
      select r.unit_id as "unitId", r.custodian, count(*)::int as tasks
      from task t left join lateral (${responsibleFor(db.sql, 't', EFFECTIVE)}) r on true
      where t.closed_at is null and t.holder = 'desk' group by 1, 2 order by 1, 2`
    expect(byUnit).toEqual([
      { unitId: TAKES_OVER, custodian: false, tasks: before.totals.moves },
      { unitId: TAKES_OVER, custodian: true, tasks: before.totals.toPlace },
      { unitId: 'new:00097', custodian: false, tasks: before.totals.stays },
    ])
    expect(await previewed({ by: 'step' })).toEqual({ ...before, standing: true })
  })
})

test('the groups of a preview do not grow with procedures and fields that no row names', async () => {
  const rows = await readReferenceRows(db.sql)
  const groups = () => openTaskGroups(db.sql, taskClasses([{ rows, at: NOW }]), { asOfMs: NOW, by: 'unit' })
  const openUnnamed = (first: number) =>
    openDossiers(
      db.sql,
      Array.from({ length: 20 }, (_, i) => [
        {
          area: 'cell:00001:00097',
          dueAt: NOW,
          procedure: `9.${first + i}`,
          field: `Không tên ${first + i}`,
        },
      ]),
      NOW - 48 * HOUR,
    )
  await openUnnamed(0)
  const few = await groups()
  await openUnnamed(20)
  const more = await groups()
  expect(more).toHaveLength(few.length)
  const tasks = (of: typeof few) => of.reduce((sum, group) => sum + group.tasks, 0)
  expect(tasks(more)).toBe(tasks(few) + 20)
})
