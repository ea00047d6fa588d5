/** Whatever rows a reorganisation makes of those that stand, its preview is what a plain one makes of each task alone. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { previewReorganisation } from '../../../../db/reorganisations/preview/preview.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { powers, type Role, tiers } from '../../../../domain/dossier/dossier.ts'
import { holdsAt } from '../../../../domain/territory/span.ts'
import type { MandateRow, ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { changesBetween } from '../../../../reorganisations/grammar/row-changes.ts'
import { type PreviewOptions, previewGroupings } from '../../../../reorganisations/preview/preview.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'
import { type OpenTask, openDossiers } from '../open-tasks.ts'
import { type PlainTask, plainPreview } from './plain-preview.ts'

const NOW = Date.parse('2026-03-02T09:00:00+07:00')
const AT = Date.parse('2026-04-01T00:00:00+07:00')
const HOUR_MS = 3_600_000
/** Two that a rule names, and two that none does. */
const procedures = ['1.013225', '2.000806', '1.000689', '0.000001'] as const
const fields = ['Hộ tịch', 'Đất đai', 'Hoạt động xây dựng', 'Người có công', 'Không sở nào'] as const
const roles = ['oneStop', 'civilStatus', 'economy', 'chair', 'specialist'] as const satisfies readonly Role[]
/** Three of each of two communes, two of which lie in one old ward, and what custodians keep. */
const areas = [
  ...['cell:00001:00097', 'cell:00004:00004', 'cell:00004:00008', 'cell:00008:00008', 'cell:00008:00004'],
  ...['unplaced:old:00004', 'unplaced:old:00008', 'unplaced:old:00007'],
] as const
const always = [{ from: -Infinity, until: Infinity }]

const some = <T>(all: readonly T[]) => fc.constantFrom(...all)
const someOf = <T>(all: readonly T[]) => fc.option(fc.subarray([...all], { minLength: 1 }), { nil: null })

let db: TestDatabase
let base: ReferenceRows
let known: readonly string[]
let tasks: readonly PlainTask[]

/** A city in which mandates and rules name fields, powers and areas, with some hundred tasks of every kind. */
beforeAll(async () => {
  db = await testDatabase()
  const loaded = await readReferenceRows(db.sql)
  const isThere = new Set(loaded.area.map(({ id }) => id))
  known = areas.filter((area) => isThere.has(area))
  await inChange(db, async (tx) => {
    for (const [i, { areaId, unitId }] of heldIn(loaded).entries()) {
      const [field, power] = [fields[i % fields.length] ?? '', powers[i % powers.length] ?? '']
      await tx`update mandate set fields = ${[field, 'Hộ tịch']} where unit_id = ${unitId} and role = 'civilStatus'`
      await tx`update mandate set powers = ${[power]} where unit_id = ${unitId} and role = 'economy'`
      await tx`update mandate set areas = ${[areaId]} where unit_id = ${unitId} and role = 'oneStop'`
    }
    await tx`
      insert into custody (id, scope, subject, area_id, unit_id, valid, basis)
      values ('test', 'procedure', '2.000806', ${known.at(-2) ?? null}, 'new:00025', tstzrange(instant(${NOW}), null), 'test')`
  })
  base = await readReferenceRows(db.sql)
  const [dossiers] = fc.sample(fc.array(dossier(), { minLength: 250, maxLength: 250 }), {
    numRuns: 1,
    seed: 11,
  })
  await openDossiers(db.sql, dossiers ?? [], NOW - 48 * HOUR_MS)
  tasks = (dossiers ?? []).flatMap(plainTasks)
})

const heldIn = ({ jurisdiction }: ReferenceRows) =>
  jurisdiction.filter(({ areaId, valid }) => known.includes(areaId) && holdsAt(valid, AT))

