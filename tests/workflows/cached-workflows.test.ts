import { beforeAll, expect, test } from 'vitest'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { consultation } from '../procedures/invented/consultation.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld({ maxCachedWorkflows: 3 })
})

test('many dossiers share a worker that caches three, and each keeps its own state', async () => {
  const dossiers: DossierStory[] = []
  for (let index = 0; index < 10; index += 1) {
    dossiers.push(await fileStory(world, index % 2 === 0 ? registration : consultation))
  }
  // One after the other, step by step: each is evicted, and comes back from its history, between its decisions.
  for (const dossier of dossiers) await dossier.goes('receive.1:accepted')
  for (const [index, dossier] of dossiers.entries()) {
    await dossier.goes(index % 2 === 0 ? 'review.1:approved' : 'ask.1.police:agreed ask.1.department:agreed')
  }
  for (const [index, dossier] of dossiers.entries()) {
    const [state, timeline] = [await dossier.state(), await dossier.timeline()]
    const closed = timeline.map(({ task }) => task).sort()
    if (index % 2 === 0) {
      expect(Object.keys(state.tasks)).toEqual(['sign.1'])
      expect(closed).toEqual(['receive.1', 'review.1'])
    } else {
      expect(Object.keys(state.tasks)).toEqual(['review.1'])
      expect(closed).toEqual(['ask.1.department', 'ask.1.police', 'receive.1'])
    }
    expect((await dossier.dossier()).revision).toBe(state.revision)
  }
})
