import { beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../harness/until.ts'
import { type MeetingResult, meetingHeldSignal } from '../../workflows/by-hand/site-clearance.ts'
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

describe('issue', () => {
  test('three steps, at most 25 events and one timer', async () => {
    const dossier = await fileStory(world, plain)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    const events = await dossier.events()
    expect(events.length).toBeLessThanOrEqual(25)
    expect(events.filter((type) => type.startsWith('timer'))).toEqual(['timerStartedEventAttributes'])
  })

  test('the result is written with the signature: two writes for two decisions', async () => {
    const dossier = await fileStory(world, plain)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    expect((await dossier.events()).filter((type) => type.startsWith('marker'))).toHaveLength(2)
    expect(await dossier.effects()).toEqual(['start', expect.anything(), expect.anything(), 'done:issue.1'])
    expect(await dossier.journal()).toEqual(['filed', 'start', 'decide', 'decide', 'done'])
    expect((await dossier.timeline()).map(({ task }) => task)).toEqual(['receive.1', 'sign.1', 'issue.1'])
  })
})

describe('payout', () => {
  test('paid by the bank: the dossier goes on by itself', async () => {
    const dossier = await fileStory(world, payout)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    expect(await dossier.tasks()).toMatchObject({ 'pay.1': 'paid', 'issue.1': 'issued' })
  })

  test('an activity that fails leaves its class and place in the history, and no word of what it was given', async () => {
    const dossier = await fileStory(world, payout)
    brokenFirst.add(dossier.id)
    await dossier.goes('receive.1:accepted sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    const history = JSON.stringify(await dossier.handle.fetchHistory())
    expect(history).toMatch(/TypeError at workflows\/engine-steps\.test\.ts:\d+/)
    expect(history).not.toContain(account)
  })

  test('sent back: a desk lets it be paid again, but cannot call it paid', async () => {
    const dossier = await rejectedOnce()
    expect(await dossier.decide('pay.2', 'paid')).toEqual({ refused: 'unknownOutcome' })
    await dossier.goes('pay.2:retried')
    expect(await dossier.ending()).toBe('issued')
    expect(await dossier.tasks()).toMatchObject({ 'pay.1': 'rejected', 'pay.2': 'retried', 'pay.3': 'paid' })
  })

  test('sent back: the applicant names another account, however long that takes', async () => {
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

  test('after the signature a withdrawal comes too late', async () => {
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

describe('byHand', () => {
  test('the answer of the child workflow leads on', async () => {
    const dossier = await underClearance()
    await meeting(dossier, 'clear.1', 'agreed')
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('three meetings without agreement lead back, and the next round is a child of its own', async () => {
    const dossier = await underClearance()
    for (let count = 0; count < 3; count += 1) await meeting(dossier, 'clear.1', 'notAgreed')
    await dossier.goes('review.2:approved')
    await meeting(dossier, 'clear.2', 'projectAbandoned')
    expect(await dossier.ending()).toBe('refused')
    expect(await dossier.tasks()).toMatchObject({ 'clear.1': 'contested', 'clear.2': 'abandoned' })
  })

  test('a dossier withdrawn meanwhile ends the child', async () => {
    const dossier = await underClearance()
    await meeting(dossier, 'clear.1', 'notAgreed')
    expect(await dossier.withdraw()).toBe('applied')
    await until('the child is cancelled', async () => {
      const { status } = await world.engine.client.workflow.getHandle(`${dossier.id}/clear.1`).describe()
      return status.name === 'CANCELLED'
    })
  })

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
