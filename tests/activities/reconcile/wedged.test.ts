import { beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { wedgedFromAttempt } from '../../../activities/reconcile/workflows.ts'
import type { RunningWorker } from '../../../activities/start-worker.ts'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { taskQueues } from '../../../temporal.config.ts'
import { machineNow } from '../../clock.ts'
import { type DossierStory, fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

let world: StoryWorld
let good: RunningWorker
beforeAll(async () => {
  world = await storyWorld()
  good = world.worker
})

const run = () => reconcile({ ...world, now: machineNow }, { scope: 'all' })

/** Sends a decision while no worker works. */
async function decideUnheard() {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await good.stop()
  const request = await dossier.recordDecision('receive.1', 'accepted')
  const delivery = dossier.deliver(request).catch((error: unknown) => error)
  return { dossier, delivery }
}

/**
 * A broken build takes the dossier's tasks and fails them, as the SDK does where the workflow's code throws, until the run counts as
 * wedged; then nobody works, so that the engine does not wait ever longer before it gives the task again.
 */
async function wedge(dossier: DossierStory): Promise<void> {
  const { namespace, connection, client } = world.engine
  const service = connection.workflowService
  const attempts = async () =>
    (await client.workflow.getHandle(dossier.id).describe()).raw.pendingWorkflowTask?.attempt ?? 0
  while ((await attempts()) < wedgedFromAttempt) {
    const taskQueue = { name: taskQueues.dossiers }
    const { taskToken } = await service.pollWorkflowTaskQueue({ namespace, taskQueue, identity: 'broken' })
    const failure = { message: 'a careless change', applicationFailureInfo: {} }
    await service.respondWorkflowTaskFailed({ namespace, taskToken, failure })
  }
}

/** What a round does about it. */
const repairOf = async ({ id }: DossierStory): Promise<string | undefined> =>
  (await run()).differences.find((found) => found.kind === 'wedged' && found.dossierId === id)?.repair

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

test('a run that cannot go on is started again from its rows, and the decision is applied', async () => {
  const { dossier, delivery } = await decideUnheard()
  await wedge(dossier)
  expect(await repairOf(dossier)).toBe('restarted')
  expect(await openAlerts()).toEqual([])
  good = await world.startWorker()
  await delivery
  await applied(dossier)
  expect(await dossier.journal()).toContain('restarted')
  await dossier.goes('review.1:approved sign.1:signed')
})

test('where the build is broken a new beginning helps once in an hour at most: an alert is raised, and a repaired build frees it', async () => {
  const { dossier, delivery } = await decideUnheard()
  await wedge(dossier)
  expect(await repairOf(dossier)).toBe('restarted')
  await wedge(dossier)
  expect(await repairOf(dossier)).toBe('alert')
  const [alert] = await openAlerts()
  expect(alert?.message).toContain(dossier.id)
  expect(alert?.remedy).toContain('repair the build')

  good = await world.startWorker()
  await delivery
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
