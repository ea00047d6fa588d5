import { beforeAll, describe, expect, test } from 'vitest'
import { childWorkflowId } from '../../domain/dossier/workflow-id.ts'
import { restartRun } from '../../engine/restart-run.ts'
import { until } from '../../harness/until.ts'
import { taskQueues } from '../../temporal.config.ts'
import { type MeetingResult, meetingHeldSignal } from '../../workflows/by-hand/site-clearance.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { byHand } from '../procedures/invented/by-hand.ts'
import { payout } from '../procedures/invented/payout.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'
import { plain } from './plain.ts'

/** Dossiers whose first payout the bank sends back. */
const rejectedFirst = new Set<string>()
/** And those whose first payout fails by a fault of the activity, which quotes what it was given. */
const brokenFirst = new Set<string>()
const account = '19036682457011'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld({
    bank: async ({ dossierId, taskKey }) => {
      if (brokenFirst.delete(dossierId)) throw new TypeError(`no account ${account}`)
      return { outcome: rejectedFirst.has(dossierId) && taskKey === 'pay.1' ? 'rejected' : 'paid' }
    },
  })
})

describe('issuing a result', () => {
  test('takes three steps, at most 25 events and one timer', async () => {
    const dossier = await fileStory(world, plain)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    const events = await dossier.events()
    expect(events.length).toBeLessThanOrEqual(25)
    expect(events.filter((type) => type.startsWith('timer'))).toEqual(['timerStartedEventAttributes'])
  })

  test('is written with the signature: two writes for two decisions', async () => {
    const dossier = await fileStory(world, plain)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    expect((await dossier.events()).filter((type) => type.startsWith('marker'))).toHaveLength(2)
    expect(await dossier.effects()).toEqual(['start', expect.anything(), expect.anything(), 'done:issue.1'])
    expect(await dossier.journal()).toEqual(['filed', 'start', 'decide', 'decide', 'done'])
    expect((await dossier.timeline()).map(({ task }) => task)).toEqual(['receive.1', 'sign.1', 'issue.1'])
  })
})

describe('a payout step', () => {
  test('that the bank pays lets the dossier go on by itself', async () => {
    const dossier = await fileStory(world, payout)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    expect(await dossier.tasks()).toMatchObject({ 'pay.1': 'paid', 'issue.1': 'issued' })
  })

  test('whose activity fails leaves class and place in the history, and no word of its input', async () => {
    const dossier = await fileStory(world, payout)
    brokenFirst.add(dossier.id)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    const history = JSON.stringify(await dossier.handle.fetchHistory())
    expect(history).toMatch(/TypeError at workflows\/engine-steps\.test\.ts:\d+/)
    expect(history).not.toContain(account)
  })

  test('that the bank rejects can be retried by a desk, which cannot call it paid', async () => {
    const dossier = await rejectedOnce()
    expect(await dossier.decide('pay.2', 'paid')).toEqual({ refused: 'unknownOutcome' })
    await dossier.goes('pay.2:retried')
    expect(await dossier.ending()).toBe('issued')
    expect(await dossier.tasks()).toMatchObject({ 'pay.1': 'rejected', 'pay.2': 'retried', 'pay.3': 'paid' })
  })

  test('that the bank rejects waits for another account of the applicant, however long that takes', async () => {
    const dossier = await rejectedOnce()
    await dossier.goes('pay.2:incomplete')
    const asked = await until(
      'the applicant is asked',
      async () => (await dossier.state()).tasks['supplement.1'],
    )
    expect(asked.dueAt).toBeNull()
    expect(await dossier.supplement()).toBe('applied')
    expect(await dossier.ending()).toBe('issued')
  })

  test('after the signature leaves no time for a withdrawal', async () => {
    const dossier = await rejectedOnce()
    expect(await dossier.withdraw()).toEqual({ refused: 'alreadyDecided' })
  })

  async function rejectedOnce(): Promise<DossierStory> {
    const dossier = await fileStory(world, payout)
    rejectedFirst.add(dossier.id)
    await dossier.goes('receive.1:accepted sign.1:signed')
    await dossier.opened('pay.2')
    return dossier
  }
})

describe('a step by hand', () => {
  test('leads on by the answer of its child workflow', async () => {
    const dossier = await underClearance()
    await meeting(dossier, 'clear.1', 'agreed')
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('leads back after three meetings without agreement, and the next round is a child workflow of its own', async () => {
    const dossier = await underClearance()
    for (let count = 0; count < 3; count += 1) await meeting(dossier, 'clear.1', 'notAgreed')
    await dossier.goes('review.2:approved')
    await meeting(dossier, 'clear.2', 'projectAbandoned')
    expect(await dossier.ending()).toBe('refused')
    expect(await dossier.tasks()).toMatchObject({ 'clear.1': 'contested', 'clear.2': 'abandoned' })
  })

  test('has its child workflow ended when the dossier is withdrawn', async () => {
    const dossier = await underClearance()
    await meeting(dossier, 'clear.1', 'notAgreed')
    expect(await dossier.withdraw()).toBe('applied')
    await until('the child is cancelled', async () => {
      const { status } = await world.engine.client.workflow.getHandle(`${dossier.id}/clear.1`).describe()
      return status.name === 'CANCELLED'
    })
  })

  test('begins its child workflow again where its dossier is started again', async () => {
    const dossier = await underClearance()
    await meeting(dossier, 'clear.1', 'notAgreed')
    const child = childOf(dossier)
    const [before, { runId: seen }] = await Promise.all([child.describe(), dossier.handle.describe()])
    const run = { dossierId: dossier.id, correction: 0 }
    expect(await restartRun({ ...world, now: machineNow }, run, { why: 'wedged', seen })).toBe(true)
    await until('another child runs', async () => {
      const { runId, status } = await child.describe()
      return runId !== before.runId && status.name === 'RUNNING'
    })
    await meeting(dossier, 'clear.1', 'agreed')
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('waits where the child of an earlier run has not ended yet', async () => {
    const dossier = await fileStory(world, byHand)
    await dossier.goes('receive.1:accepted')
    const earlier = await world.engine.client.workflow.start('siteClearance', {
      ...{ workflowId: childWorkflowId(dossier.id, 'clear.1'), taskQueue: taskQueues.dossiers },
      args: [{ dossierId: dossier.id }],
    })
    await dossier.goes('review.1:approved')
    await until('it was refused once', async () =>
      (await dossier.events()).includes('startChildWorkflowExecutionFailedEventAttributes'),
    )
    await earlier.terminate('the end of an earlier run')
    await until('its own child runs', async () => {
      const { runId, status } = await childOf(dossier).describe()
      return runId !== earlier.firstExecutionRunId && status.name === 'RUNNING'
    })
    await meeting(dossier, 'clear.1', 'projectAbandoned')
    expect(await dossier.ending()).toBe('refused')
  })

  const childOf = (dossier: DossierStory) =>
    world.engine.client.workflow.getHandle(childWorkflowId(dossier.id, 'clear.1'))

  async function underClearance(): Promise<DossierStory> {
    const dossier = await fileStory(world, byHand)
    await dossier.goes('receive.1:accepted review.1:approved')
    return dossier
  }

  /** The task opens a moment before its child runs. */
  async function meeting(dossier: DossierStory, task: string, result: MeetingResult): Promise<void> {
    const child = world.engine.client.workflow.getHandle(`${dossier.id}/${task}`)
    await until(`${task} runs`, async () => {
      await child.signal(meetingHeldSignal, result)
      return true
    })
  }
})
