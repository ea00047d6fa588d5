import { beforeAll, expect, test } from 'vitest'
import { fileStory } from './dossier-story.ts'
import { noWorkflowLeft } from './engine.ts'
import { registration } from './procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from './story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

test('a workflow that a file leaves running without an open dossier is named, and fails the file', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await noWorkflowLeft(world.engine)

  const stray = 'dossier-of-nobody'
  const handle = await world.engine.client.workflow.start('tthc.9.999999', {
    workflowId: stray,
    taskQueue: 'where-no-worker-is',
  })
  await expect(noWorkflowLeft(world.engine, 500)).rejects.toThrow(
    /left 1 workflows running .*\ndossier-of-nobody$/,
  )
  await handle.terminate()
  await noWorkflowLeft(world.engine)
})
