import { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from '../../activities/start-worker.ts'
import { endOfLocalDay } from '../../domain/time/local-day.ts'
import { Turns } from '../../engine/turns.ts'
import { until } from '../../harness/until.ts'
import { nextQuietMonday } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type DossierStory, fileStory, type World } from '../dossier-story.ts'
import { notice } from '../procedures/invented/notice.ts'
import { registration } from '../procedures/invented/registration.ts'
import { silentConsultation } from '../procedures/invented/silent-consultation.ts'
import { sharedServer } from '../shared-server.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let time: TestWorkflowEnvironment
let database: TestDatabase
let worker: RunningWorker
let world: World

// One server for the file: its time is one for all that runs on it, so each test takes its dossier to an end of interest.
beforeAll(async () => {
  const executable = { type: 'existing-path', path: await sharedServer('timeSkippingServer') } as const
  ;[database, time] = await Promise.all([
    testDatabase(),
    TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }),
  ])
  worker = await startWorker(
    {
      database,
      payouts: { benefitPayout: async () => ({ outcome: 'paid' }) },
      bundle: { codePath: await sharedServer('workflowBundle') },
    },
    { connection: { address: time.address }, namespace: time.namespace ?? 'default' },
  )
  const engine = {
    client: time.client,
    connection: time.connection,
    turns: new Turns(),
    close: async () => {},
  }
  world = { database, engine, now: () => time.currentTimeMs() }
})
beforeEach(async () => {
  await sleepUntil(nextQuietMonday(await time.currentTimeMs()))
})
afterAll(async () => {
  await worker?.stop()
  await time?.teardown()
})

/** Lets time pass until an instant. */
async function sleepUntil(at: number): Promise<void> {
  await time.sleep(Math.max(1, at - (await time.currentTimeMs())))
}

async function dueOf(dossier: DossierStory, key: string): Promise<number> {
  await dossier.opened(key)
  const [task] = await database.sql<{ dueAt: number | null }[]>`
    select epoch_ms(due_at) as "dueAt" from task where dossier_id = ${dossier.id} and key = ${key}`
  if (task?.dueAt == null) throw new Error(`${key} is never due`)
  return task.dueAt
}

async function moveDue(dossier: DossierStory, key: string, at: number): Promise<void> {
  await database.sql`update task set due_at = instant(${at}) where dossier_id = ${dossier.id} and key = ${key}`
}

const taskIs = (dossier: DossierStory, key: string, status: string) =>
  until(`${key} is ${status}`, async () => (await dossier.tasks())[key] === status)

describe('the applicant’s time to supplement', () => {
  test('is fifteen days, the last one whole; then the dossier ends', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:incomplete')
    const asked = await time.currentTimeMs()
    const dueAt = await dueOf(dossier, 'supplement.1')
    expect(dueAt).toBe(endOfLocalDay(dueAt - hourMs))
    expect(dueAt - asked).toBeGreaterThan(14 * dayMs)

    await sleepUntil(dueAt - hourMs)
    expect(await dossier.tasks()).toMatchObject({ 'supplement.1': 'open' })
    await sleepUntil(dueAt + 1_000)
    expect(await dossier.ending()).toBe('lapsed')
    expect(await dossier.tasks()).toEqual({ 'receive.1': 'incomplete', 'supplement.1': 'lapsed' })
  })

  test('still takes a supplement in its last hour', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:incomplete')
    await sleepUntil((await dueOf(dossier, 'supplement.1')) - hourMs)
    expect(await dossier.supplement()).toBe('applied')
    await dossier.goes('receive.2:accepted')
  })
})

