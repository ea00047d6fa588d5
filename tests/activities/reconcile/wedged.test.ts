import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { startWorker } from '../../../activities/start-worker.ts'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { machineNow } from '../../clock.ts'
import { fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { sharedServer } from '../../shared-server.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const run = () => reconcile({ ...world, now: machineNow }, { scope: 'all' })

test('a dossier that a broken build wedges raises an alert, and a repaired build frees it', {
  timeout: 180_000,
}, async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await world.worker.stop()
  const broken = await startWorker(
    {
      database: world.database,
      payouts: { benefitPayout: async () => ({ outcome: 'paid' }) },
      bundle: { codePath: await brokenBundle() },
    },
    { connection: { address: await sharedServer('temporalAddress') }, namespace: world.engine.namespace },
  )
  const request = await dossier.recordDecision('receive.1', 'accepted')
  const delivery = dossier.deliver(request).catch((error: unknown) => error)

  await until(
    'the alert is raised',
    async () => (await run()).differences.some((found) => found.kind === 'wedged'),
    90_000,
  )
  const [alert] = await openAlerts()
  expect(alert?.message).toContain(dossier.id)
  expect(alert?.remedy).toContain('repair the build')

  await broken.stop()
  await delivery
  await world.startWorker()
  await until(
    'the decision is applied',
    async () => {
      await relayOnce({ ...world, now: () => machineNow() + 60_000, log: { warn: () => {} } })
      return 'review.1' in (await dossier.tasks())
    },
    90_000,
  )
  await until('the alert is cleared', async () => {
    await run()
    return (await openAlerts()).length === 0
  })
})

const openAlerts = () =>
  world.database.sql<
    { message: string; remedy: string }[]
  >`select message, remedy from alert where cleared_at is null`

/** The run's bundle with a main loop that throws: what a careless change looks like to the open dossiers. */
async function brokenBundle(): Promise<string> {
  const code = await readFile(await sharedServer('workflowBundle'), 'utf8')
  const broken = code.replace(
    /async settle\(queued\) \{/,
    (found) => `${found} throw new TypeError('a careless change');`,
  )
  expect(broken).not.toBe(code)
  const path = join(tmpdir(), `broken-${world.engine.namespace}.js`)
  await writeFile(path, broken)
  return path
}
