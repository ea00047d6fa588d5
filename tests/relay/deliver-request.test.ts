import { beforeAll, expect, test } from 'vitest'
import { catchUpSignal } from '../../engine/messages.ts'
import { until } from '../../harness/until.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'
import { plain } from '../workflows/plain.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

/** Does `meanwhile` while the write of `decided` waits for the dossier's row, and answers what was decided. */
async function whileWritten<T>(
  dossier: DossierStory,
  decided: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
): Promise<T> {
  const { sql } = world.database
  let answer: Promise<T> | undefined
  await sql.begin(async (tx) => {
    await tx`select 1 from dossier where id = ${dossier.id} for update`
    answer = decided()
    await until('the write waits', async () => {
      const waiting = await sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return waiting.length > 0
    })
    await meanwhile()
  })
  if (answer === undefined) throw new Error('nothing was decided')
  return await answer
}

test('a signal that arrives while the last decision is written makes the server refuse the end once, and the decision is applied', async () => {
  const dossier = await fileStory(world, plain)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('sign.1')
  const request = await dossier.recordDecision('sign.1', 'signed')

  const answer = await whileWritten(
    dossier,
    () => dossier.deliver(request),
    () => dossier.handle.signal(catchUpSignal),
  )

  expect(answer).toBe('applied')
  expect(await dossier.ending()).toBe('issued')
  expect(await dossier.events()).toContain('workflowTaskFailedEventAttributes')
})

test('a timer that fires while the last decision is written does not keep the workflow from its end', async () => {
  const dossier = await fileStory(world, plain)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('sign.1')
  const dueAt = machineNow() + 2_500
  await world.database.sql`
    update task set due_at = instant(${dueAt}) where dossier_id = ${dossier.id} and key = 'sign.1'`
  await dossier.handle.signal(catchUpSignal)
  await until('the workflow knows', async () => (await dossier.state()).tasks['sign.1']?.dueAt === dueAt)
  const request = await dossier.recordDecision('sign.1', 'signed')
  // A write waits for a lock for a second, then it is retried: it has to begin less than that before the timer fires.
  await until('the timer is about to fire', async () => machineNow() > dueAt - 800)

  const answer = await whileWritten(
    dossier,
    () => dossier.deliver(request),
    () => until('the timer has fired', async () => machineNow() > dueAt + 200),
  )

  expect(answer).toBe('applied')
  expect(await dossier.ending()).toBe('issued')
  expect(await dossier.events()).toContain('workflowTaskFailedEventAttributes')
})
