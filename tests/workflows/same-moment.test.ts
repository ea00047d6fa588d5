import { beforeAll, expect, test } from 'vitest'
import { catchUpSignal } from '../../engine/messages.ts'
import { until } from '../../harness/until.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { silentConsultation } from '../procedures/invented/silent-consultation.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

/** Makes a task due while no worker runs, so that the next one finds timer and decision in one activation. */
async function dueWhileNobodyWorks(dossier: DossierStory, task: string): Promise<void> {
  const dueAt = machineNow() + 1_000
  await world.database.sql`
    update task set due_at = instant(${dueAt}) where dossier_id = ${dossier.id} and key = ${task}`
  await dossier.handle.signal(catchUpSignal)
  await until('the workflow knows', async () => (await dossier.state()).tasks[task]?.dueAt === dueAt)
  await world.worker.stop()
  await until('the timer has fired', async () =>
    (await dossier.events()).includes('timerFiredEventAttributes'),
  )
}

test('a time limit that ends in the moment when a body answers opens the next step once, whichever of the two wins', async () => {
  const dossier = await fileStory(world, silentConsultation)
  await dossier.goes('receive.1:accepted ask.1.military:agreed')
  const request = await dossier.recordDecision('ask.1.police', 'agreed')
  await dueWhileNobodyWorks(dossier, 'ask.1.police')

  const delivered = dossier.deliver(request)
  world.worker = await world.startWorker()
  const answer = await delivered
  await dossier.opened('sign.1')

  const outcome = (await dossier.tasks())['ask.1.police']
  expect({ answer, outcome }).toEqual(
    answer === 'applied'
      ? { answer: 'applied', outcome: 'agreed' }
      : { answer: { refused: 'staleTask' }, outcome: 'silent' },
  )
  const state = await dossier.state()
  expect(Object.keys(state.tasks)).toEqual(['sign.1'])
  expect(state.rounds.sign).toBe(1)
  expect(state.revision).toBe((await dossier.effects()).length)
  await dossier.goes('sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
})
