import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import type { Querying } from '../../../db/database.ts'
import { sealJournal } from '../../../db/engine/seal-journal.ts'
import { stateQuery } from '../../../engine/messages.ts'
import type { Difference } from '../../../engine/reconcile-report.ts'
import { restartRun } from '../../../engine/restart-run.ts'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { taskQueues, workflowTypeOf } from '../../../temporal.config.ts'
import { machineNow } from '../../clock.ts'
import { type DossierStory, fileOnly, fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'
import { writeUnheard } from './write-unheard.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})
const minutesLater = (minutes: number) => () => machineNow() + minutes * 60_000

const run = (now: () => number = machineNow) =>
  reconcile({ database: world.database, engine: world.engine, now }, { scope: 'all' })

/** Reconciles until this difference is reported: visibility is late by moments. */
const finds = (dossierId: string, kind: Difference['kind'], now?: () => number) =>
  until(`${kind} is found`, async () =>
    (await run(now)).differences.find((found) => found.dossierId === dossierId && found.kind === kind),
  )

const relay = (at = machineNow()) => relayOnce({ ...world, now: () => at, log: { warn: () => {} } })

afterAll(async () => {
  await until('nothing is left that differs', async () => (await run()).differences.length === 0)
})

test('a dossier whose message to the engine was lost is started', async () => {
  const dossier = await fileOnly(world, registration)
  await world.database.sql`delete from outbox where dossier_id = ${dossier.id}`

  const found = await finds(dossier.id, 'dossierNotStarted', minutesLater(1))
  expect(found.repair).toBe('requeued')

  await relay(minutesLater(1)())
  await dossier.opened('receive.1')
})

test('an open dossier that the engine has forgotten is started again where it stood', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const before = await dossier.state()
  await world.engine.connection.workflowService.deleteWorkflowExecution({
    namespace: world.engine.namespace,
    workflowExecution: { workflowId: dossier.id },
  })
  await until('the engine has forgotten it', () =>
    dossier.handle.describe().then(
      () => false,
      () => true,
    ),
  )

  const found = await finds(dossier.id, 'workflowMissing')
  expect(found.repair).toBe('restarted')
  expect(await dossier.state()).toEqual(before)
  await dossier.goes('review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
})

test('a dossier that the engine forgot before anything was written of it is started again', async () => {
  const dossier = await fileOnly(world, registration)
  // Marked as started, and then the engine was set back.
  await world.database.sql`update dossier set started_at = filed_at where id = ${dossier.id}`
  await world.database.sql`delete from outbox where dossier_id = ${dossier.id}`

  const found = await finds(dossier.id, 'workflowMissing')
  expect(found.repair).toBe('restarted')
  await dossier.opened('receive.1')
})

test('a correction that the engine has forgotten is started again where it stood', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
  const correction = await dossier.corrects()
  await dossier.goes('correction1Review.1:approved')
  await dossier.opened('correction1Sign.1')
  const before = await correction.query(stateQuery)
  await world.engine.connection.workflowService.deleteWorkflowExecution({
    namespace: world.engine.namespace,
    workflowExecution: { workflowId: correction.workflowId },
  })
  await until('the engine has forgotten it', () =>
    correction.describe().then(
      () => false,
      () => true,
    ),
  )

  expect((await finds(dossier.id, 'workflowMissing')).repair).toBe('restarted')
  expect(await correction.query(stateQuery)).toEqual(before)
  await dossier.goes('correction1Sign.1:signed')
  expect(await correction.result()).toEqual({
    ending: 'issued',
    revision: (await dossier.dossier()).revision,
  })
})

test('a correction is compared by itself: a lost task is written again, a stray is ended', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
  const correction = await dossier.corrects()
  await dossier.opened('correction1Review.1')
  await world.database.sql`delete from task where dossier_id = ${dossier.id} and correction = 1`
  expect((await finds(dossier.id, 'projectionBehind')).repair).toBe('reprojected')
  await dossier.opened('correction1Review.1')
  expect(await dossier.dossier()).toMatchObject({ status: 'closed', ending: 'issued', clock: 'stopped' })

  await world.database.sql`delete from task where dossier_id = ${dossier.id} and correction = 1`
  await world.database.sql`delete from correction where dossier_id = ${dossier.id}`
  expect((await finds(dossier.id, 'workflowWithoutDossier')).repair).toBe('terminated')
  expect((await correction.describe()).status.name).toBe('TERMINATED')
  await world.database.sql`update alert set cleared_at = raised_at where dossier_id = ${dossier.id}`
})

