import { beforeAll, describe, expect, test } from 'vitest'
import benefit from '../../procedures/definitions/nguoi-co-cong/1.010824-tro-cap-khi-nguoi-co-cong-tu-tran.ts'
import { fileStory } from '../dossier-story.ts'
import { consultation } from '../procedures/invented/consultation.ts'
import { notice } from '../procedures/invented/notice.ts'
import { registration } from '../procedures/invented/registration.ts'
import { silentConsultation } from '../procedures/invented/silent-consultation.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

test('a dossier is received, reviewed, signed and issued; timeline, tasks and revision agree', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')

  expect(await dossier.ending()).toBe('issued')
  const tasks = {
    'receive.1': 'accepted',
    'review.1': 'approved',
    'sign.1': 'signed',
    'issue.1': 'issued',
  }
  expect(await dossier.tasks()).toEqual(tasks)
  const timeline = await dossier.timeline()
  expect(Object.fromEntries(timeline.map(({ task, outcome }) => [task, outcome]))).toEqual(tasks)
  const { revision } = await dossier.state()
  expect(await dossier.dossier()).toMatchObject({
    revision,
    status: 'closed',
    ending: 'issued',
    clock: 'stopped',
  })
  const [result] = await world.database.sql`select kind from result where dossier_id = ${dossier.id}`
  expect(result).toEqual({ kind: 'Giấy chứng nhận' })
})

describe('at reception a dossier', () => {
  test('that is incomplete is supplemented, and received again with a clock from zero', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:incomplete')
    await dossier.opened('supplement.1')
    expect((await dossier.dossier()).clock).toBe('notStarted')

    expect(await dossier.supplement()).toBe('applied')
    await dossier.goes('receive.2:accepted')
    expect((await dossier.dossier()).clock).toBe('running')
    expect(await dossier.tasks()).toMatchObject({ 'supplement.1': 'completed', 'review.1': 'open' })
  })

  test('that is rejected was never received', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:rejected')
    expect(await dossier.ending()).toBe('notReceived')
  })

  test('gets no second request for a supplement, and the task stays open', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:incomplete')
    await dossier.supplement()
    expect(await dossier.decide('receive.2', 'incomplete')).toEqual({ refused: 'supplementAlreadyAsked' })
    await dossier.goes('receive.2:accepted')
  })
})

describe('at review a dossier', () => {
  test('that is refused ends there', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted review.1:refused')
    expect(await dossier.ending()).toBe('refused')
  })

  test('that is incomplete has its clock paused until the supplement, then started from zero at reception', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted review.1:incomplete')
    expect((await dossier.dossier()).clock).toBe('paused')
    await dossier.supplement()
    await dossier.goes('receive.2:accepted')
    expect((await dossier.dossier()).clock).toBe('running')
  })

  test('that is returned goes to the step that is named, in a second round', async () => {
    const dossier = await fileStory(world, benefit)
    await dossier.goes('receive.1:accepted verify.1:approved forward.1:signed assess.1:returned')
    await dossier.opened('verify.2')
    expect((await dossier.state()).rounds).toEqual({ receive: 1, verify: 2, forward: 1, assess: 1 })
  })
})