describe('when a time limit ends by itself,', () => {
  test('silence of two bodies consents where an article says so, and the next step opens once', async () => {
    const dossier = await fileStory(world, silentConsultation)
    await dossier.goes('receive.1:accepted')
    await sleepUntil((await dueOf(dossier, 'ask.1.police')) + 1_000)
    await dossier.opened('sign.1')
    expect(await dossier.tasks()).toMatchObject({ 'ask.1.police': 'silent', 'ask.1.military': 'silent' })
    expect((await dossier.state()).rounds.sign).toBe(1)
  })

  test('a body that answered does not count as silent', async () => {
    const dossier = await fileStory(world, silentConsultation)
    await dossier.goes('receive.1:accepted ask.1.police:agreed')
    await sleepUntil((await dueOf(dossier, 'ask.1.military')) + 1_000)
    await dossier.opened('sign.1')
    expect(await dossier.tasks()).toMatchObject({ 'ask.1.police': 'agreed', 'ask.1.military': 'silent' })
  })

  test('a publication ends when it has been posted long enough', async () => {
    const dossier = await fileStory(world, notice, { built: false, use: 'home', households: 2 })
    await dossier.goes('receive.1:accepted')
    await sleepUntil((await dueOf(dossier, 'publish.1')) + 1_000)
    await dossier.opened('fee.1')
    expect(await dossier.tasks()).toMatchObject({ 'publish.1': 'posted' })
  })
})

describe('a desk’s time', () => {
  test('makes the task late, once, when it is over; it can still be decided', async () => {
    const dossier = await fileStory(world, registration)
    await sleepUntil((await dueOf(dossier, 'receive.1')) + 1_000)
    await taskIs(dossier, 'receive.1', 'late')
    await time.sleep(10 * dayMs)
    expect(await dossier.effects()).toEqual(['start', 'due:receive.1'])
    await dossier.goes('receive.1:accepted')
    await dossier.opened('review.1')
  })

  test('that moved to a later date in PostgreSQL wakes the timer, which finds nothing due and sleeps on', async () => {
    const dossier = await fileStory(world, registration)
    const dueAt = await dueOf(dossier, 'receive.1')
    await moveDue(dossier, 'receive.1', dueAt + 5 * dayMs)
    await sleepUntil(dueAt + dayMs)
    expect(await dossier.tasks()).toEqual({ 'receive.1': 'open' })
    expect((await dossier.state()).tasks['receive.1']?.dueAt).toBe(dueAt + 5 * dayMs)
    await sleepUntil(dueAt + 5 * dayMs + 1_000)
    await taskIs(dossier, 'receive.1', 'late')
  })

  test('that moved to an earlier date reaches the workflow through the outbox, which wakes earlier', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:incomplete')
    const dueAt = await dueOf(dossier, 'supplement.1')
    const earlier = dueAt - 7 * dayMs
    await moveDue(dossier, 'supplement.1', earlier)
    await database.sql`
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      values ('dueMoved', ${`moved ${dossier.id}`}, ${dossier.id}, '{}', instant(${await time.currentTimeMs()}))`
    await dossier.start()
    await until('it has heard', async () => (await dossier.state()).tasks['supplement.1']?.dueAt === earlier)
    await sleepUntil(earlier + 1_000)
    await taskIs(dossier, 'supplement.1', 'lapsed')
    expect(await time.currentTimeMs()).toBeLessThan(dueAt)
  })
})

test('while the fee is open the clock is paused, and the date moves by that time', async () => {
  const dossier = await fileStory(world, notice, { built: true, use: 'home', households: 1 })
  await dossier.goes('receive.1:accepted inspect.1:passed')
  const before = (await dossier.dossier()).dueAt ?? Number.NaN
  await time.sleep(7 * dayMs)
  await dossier.goes('fee.1:paid')
  const after = (await dossier.dossier()).dueAt ?? Number.NaN
  // From a Monday to the next six dates lie whole in the pause; 30 and 36 days after a Monday are a Wednesday and a Tuesday.
  expect(after - before).toBe(6 * dayMs)
})

test('a deadline that nothing disturbs costs one timer in the events of the workflow', async () => {
  const dossier = await fileStory(world, registration)
  await sleepUntil((await dueOf(dossier, 'receive.1')) + 1_000)
  await taskIs(dossier, 'receive.1', 'late')
  expect((await dossier.events()).filter((type) => type.startsWith('timerStarted'))).toHaveLength(1)
})