/** One to three tasks in one area; a desk, the applicant or the engine has each. */
const dossier = (): fc.Arbitrary<OpenTask[]> =>
  some(known).chain((area) =>
    fc.array(
      fc.record({
        ...{ area: fc.constant(area), procedure: some(procedures), field: some(fields), role: some(roles) },
        ...{ power: some(powers), tier: some(tiers), step: some(['review', 'sign']) },
        dueAt: some([NOW - HOUR_MS, NOW, NOW + HOUR_MS]),
        holder: some(['desk', 'desk', 'desk', 'applicant'] as const),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )

function plainTasks(dossier: readonly OpenTask[]): PlainTask[] {
  return dossier
    .filter(({ holder }) => holder === 'desk')
    .map(({ area, procedure, field, power, tier, role, step, dueAt }, i) => ({
      ...{ areaId: area, procedureCode: procedure ?? '', field: field ?? '', power: power ?? '' },
      ...{ tier: tier ?? '', role: role ?? '', step: step ?? '', isFirst: i === 0 },
      late: dueAt < NOW,
    }))
}

/** What becomes of the rows of the areas and of their units; `n` says which of them. */
type Change = { n: number } & (
  | { of: 'area'; to: string | null; custodian: boolean }
  | { of: 'mandate'; limits: Pick<MandateRow, 'fields' | 'powers' | 'areas'> | null }
  | { of: 'mandateMoves'; to: string }
  | { of: 'competence'; scope: 'procedure' | 'field'; subject: string; to: string | null }
  | { of: 'custody'; scope: 'procedure' | 'field'; subject: string; area: string | null }
)
const units = ['new:00004', 'new:00008', 'new:00025', 'new:00097', 'hanoi:01'] as const
const n = fc.nat(10_000)
const rule = fc.oneof(
  fc.record({ scope: fc.constant('procedure' as const), subject: some(procedures) }),
  fc.record({ scope: fc.constant('field' as const), subject: some(fields) }),
)
const change = (): fc.Arbitrary<Change> =>
  fc.oneof(
    fc.record({ n, of: fc.constant('area' as const), to: some([...units, null]), custodian: fc.boolean() }),
    fc.record({
      ...{ n, of: fc.constant('mandate' as const) },
      limits: fc.option(fc.record({ fields: someOf(fields), powers: someOf(powers), areas: someOf(known) }), {
        nil: null,
      }),
    }),
    fc.record({ n, of: fc.constant('mandateMoves' as const), to: some(units) }),
    fc
      .record({ n, of: fc.constant('competence' as const), rule, to: some([...units, null]) })
      .map(({ rule, ...rest }) => ({ ...rest, ...rule })),
    fc
      .record({ n, of: fc.constant('custody' as const), rule, area: some([...known, null]) })
      .map(({ rule, ...rest }) => ({ ...rest, ...rule })),
  )

const replaced = <T>(rows: readonly T[], row: T | undefined, by: readonly T[]): readonly T[] =>
  rows.flatMap((one) => (one === row ? by : [one]))

function changed(rows: ReferenceRows, one: Change): ReferenceRows {
  const dated = { valid: always, basis: 'test', assumed: false }
  const held = heldIn(rows)
  const mandates = rows.mandate.filter((row) => held.some(({ unitId }) => unitId === row.unitId))
  const [area, mandate] = [held[one.n % held.length], mandates[one.n % mandates.length]]
  if (one.of === 'area') {
    const { to: unitId, custodian } = one
    const row = area === undefined || unitId === null ? [] : [{ ...area, unitId, custodian }]
    return { ...rows, jurisdiction: replaced(rows.jurisdiction, area, row) }
  }
  if (one.of === 'mandate' || one.of === 'mandateMoves') {
    const limits = one.of === 'mandate' ? one.limits : { unitId: one.to }
    const row = mandate === undefined || limits === null ? [] : [{ ...mandate, ...limits }]
    return { ...rows, mandate: replaced(rows.mandate, mandate, row) }
  }
  const { scope, subject } = one
  if (one.of === 'custody') {
    const row = { ...dated, id: `test ${one.n}`, scope, subject, areaId: one.area, unitId: 'new:00097' }
    return { ...rows, custody: [...rows.custody, row] }
  }
  const [power, tier] = [powers[one.n % powers.length], tiers[one.n % tiers.length]]
  if (power === undefined || tier === undefined) return rows
  const of = { scope, subject, power, tier, heldBy: 'commune' as const, unitId: one.to }
  return { ...rows, competence: [...rows.competence, { ...dated, id: `test ${one.n}`, ...of }] }
}

const options = (): fc.Arbitrary<PreviewOptions> =>
  fc.record({
    by: some(previewGroupings),
    load: some([null, 1, 5]),
    units: fc.option(
      fc.subarray([...units]).map((found) => new Set<string>(found)),
      { nil: null },
    ),
  })

const byDesk = (desks: readonly { unitId: string; role: string }[]) =>
  desks.map(({ unitId, role }) => `${unitId} ${role}`).sort()

test('a preview of grouped tasks is a preview of each task alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change(), { maxLength: 12 }), options(), async (changes, asked) => {
      const after = changes.reduce(changed, base)
      const of = {
        ...{ id: 'thu', effectiveAt: AT },
        produce: () => ({ at: AT, after, problems: [], changes: changesBetween(base, after) }),
      }
      const { totals, items, units, needsPerson, desks, officers } = await previewReorganisation(db, of, {
        ...asked,
        asOfMs: NOW,
      })
      const { waiting: _, ...counted } = totals
      const sorted = officers.map((one) => ({
        ...one,
        leaves: byDesk(one.leaves),
        takesUp: byDesk(one.takesUp),
      }))
      const plain = plainPreview({ base, after, at: AT }, tasks, asked)
      expect({ totals: counted, items, units, needsPerson, desks, officers: sorted }).toEqual({
        ...plain,
        officers: plain.officers.map((one) => ({
          ...one,
          leaves: byDesk(one.leaves),
          takesUp: byDesk(one.takesUp),
        })),
      })
    }),
    { numRuns: 15 },
  )
}, 300_000)
