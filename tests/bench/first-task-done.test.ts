/** What the bench of imports counts as a start. */
import { beforeAll, expect, test } from 'vitest'
import { firstTaskDone, untilAllDone } from '../../bench/first-task-done.ts'
import { fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

test('a start that the engine has acknowledged is not done until a worker has completed its first task', async () => {
  const { client } = world.engine
  const workflowId = 'acknowledged'
  await client.workflow.start('dossier', { workflowId, taskQueue: 'nobody', args: [] })
  expect(await firstTaskDone(world.engine, workflowId)).toBe(false)
  await client.workflow.getHandle(workflowId).terminate()
  const dossier = await fileStory(world, registration)
  await untilAllDone(world.engine, [dossier.id])
  expect(await firstTaskDone(world.engine, dossier.id)).toBe(true)
})