describe('in a consultation', () => {
  test('the last of two bodies to answer opens the next step', async () => {
    const dossier = await fileStory(world, consultation)
    await dossier.goes('receive.1:accepted ask.1.police:agreed')
    expect(await dossier.tasks()).not.toHaveProperty('review.1')
    await dossier.goes('ask.1.department:agreed')
    expect(await dossier.tasks()).toHaveProperty('review.1', 'open')
  })

  test('two answers at the same moment count both, and the next step opens once', async () => {
    const dossiers = await Promise.all(Array.from({ length: 6 }, () => fileStory(world, consultation)))
    await Promise.all(
      dossiers.map(async (dossier) => {
        await dossier.goes('receive.1:accepted')
        const answers = [
          dossier.decide('ask.1.police', 'agreed'),
          dossier.decide('ask.1.department', 'agreed'),
        ]
        expect(await Promise.all(answers)).toEqual(['applied', 'applied'])
        const { tasks, rounds, revision } = await dossier.state()
        expect(Object.keys(tasks)).toEqual(['review.1'])
        expect(rounds.review).toBe(1)
        expect((await dossier.dossier()).revision).toBe(revision)
      }),
    )
  })

  test('two answers while no worker runs are taken one after the other by one activation', async () => {
    const dossier = await fileStory(world, consultation)
    await dossier.goes('receive.1:accepted')
    const requests = [
      await dossier.recordDecision('ask.1.police', 'agreed'),
      await dossier.recordDecision('ask.1.department', 'agreed'),
    ]
    await world.worker.stop()
    const delivered = Promise.all(requests.map((request) => dossier.deliver(request)))
    world.worker = await world.startWorker()
    expect(await delivered).toEqual(['applied', 'applied'])
    expect((await dossier.state()).rounds).toEqual({ receive: 1, ask: 1, review: 1 })
    expect(await dossier.effects()).toHaveLength(4)
  })

  test('one disagreement is enough, in any order of the answers', async () => {
    const dossier = await fileStory(world, consultation)
    await dossier.goes('receive.1:accepted ask.1.department:disagreed ask.1.police:agreed')
    expect(await dossier.ending()).toBe('refused')
  })

  test('a disagreement that asks the applicant brings every body to a second round', async () => {
    const dossier = await fileStory(world, silentConsultation)
    await dossier.goes('receive.1:accepted ask.1.police:disagreed ask.1.military:agreed')
    await dossier.supplement()
    await dossier.goes('receive.2:accepted')
    await dossier.opened('ask.2.police', 'ask.2.military')
  })
})

const built = { built: true, use: 'home', households: 2 }

describe('at inspection, publication and fee', () => {
  test('a failed inspection requests a supplement, and refuses when it fails again', async () => {
    const dossier = await fileStory(world, notice, built)
    await dossier.goes('receive.1:accepted inspect.1:failed')
    await dossier.supplement(built)
    await dossier.goes('receive.2:accepted inspect.2:failed')
    expect(await dossier.ending()).toBe('refused')
  })

  test('an objection during the posting refuses in this procedure; no desk may say that the time is over', async () => {
    const dossier = await fileStory(world, notice, built)
    await dossier.goes('receive.1:accepted inspect.1:passed')
    expect(await dossier.decide('publish.1', 'posted')).toEqual({ refused: 'unknownOutcome' })
    await dossier.goes('publish.1:objected')
    expect(await dossier.ending()).toBe('refused')
  })

  test('the clock is paused until the fee is paid', async () => {
    const dossier = await fileStory(world, notice, { built: true, use: 'home', households: 1 })
    await dossier.goes('receive.1:accepted')
    expect((await dossier.dossier()).clock).toBe('running')
    await dossier.goes('inspect.1:passed')
    expect((await dossier.dossier()).clock).toBe('paused')
    await dossier.goes('fee.1:paid')
    expect((await dossier.dossier()).clock).toBe('running')
  })

  test('the clock of a dossier with a fee at reception starts when the fee is paid', async () => {
    const dossier = await fileStory(world, notice, { built: false, use: 'home', households: 1 })
    await dossier.goes('receive.1:accepted')
    expect(await dossier.dossier()).toMatchObject({ clock: 'notStarted', dueAt: null })
    await dossier.goes('fee.1:paid')
    expect(await dossier.dossier()).toMatchObject({ clock: 'running', dueAt: expect.any(Number) })
  })
})

describe('at signing a dossier', () => {
  test('that is returned is reviewed and signed again', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted review.1:approved sign.1:returned review.2:approved sign.2:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('that is refused ends there', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted review.1:approved sign.1:refused')
    expect(await dossier.ending()).toBe('refused')
  })
})

describe('with conditions of steps,', () => {
  test('steps whose condition the form does not meet are skipped', async () => {
    const dossier = await fileStory(world, notice, { built: true, use: 'farm', households: 1 })
    await dossier.goes('receive.1:accepted')
    expect(Object.keys(await dossier.tasks())).toEqual(['receive.1', 'fee.1'])
  })

  test('a supplement that changes the form changes what is skipped', async () => {
    const dossier = await fileStory(world, notice, { built: false, use: 'home', households: 1 })
    await dossier.goes('receive.1:incomplete')
    await dossier.supplement(built)
    await dossier.goes('receive.2:accepted inspect.1:passed')
    await dossier.opened('publish.1')
  })
})
