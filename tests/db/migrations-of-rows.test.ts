/** A migration finds rows: what was done before it holds as what is done after it. */
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import journal from '../../db/migrations/meta/_journal.json' with { type: 'json' }
import { machineNow } from '../clock.ts'
import { urlOf, withServer } from '../database-server.ts'
import { sharedServer } from '../shared-server.ts'

const day = 86_400_000
const name = `thong_suot_test_${randomBytes(6).toString('hex')}`
let server: string
let url: string
beforeAll(async () => {
  server = urlOf(await sharedServer('templateUrl'), 'postgres')
  url = urlOf(server, name)
  await withServer(server, (sql) => sql`create database ${sql(name)} template template0`)
}, 300_000)
afterAll(() => withServer(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`))

/** The schema as it was before a migration. */
async function migratedUntil(tag: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-migrations-'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await cp(fileURLToPath(new URL('../../db/migrations', import.meta.url)), folder, { recursive: true })
    const entries = journal.entries.slice(
      0,
      journal.entries.findIndex((entry) => entry.tag === tag),
    )
    await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
    await runMigrations(drizzle(sql), { migrationsFolder: folder })
  } finally {
    await sql.end()
    await rm(folder, { recursive: true })
  }
}

test('what was armed before events of units is sent at its instant: of each run the last step, once, and only to come', async () => {
  await migratedUntil('0172_unit_events')
  const now = machineNow()
  const [past, soon, later] = [now - day, now + day, now + 2 * day]
  const steps = [
    ['armed', 'armed', soon],
    ['postponed', 'armed', soon],
    ['postponed', 'postponed', later],
    ['called-off', 'armed', soon],
    ['called-off', 'calledOff', soon],
    ['effective', 'armed', past],
    ['undone', 'armed', past],
    ['undone', 'undone', soon],
  ] as const
  await withServer(url, async (sql) => {
    // The rows of which these are is another matter: no foreign key is judged.
    await sql`set session_replication_role = replica`
    for (const [i, [of, kind, effectiveAt]] of steps.entries())
      await sql`
        insert into reorganisation_step (reorganisation, run, kind, actor_id, valid_at, effective_at, change, confirms, confirms_actor)
        values (${of}, 1, ${kind}, 'an', ${new Date(now - 2 * day)}, ${new Date(effectiveAt)}, ${i},
          ${kind === 'armed' ? null : 100 + i}::bigint, ${kind === 'armed' ? null : 'chi'})`
    await sql`
      insert into delivery (subscription_id, dossier_id, seq, body, next_attempt_at)
      values (gen_random_uuid(), gen_random_uuid(), 7, '{}', ${new Date(now)})`
  })

  await migrate(url)

  const [content, deliveries] = await withServer(url, async (sql) => [
    await sql`
      select reorganisation as of, kind, moment, due_at = effective_at as due
      from event join reorganisation_step step on step.id = step_id order by step.id`,
    await sql`select seq, subject = dossier_id::text as same from delivery`,
  ])
  expect(content.map((row) => ({ ...row }))).toEqual([
    { of: 'armed', kind: 'armed', moment: 'effective', due: true },
    { of: 'postponed', kind: 'postponed', moment: 'effective', due: true },
    { of: 'undone', kind: 'undone', moment: 'effective', due: true },
  ])
  expect(deliveries.map((row) => ({ ...row }))).toEqual([{ seq: '7', same: true }])
}, 300_000)