test('a workflow without a dossier is ended, and a person is told', async () => {
  const stray = randomUUID()
  const [plan] = await world.database.sql`select body from plan limit 1`
  await world.engine.client.workflow.start(workflowTypeOf('9.999999'), {
    workflowId: stray,
    taskQueue: taskQueues.dossiers,
    args: [{ dossierId: stray, plan: plan?.body, skips: [], filedAt: machineNow() }],
  })

  const found = await finds(stray, 'workflowWithoutDossier')
  expect(found.repair).toBe('terminated')
  expect((await world.engine.client.workflow.getHandle(stray).describe()).status.name).toBe('TERMINATED')
  expect(await alerts(stray)).toEqual(['workflowWithoutDossier'])
})

test('a projection that lost a task is written again from the workflow', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await world.database.sql`delete from task where dossier_id = ${dossier.id}`

  const found = await finds(dossier.id, 'projectionBehind')
  expect(found.repair).toBe('reprojected')
  await dossier.opened('receive.1')
})

test('a workflow that never heard of a write takes it up', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await writeUnheard(world.database, dossier, 'receive.1', 'accepted')

  const found = await finds(dossier.id, 'workflowBehind')
  expect(found.repair).toBe('caughtUp')
  await until(
    'the workflow stands where PostgreSQL stands',
    async () => (await dossier.state()).tasks['review.1'],
  )
})

test('a message that nobody carried is made to be carried', async () => {
  const dossier = await fileStory(world, registration)
  await world.database.sql`
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    values ('dueMoved', ${randomUUID()}, ${dossier.id}, '{}', 'infinity')`

  const found = await finds(dossier.id, 'messageLeftBehind', minutesLater(1))
  expect(found.repair).toBe('requeued')
  await relay(minutesLater(1)())
  const [left] = await world.database
    .sql`select 1 from outbox where dossier_id = ${dossier.id} and done_at is null`
  expect(left).toBeUndefined()
})

test('a decision request that nobody delivered is delivered', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  const request = await dossier.recordDecision('receive.1', 'accepted')
  await world.database.sql`update decision_request set next_attempt_at = 'infinity' where id = ${request.id}`

  const found = await finds(dossier.id, 'decisionLeftBehind', minutesLater(2))
  expect(found.repair).toBe('redelivered')
  await relay(minutesLater(2)())
  await dossier.opened('review.1')
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

test('of two that start a dossier again at once one does', async () => {
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

test('a dossier whose rows go past its journal is not started again, and a person is told', async () => {
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

test('a payout under way for a quarter of an hour is an alert', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await world.database.sql`
    insert into task (id, dossier_id, key, step, kind, holder, procedure_code, field, area_id, opened_at)
    select ${randomUUID()}, id, 'pay.1', 'pay', 'payout', 'engine', procedure_code, field, area_id, filed_at
    from dossier where id = ${dossier.id}`

  expect((await finds(dossier.id, 'engineWorkWaits', minutesLater(16))).repair).toBe('alert')
  expect(await alerts(dossier.id)).toContain('engineWorkWaits')
  await world.database.sql`delete from task where dossier_id = ${dossier.id} and key = 'pay.1'`
})

test('a dossier in order is compared and found in order', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  const { compared, differences } = await run()
  expect(compared).toBeGreaterThan(0)
  expect(differences.filter((found) => found.dossierId === dossier.id)).toEqual([])
})

test('the journal is sealed over the chains that moved, and not again when none did', async () => {
  await fileStory(world, registration).then((dossier) => dossier.opened('receive.1'))
  const sealedAt = machineNow() + 1_000
  expect(await sealJournal(world.database.sql, sealedAt)).toBeGreaterThan(0)
  expect(await sealJournal(world.database.sql, sealedAt + 1_000)).toBe(0)
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
  await asOwner(async (sql) => {
    for (const table of [...tablesOfDossier].reverse()) {
      await sql`delete from ${sql(table)} where ${sql(table === 'dossier' ? 'id' : 'dossier_id')} = ${id}`
    }
    for (const [table, body] of rows) {
      await sql`insert into ${sql(table)} select * from jsonb_populate_recordset(null::${sql(table)}, ${body}::text::jsonb)`
    }
  })
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
