import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import type { Querying } from '../../../db/database.ts'
import type { Difference } from '../../../engine/reconcile-report.ts'
import { restartRun } from '../../../engine/restart-run.ts'
import { until } from '../../../harness/until.ts'
import { machineNow } from '../../clock.ts'
import { type DossierStory, fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const run = (now: () => number = machineNow) =>
  reconcile({ database: world.database, engine: world.engine, now }, { scope: 'all' })

/** Reconciles until this difference is reported: visibility is late by moments. */
const finds = (dossierId: string, kind: Difference['kind'], now?: () => number) =>
  until(`${kind} is found`, async () =>
    (await run(now)).differences.find((found) => found.dossierId === dossierId && found.kind === kind),
  )

afterAll(async () => {
  await until('nothing is left that differs', async () => (await run()).differences.length === 0)
})

test('a dossier whose workflow somebody ended is started again from its rows', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const before = await dossier.state()
  await dossier.handle.terminate('by mistake')

  expect((await finds(dossier.id, 'workflowMissing')).repair).toBe('restarted')
  expect(await dossier.state()).toEqual(before)
  expect(await restarts(dossier)).toEqual(['ended'])
  await dossier.goes('review.1:approved')
})

test('a dossier that ended after the backup stands where the backup has it, and is decided again', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  const at = await backUp(dossier)
  await dossier.goes('receive.1:rejected')
  expect(await dossier.ending()).toBe('notReceived')
  await restore(at)

  expect((await finds(dossier.id, 'workflowMissing')).repair).toBe('restarted')
  expect(await restarts(dossier)).toEqual(['ended'])
  expect(Object.keys((await dossier.state()).tasks)).toEqual(['receive.1'])
  await dossier.goes('receive.1:accepted')
})

test('a workflow ahead of a database that was set back is started again from the rows: nothing is decided by it', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const at = await backUp(dossier)
  await dossier.goes('review.1:approved')
  await dossier.opened('sign.1')
  await restore(at)

  expect((await finds(dossier.id, 'workflowAhead')).repair).toBe('restarted')
  expect(await restarts(dossier)).toEqual(['ahead'])
  expect(Object.keys((await dossier.state()).tasks)).toEqual(['review.1'])
  expect(Object.keys(await dossier.tasks())).not.toContain('sign.1')
  await dossier.goes('review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
})

test('of two rounds that restart a dossier at the same moment one does', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  const { runId } = await dossier.handle.describe()
  await dossier.handle.terminate('by mistake')
  const deps = { ...world, now: machineNow }
  const again = () =>
    restartRun(deps, { dossierId: dossier.id, correction: 0 }, { why: 'ended', seen: runId })
  expect((await Promise.all([again(), again()])).sort()).toEqual([false, true])
  expect(await restarts(dossier)).toEqual(['ended'])
})

test('a write that comes while a dossier is started again is waited for, and is in what is started', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const before = await backUp(dossier)
  await dossier.goes('review.1:approved')
  await dossier.opened('sign.1')
  const after = await backUp(dossier)
  await restore(before)
  const { runId } = await dossier.handle.describe()

  let restarting: Promise<boolean> = Promise.resolve(false)
  let settled = false
  await inTransaction(async (sql) => {
    // A write of the product takes this lock first.
    await sql`select 1 from dossier where id = ${dossier.id} for update`
    restarting = restartRun(
      { ...world, now: machineNow },
      { dossierId: dossier.id, correction: 0 },
      { why: 'ahead', seen: runId },
    ).finally(() => {
      settled = true
    })
    await until('the restart waits for the write, or did not', async () => settled || (await waitsForLock()))
    await restoreIn(sql, after)
  })
  expect(await restarting).toBe(true)
  expect(Object.keys((await dossier.state()).tasks)).toEqual(['sign.1'])
  await dossier.goes('sign.1:signed')
})

test('a dossier whose rows go past its journal is not started again, and a person is notified', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await dossier.handle.terminate('by mistake')
  await asOwner(async (sql) => {
    await sql`delete from journal where dossier_id = ${dossier.id} and revision = 1`
  })
  expect((await finds(dossier.id, 'workflowMissing')).repair).toBe('alert')
  expect(await alerts(dossier.id)).toEqual(['workflowMissing'])
  await asOwner(async (sql) => {
    await sql`update dossier set status = 'closed', ending = 'withdrawn', ended_at = filed_at where id = ${dossier.id}`
    await sql`update alert set cleared_at = raised_at where dossier_id = ${dossier.id}`
  })
})

/** Why its workflow was started again, each time. */
async function restarts(dossier: DossierStory): Promise<readonly string[]> {
  const rows = await world.database.sql<{ why: string }[]>`
    select payload ->> 'why' as why from journal where dossier_id = ${dossier.id} and kind = 'restarted' order by seq`
  return rows.map(({ why }) => why)
}

const tablesOfDossier = ['dossier', 'dossier_revision', 'task', 'journal', 'journal_head', 'decision_request']

/** Rows of one dossier as a backup would have them. */
async function backUp({ id }: DossierStory): Promise<{ id: string; rows: ReadonlyMap<string, string> }> {
  const rows = new Map<string, string>()
  for (const table of tablesOfDossier) {
    const key = table === 'dossier' ? 'id' : 'dossier_id'
    const [row] = await world.database.sql<{ body: string }[]>`
      select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as body from ${world.database.sql(table)} t
      where ${world.database.sql(key)} = ${id}`
    rows.set(table, row?.body ?? '[]')
  }
  return { id, rows }
}

/** Sets those rows back, past every trigger: a restore runs none. */
async function restore({ id, rows }: Awaited<ReturnType<typeof backUp>>): Promise<void> {
  await asOwner((sql) => restoreIn(sql, { id, rows }))
}

async function restoreIn(sql: Querying, { id, rows }: Awaited<ReturnType<typeof backUp>>): Promise<void> {
  for (const table of [...tablesOfDossier].reverse()) {
    if (table === 'dossier') continue
    await sql`delete from ${sql(table)} where dossier_id = ${id}`
  }
  for (const [table, body] of rows) {
    if (table === 'dossier') await restoreDossier(sql, id, body)
    else
      await sql`insert into ${sql(table)} select * from jsonb_populate_recordset(null::${sql(table)}, ${body}::text::jsonb)`
  }
}

/** In its place: who waits for the row finds it again. */
async function restoreDossier(sql: Querying, id: string, body: string): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = 'dossier'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'id'`
  const names = sql(columns.map(({ name }) => name))
  await sql`update dossier set (${names}) = (
    select ${names} from jsonb_populate_recordset(null::dossier, ${body}::text::jsonb)) where id = ${id}`
}

async function inTransaction(work: (sql: Querying) => Promise<void>): Promise<void> {
  await world.database.asOwner((owner) =>
    owner.begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      await work(sql)
    }),
  )
}

async function waitsForLock(): Promise<boolean> {
  const rows = await world.database.sql`
    select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  return rows.length > 0
}

async function asOwner(work: (sql: Querying) => Promise<void>): Promise<void> {
  await world.database.asOwner(async (sql) => {
    await sql`set session_replication_role = replica`
    await work(sql)
  })
}

async function alerts(dossierId: string): Promise<readonly string[]> {
  const rows = await world.database.sql<{ kind: string }[]>`
    select kind from alert where dossier_id = ${dossierId} and cleared_at is null`
  return rows.map((row) => row.kind)
}
