/** A page of a register visits what its unit may have to do with, and not what others have: PostgreSQL counts it, no clock is read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDossiers } from '../../../../bench/seed-dossiers.ts'
import { type RegisterQuery, readRegister } from '../../../../db/dossier/record/register.ts'
import { type UnitsScope, unitsScope } from '../../../../db/search/search-scope.ts'
import { changeKnownAt } from '../../../../db/territory/reference-change.ts'
import { asReplica } from '../../../certificate/cutover-story.ts'
import { databaseNow } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { watchedDatabase } from '../../../imports/visited-rows.ts'

const UNIT = 'new:00004'
const seed = { dossiers: 6_000, open: 3_000, asOfMs: Date.parse('2026-06-01T02:00:00Z') }
/** Of each dossier that may be its own: tasks, revisions, powers and applicants. */
const visitsOfADossier = 20

let database: TestDatabase
let watched: ReturnType<typeof watchedDatabase>
let units: UnitsScope
let asOfMs: number
let known: RegisterQuery['known']
/** Dossiers that the unit received or in whose area they lie. */
let own: readonly string[]
/** Rows of the plans of all procedures: a statement may read them once. */
let plans: number

beforeAll(async () => {
  database = await testDatabase()
  watched = watchedDatabase(database.ownerUrl, { asLarge: true })
  await database.asOwner((sql) => seedDossiers({ sql }, seed))
  await asReplica(database, async (tx) => {
    await tx`
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
      select d.id, 1, 'filed', '{}', jsonb_build_object('dueAt', (
        select jsonb_object_agg(t.key, null) from task t where t.dossier_id = d.id)), d.area_id, d.filed_at
      from dossier d`
    // Half of them came from another system.
    await tx`update dossier set filed_by = 'import:motcua' where revision = 2 and right(code, 1) in ('0', '2', '4', '6', '8')`
    await tx`analyze dossier_revision, dossier, journal`
  })
  asOfMs = await databaseNow(database)
  const change = await changeKnownAt(database.sql, asOfMs)
  if (change === null) throw new Error('nothing was known')
  known = { atMs: asOfMs, change }
  units = await unitsScope(database.sql, [UNIT], asOfMs)
  const rows = await database.sql<{ id: string }[]>`
    select id from dossier where area_id = any(${[...units.areas]}::text[]) or reception_unit_id = ${UNIT}`
  own = rows.map(({ id }) => id)
  const [plan] = await database.sql<{ rows: number }[]>`select count(*)::int as rows from plan`
  plans = plan?.rows ?? 0
}, 120_000)
afterAll(() => watched.close())

const page = async (about: Partial<RegisterQuery>) => {
  watched.statements()
  const entries = await readRegister(watched.database.sql, {
    ...{ units, fromMs: 0, untilMs: asOfMs, limit: 50, asOfMs },
    ...about,
  })
  return { entries, statements: watched.statements() }
}

describe('a page of a register visits no more than some rows for each dossier that may be its unit’s', () => {
  test.each([
    ['as it stands now', () => null],
    ['as it was known at an instant', () => known],
  ])('%s', async (_what, at) => {
    expect(own.length).toBeGreaterThan(50)
    expect(seed.dossiers).toBeGreaterThan(3 * (plans + own.length))
    const first = await page({ known: at() })
    const last = first.entries.at(-1)
    if (last === undefined) throw new Error('the register is empty')
    const second = await page({ known: at(), after: last })
    for (const { statements } of [first, second]) {
      const [{ text: _, ...busiest } = { text: '', visited: 0 }, ...others] = statements
      expect(others).toEqual([])
      expect(busiest.visited).toBeLessThan(plans + visitsOfADossier * own.length)
    }
  })

  test('and both list the same where nothing happened since', async () => {
    const now = await page({ limit: 1_000 })
    const then = await page({ limit: 1_000, known })
    expect(now.entries.length).toBeGreaterThan(30)
    expect(now.entries.filter(({ id }) => !own.includes(id))).toEqual([])
    expect(then.entries.map(({ id }) => id)).toEqual(now.entries.map(({ id }) => id))
  })
})
