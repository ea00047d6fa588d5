import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { wedgedFromAttempt } from '../../../activities/reconcile/workflows.ts'
import { type RunningWorker, startWorker } from '../../../activities/start-worker.ts'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { machineNow } from '../../clock.ts'
import { type DossierStory, fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { sharedServer } from '../../shared-server.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

let world: StoryWorld
let good: RunningWorker
beforeAll(async () => {
  world = await storyWorld()
  good = world.worker
})

const run = () => reconcile({ ...world, now: machineNow }, { scope: 'all' })

/** As a service is by its manager: a query that meets a task which fails can end the whole worker (SDK 1.24). */
function keptRunning(start: () => Promise<RunningWorker>): { stop(): Promise<void> } {
  let worker: RunningWorker | null = null
  let wanted = true
  const done = (async () => {
    while (wanted) {
      worker = await start()
      await worker.ended.catch(() => undefined)
    }
  })()
  return {
    async stop() {
      wanted = false
      await worker?.stop().catch(() => undefined)
      await done
    },
  }
}

/** Stops the good worker, lets one work whose runs begun before an instant fail, and sends a decision to it. */
async function decideUnder(brokenBefore: number) {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await good.stop()
  const bundle = { codePath: await brokenBundle(brokenBefore) }
  const { namespace } = world.engine
  const address = { connection: { address: await sharedServer('temporalAddress') }, namespace }
  const payouts = { benefitPayout: async () => ({ outcome: 'paid' as const }) }
  const broken = keptRunning(() => startWorker({ database: world.database, payouts, bundle }, address))
  const request = await dossier.recordDecision('receive.1', 'accepted')
  const delivery = dossier.deliver(request).catch((error: unknown) => error)
  return { dossier, broken, delivery }
}

/** What a round does about it once its task has failed so often; a round before that asks it, which can end the worker. */
async function repairOf(dossierId: string): Promise<string | undefined> {
  const isWedged = async () => {
    const { raw } = await world.engine.client.workflow.getHandle(dossierId).describe()
    return (raw.pendingWorkflowTask?.attempt ?? 0) >= wedgedFromAttempt
  }
  await until('its task has failed again and again', isWedged, 150_000)
  return (await run()).differences.find((found) => found.kind === 'wedged' && found.dossierId === dossierId)
    ?.repair
}

const carried = () => relayOnce({ ...world, now: () => machineNow() + 60_000, log: { warn: () => {} } })

const applied = (dossier: DossierStory) =>
  until(
    'the decision is applied',
    async () => {
      await carried()
      return 'review.1' in (await dossier.tasks())
    },
    90_000,
  )

test('a run that cannot go on is started again from its rows within two minutes, and the decision is applied', {
  timeout: 300_000,
}, async () => {
  const { dossier, broken, delivery } = await decideUnder(machineNow() + 5_000)
  expect(await repairOf(dossier.id)).toBe('restarted')
  expect(await openAlerts()).toEqual([])
  await delivery
  await applied(dossier)
  expect(await dossier.journal()).toContain('restarted')
  await broken.stop()
  good = await world.startWorker()
  await dossier.goes('review.1:approved sign.1:signed')
})

test('where the build is broken a new beginning helps once in an hour at most: an alert is raised, and a repaired build frees it', {
  timeout: 300_000,
}, async () => {
  const { dossier, broken, delivery } = await decideUnder(Number.MAX_SAFE_INTEGER)
  expect(await repairOf(dossier.id)).toBe('restarted')
  await delivery
  const again = carried().catch(() => undefined)
  expect(await repairOf(dossier.id)).toBe('alert')
  const [alert] = await openAlerts()
  expect(alert?.message).toContain(dossier.id)
  expect(alert?.remedy).toContain('repair the build')

  await broken.stop()
  await again
  good = await world.startWorker()
  await applied(dossier)
  await until('the alert is cleared', async () => {
    await run()
    return (await openAlerts()).length === 0
  })
})

const openAlerts = () =>
  world.database.sql<
    { message: string; remedy: string }[]
  >`select message, remedy from alert where cleared_at is null`

/**
 * The run's bundle with a main loop that throws: what a careless change looks like to the open dossiers.
 * @param before ms; runs that begin later go on
 */
async function brokenBundle(before: number): Promise<string> {
  const code = await readFile(await sharedServer('workflowBundle'), 'utf8')
  const broken = code.replace(
    /async settle\(queued\) \{/,
    (found) =>
      `${found} if (globalThis.__TEMPORAL_ACTIVATOR__.info.runStartTime.getTime() < ${before}) throw new TypeError('a careless change');`,
  )
  expect(broken).not.toBe(code)
  const path = join(tmpdir(), `broken-${world.engine.namespace}-${before}.js`)
  await writeFile(path, broken)
  return path
}
