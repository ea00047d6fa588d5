import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { sealJournal } from '../../../db/engine/seal-journal.ts'
import { stateQuery } from '../../../engine/messages.ts'
import type { Difference } from '../../../engine/reconcile-report.ts'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { taskQueues, workflowTypeOf } from '../../../temporal.config.ts'
import { machineNow } from '../../clock.ts'
import { fileOnly, fileStory } from '../../dossier-story.ts'
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

test('an open dossier that the engine has forgotten is started again where it was', async () => {
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

test('a correction that the engine has forgotten is started again where it was', async () => {
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

test('a workflow without a dossier is ended, and a person is notified', async () => {
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

test('a request that nobody delivered is delivered', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  const request = await dossier.recordDecision('receive.1', 'accepted')
  await world.database.sql`update decision_request set next_attempt_at = 'infinity' where id = ${request.id}`

  const found = await finds(dossier.id, 'decisionLeftBehind', minutesLater(2))
  expect(found.repair).toBe('redelivered')
  await relay(minutesLater(2)())
  await dossier.opened('review.1')
})

test('a payout in progress for a quarter of an hour is an alert', async () => {
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

async function alerts(dossierId: string): Promise<readonly string[]> {
  const rows = await world.database.sql<{ kind: string }[]>`
    select kind from alert where dossier_id = ${dossierId} and cleared_at is null`
  return rows.map((row) => row.kind)
}
