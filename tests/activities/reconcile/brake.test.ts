import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { brakeLimit, reconcile } from '../../../activities/reconcile/reconcile.ts'
import { databaseIdentity } from '../../../db/engine/database-identity.ts'
import { acceptDatabase, otherDatabase } from '../../../engine/known-database.ts'
import { until } from '../../../harness/until.ts'
import { machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

let world: StoryWorld
let wrong: TestDatabase
beforeAll(async () => {
  ;[world, wrong] = await Promise.all([storyWorld(), testDatabase()])
  // Databases of tests are copies of one: this one is made another.
  await wrong.sql`update database_identity set id = ${randomUUID()}`
})

const run = (database = world.database, beyondBrake = false) =>
  reconcile({ database, engine: world.engine, now: machineNow }, { scope: 'all', beyondBrake })

const running = async (): Promise<number> =>
  (
    await world.engine.client.workflow.count(
      `WorkflowType STARTS_WITH 'tthc.' AND ExecutionStatus = 'Running'`,
    )
  ).count

const alertsIn = (database: TestDatabase) =>
  database.sql`select kind from alert where cleared_at is null`.then((rows) => rows.map(({ kind }) => kind))

test('on another, empty database reconcile ends no workflow and names the database that it expected', async () => {
  for (let n = 0; n < 3; n += 1) await fileStory(world, registration)
  expect((await run()).differences).toEqual([])
  await until('visibility has them', async () => (await running()) === 3)

  const report = await run(wrong)
  expect(report).toEqual({
    compared: 0,
    differences: [{ kind: 'otherDatabase', dossierId: '', repair: 'alert' }],
    ...{ notJudged: 0, notJudgedFirst: [] },
  })
  await run(wrong)
  expect(await alertsIn(wrong)).toEqual(['otherDatabase'])
  expect(await running()).toBe(3)
})

describe('the database of a namespace', () => {
  test.each([
    ['on another server', { systemIdentifier: '1' }],
    ['on an earlier timeline, as where a standby has taken over from it', { timeline: 1_000 }],
  ])('a copy of the database %s is another database', async (_where, remembered) => {
    const handle = world.engine.client.schedule.getHandle('database')
    const { id, systemIdentifier, timeline } = await databaseIdentity(world.database.sql)
    await handle.update((before) => ({
      ...before,
      action: {
        ...before.action,
        args: [{ scope: 'recent' }, { id, systemIdentifier, timeline, ...remembered }],
      },
    }))
    expect(await otherDatabase(world.engine, world.database)).toMatchObject({ remembered })
    await acceptDatabase(world.engine, world.database)
    expect(await otherDatabase(world.engine, world.database)).toBeNull()
  })

  test('a later timeline of the database is the same, and the earlier one is another from then on', async () => {
    const handle = world.engine.client.schedule.getHandle('database')
    const found = await databaseIdentity(world.database.sql)
    await handle.update((before) => ({
      ...before,
      action: { ...before.action, args: [{ scope: 'recent' }, { ...found, timeline: found.timeline - 1 }] },
    }))
    expect(await otherDatabase(world.engine, world.database)).toBeNull()
    expect((await handle.describe()).action.args?.[1]).toEqual(found)
  })
})

test.each([
  [0, 20],
  [2_000, 20],
  [2_001, 20.01],
  [1_000_000, 10_000],
])(
  'of %i workflows that were looked at, %d are ended or started again without an operator',
  (looked, most) => {
    expect(brakeLimit(looked)).toBe(most)
  },
)

test('a worker does not start on another database, and says what to do', async () => {
  const payouts = { benefitPayout: async () => ({ outcome: 'paid' }) as const }
  const started = world.engine.startWorker({ database: wrong, engine: world.engine, payouts })
  await expect(started).rejects.toMatchObject({
    what: expect.stringContaining('not the database'),
    remedy: expect.stringContaining('--accept-database'),
  })
})

test('where reconcile would end or restart more than twenty workflows at once it waits for an operator', {
  timeout: 300_000,
}, async () => {
  const dossiers = await Promise.all(Array.from({ length: 21 }, () => fileStory(world, registration)))
  await Promise.all(dossiers.map(({ handle }) => handle.terminate('by mistake')))
  const report = await until(
    'visibility has them',
    async () => {
      const found = await run()
      return found.differences.length === 21 && found
    },
    60_000,
  )
  expect(new Set(report.differences.map(({ repair }) => repair))).toEqual(new Set(['held']))
  expect(await alertsIn(world.database)).toEqual(['reconcileHeld'])

  const mended = await run(world.database, true)
  expect(new Set(mended.differences.map(({ repair }) => repair))).toEqual(new Set(['restarted']))
  await until('nothing differs', async () => (await run()).differences.length === 0)
  expect(await alertsIn(world.database)).toEqual([])
})

test('an operator can state that the namespace goes on with another database', async () => {
  await acceptDatabase(world.engine, wrong)
  expect((await run()).differences).toMatchObject([{ kind: 'otherDatabase' }])
  await acceptDatabase(world.engine, world.database)
  expect((await run()).differences).toEqual([])
})
