import { beforeAll, expect, test } from 'vitest'
import { databaseNow, machineNow } from '../clock.ts'
import { fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

const minuteMs = 60_000

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

// A run at another day, where one of these kept the machine's clock, would find what no day can bring about.
test('test, database and workflow code are at the same instant, also in a run at another day', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
  const [issued] = await world.database.sql<{ at: number }[]>`
    select epoch_ms(closed_at) as at from task where dossier_id = ${dossier.id} and kind = 'issue'`
  const now = machineNow()
  const ages = {
    ofDatabase: Math.abs(now - (await databaseNow(world.database))),
    // By workflow code: the signature opened the task, and nobody decides it.
    ofWorkflow: Math.abs(now - (issued?.at ?? 0)),
  }
  expect(Object.entries(ages).filter(([, ms]) => ms > minuteMs)).toEqual([])
})
