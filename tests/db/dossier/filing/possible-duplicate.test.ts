/** Whether somebody filed the same before is looked for by content and by person: PostgreSQL counts the rows, no clock is read. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { commune, fileRead } from '../../../dossier-story.ts'
import { watchedDatabase } from '../../../imports/visited-rows.ts'
import { registration } from '../../../procedures/invented/registration.ts'

const dossiers = 200
/** Rows of its own, of the calendar and of its place. */
const visitsOfAFiling = 60

let database: TestDatabase
let watched: ReturnType<typeof watchedDatabase>
let areaId: string
beforeAll(async () => {
  database = await testDatabase()
  watched = watchedDatabase(database.ownerUrl)
  const [area] = await database.sql<{ id: string }[]>`
    select area_id as id from jurisdiction where unit_id = ${commune} limit 1`
  areaId = area?.id ?? ''
})
afterAll(() => watched.close())

const plan = planOf(registration)
const filed = (name: string) =>
  fileRead(
    { ...database, sql: watched.database.sql },
    {
      ...{ caller: 'test', key: randomUUID(), bodyHash: Buffer.from(name) },
      ...{ plan, planHash: planHash(plan), field: registration.field, channel: 'counter' },
      ...{ receptionUnitId: commune, areaId, groupId: null },
      parties: [{ role: 'applicant', kind: 'person', name, phone: null, identity: null }],
      places: [{ kind: 'residence', areaId, evidence: 'declared', address: null }],
      ...{ form: { open: { name }, secrets: {} }, papers: [] },
      at: Date.parse('2026-11-24T09:00:00+07:00'),
    },
  )

test('a filing reads no other dossier of its procedure, also on a connection that planned it while there were none', async () => {
  await database.asOwner(async (sql) => {
    for (const table of ['dossier', 'party', 'dossier_party', 'import_row']) {
      await sql`alter table ${sql(table)} set (autovacuum_enabled = false)`
    }
  })
  for (let n = 0; n < dossiers; n += 1) await filed(`Trần Văn ${n}`)
  watched.statements()
  await filed('Trần Văn Bình')
  const busiest = watched.statements().filter(({ text }) => text.includes('given_code'))
  expect(busiest).toHaveLength(1)
  expect(busiest.filter(({ visited }) => visited > visitsOfAFiling)).toEqual([])
})
