import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type HeldBeforeAndAfter, HolderLookup } from '../../../certificate/outcome/holder-lookup.ts'
import { type Holder, holdersByInbox, holdersByResponsibility } from '../../../db/certificate/holders.ts'
import { readingAsKnown } from '../../../db/certificate/reading.ts'
import type { Querying } from '../../../db/database.ts'
import { responsibleFor } from '../../../db/territory/responsibility/responsibility.ts'
import type { Matter } from '../../../domain/territory/matter.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange } from '../../reference-change.ts'
import { CUT_OVER, emptyDossier, OPENED, wholeInbox } from './inbox-tasks.ts'

const day = 86_400_000
const units = ['new:00004', 'new:00008', 'hanoi:so-y-te', 'hanoi:01']
/** In which a power of the procedure `p:3` is delegated, where `m/9` says so. */
const LAYER = 'delegated:department:process:p:3'

let db: TestDatabase
let matters: readonly Matter[]
beforeAll(async () => {
  db = await testDatabase()
  const dossierId = await emptyDossier(db)
  await inChange(
    db,
    (tx) => tx`
      insert into area (id, kind, splits_at, valid, basis)
      select id, 'cell', instant(${OPENED}), '{(,)}', 'x' from unnest('{m:1,m:2}'::text[]) id`,
  )
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    select 't' || n, ${dossierId}, 't' || n, 'review', 'review', 'desk', 'civilStatus', tier, power, procedure, field, area,
      instant(${OPENED}), instant(${CUT_OVER}::float8 + n % 7)
    from (
      select row_number() over () as n, * from unnest('{m:1,m:2}'::text[]) area, unnest('{p:1,p:2,p:3}'::text[]) procedure,
        unnest('{F 1,F 2}'::text[]) field, unnest('{receive,process}'::text[]) power, unnest('{commune,department}'::text[]) tier) t`
  matters = await db.sql<Matter[]>`
    select area_id as "areaId", procedure_code as "procedureCode", field, power, tier from task order by id`
})

/** A row of each kind that decides who is responsible, for a period in days after the cut-over; null: emptied. */
interface Fact {
  row: (typeof rows)[number]
  unit: string
  custodian: boolean
  /** Of a power that names no unit: held in the layer. */
  delegated: boolean
  from: number
  until: number | null
}

const rows = [
  { table: 'jurisdiction', id: 'm/1', area: 'm:1', tier: 'commune' },
  { table: 'jurisdiction', id: 'm/2', area: 'm:2', tier: 'commune' },
  { table: 'custody', id: 'm/3', scope: 'field', subject: 'F 1', area: null },
  { table: 'custody', id: 'm/4', scope: 'field', subject: 'F 1', area: 'm:1' },
  { table: 'custody', id: 'm/5', scope: 'procedure', subject: 'p:1', area: null },
  { table: 'custody', id: 'm/6', scope: 'procedure', subject: 'p:1', area: 'm:2' },
  { table: 'competence', id: 'm/7', scope: 'procedure', subject: 'p:2', tier: 'commune' },
  { table: 'competence', id: 'm/8', scope: 'field', subject: 'F 2', tier: 'department' },
  { table: 'competence', id: 'm/9', scope: 'procedure', subject: 'p:3', tier: 'department' },
  { table: 'jurisdiction', id: 'm/10', area: 'm:1', tier: LAYER },
  { table: 'jurisdiction', id: 'm/11', area: 'm:2', tier: LAYER },
  // Who delegates.
  { table: 'jurisdiction', id: 'm/12', area: 'city:01', tier: LAYER },
] as const

const fact: fc.Arbitrary<Fact> = fc.record({
  row: fc.constantFrom(...rows),
  unit: fc.constantFrom(...units),
  custodian: fc.boolean(),
  delegated: fc.boolean(),
  from: fc.integer({ min: 0, max: 9 }),
  until: fc.option(fc.integer({ min: 10, max: 20 }), { freq: 4 }),
})
const steps = fc.array(
  fc.record({
    change: fc.uniqueArray(fact, { selector: ({ row }) => row.id, maxLength: 4 }),
    instants: fc.array(
      fc
        .tuple(fc.integer({ min: -1, max: 21 }), fc.constantFrom(-1, 0, 1))
        .map(([days, ms]) => CUT_OVER + days * day + ms),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  { minLength: 2, maxLength: 6 },
)

async function write(tx: Querying, { row, unit, custodian, delegated, from, until }: Fact): Promise<void> {
  const at = (days: number) => new Date(CUT_OVER + days * day).toISOString()
  const valid = until === null ? 'empty' : `[${at(from)},${at(until)})`
  if (row.table === 'jurisdiction')
    await tx`
      insert into jurisdiction (id, area_id, tier, unit_id, custodian, valid, basis)
      values (${row.id}, ${row.area}, ${row.tier}, ${unit}, ${custodian && row.tier === 'commune'}, ${valid}::tstzrange, 'x')
      on conflict (id) do update set unit_id = excluded.unit_id, custodian = excluded.custodian, valid = excluded.valid`
  else if (row.table === 'custody')
    await tx`
      insert into custody (id, scope, subject, area_id, unit_id, valid, basis)
      values (${row.id}, ${row.scope}, ${row.subject}, ${row.area}, ${unit}, ${valid}::tstzrange, 'x')
      on conflict (id) do update set unit_id = excluded.unit_id, valid = excluded.valid`
  else
    await tx`
      insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis)
      values (${row.id}, ${row.scope}, ${row.subject}, 'process', ${row.tier}, ${custodian && row.id === 'm/9' && delegated ? LAYER : 'commune'},
        ${custodian ? null : unit}, ${valid}::tstzrange, 'x')
      on conflict (id) do update set held_by = excluded.held_by, unit_id = excluded.unit_id, valid = excluded.valid`
}

/** By the statement that judges authority, task by task. */
async function responsible(unitId: string, asOfMs: number): Promise<string[]> {
  const found = await db.sql<{ id: string }[]>`
    select t.id from task t cross join lateral (${responsibleFor(db.sql, 't', asOfMs)}) r
    where r.unit_id = ${unitId} order by t.due_at, t.id`
  return found.map(({ id }) => id)
}

/** The two derivations of the certificate, which share no rule with each other nor with the inbox. */
async function bothSides(asOfMs: number): Promise<readonly (readonly Holder[])[]> {
  const [last] = await db.sql<{ law: number }[]>`select max(id)::float8 as law from reference_change`
  const by = { at: asOfMs, law: last?.law ?? 0 }
  return await Promise.all([
    holdersByInbox(db.sql, matters, by),
    holdersByResponsibility(db.sql, matters, by),
  ])
}

/** As a certificate has them, which asks once for each class of matters. */
async function byClass(asOfMs: number): Promise<readonly HeldBeforeAndAfter[]> {
  const [last] = await db.sql<{ law: number }[]>`select max(id)::float8 as law from reference_change`
  return await readingAsKnown(db, async (sql) =>
    (await HolderLookup.open(sql, { at: asOfMs, law: last?.law ?? 0 })).of(matters),
  )
}

const unitsOf = (holders: readonly Holder[]): readonly (readonly string[])[] =>
  matters.map((_, i) => holders.filter(({ matter }) => matter === i).map(({ unitId }) => unitId))

test('after any changes of reference data, at any instant, each inbox has the tasks for which its unit is responsible', async () => {
  const played = fc.asyncProperty(steps, async (sequence) => {
    for (const { change, instants } of sequence) {
      if (change.length > 0)
        await inChange(db, async (tx) => {
          for (const one of change) await write(tx, one)
        })
      for (const asOfMs of instants) {
        for (const unitId of units)
          expect(await wholeInbox(db, { unitId, asOfMs, limit: 20 })).toEqual(
            await responsible(unitId, asOfMs),
          )
        const [fromUnits, fromTasks] = await bothSides(asOfMs)
        expect(fromUnits).toEqual(fromTasks)
        if (asOfMs !== instants[0]) continue
        const classes = await byClass(asOfMs)
        expect(classes.map(({ after }) => after.byResponsibility)).toEqual(unitsOf(fromTasks ?? []))
        expect(classes.map(({ after }) => after.byInbox)).toEqual(unitsOf(fromUnits ?? []))
      }
    }
  })
  await fc.assert(played, { numRuns: 10 })
}, 300_000)
