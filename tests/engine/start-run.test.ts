import { beforeAll, expect, test } from 'vitest'
import { runHistory } from '../../db/engine/run-history.ts'
import { startOptionsOf } from '../../engine/start-run.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileOnly, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

async function startOf({ id: dossierId }: DossierStory) {
  const history = await runHistory(world.database.sql, { dossierId, correction: 0 })
  return history === null ? null : startOptionsOf(history)
}

test('a dossier just filed is started where its filing left it, under the plan it was filed with', async () => {
  const dossier = await fileOnly(world, registration)
  const start = await startOf(dossier)
  expect(start?.options).toMatchObject({ workflowId: dossier.id, taskQueue: 'dossiers' })
  const [input] = start?.options.args ?? []
  expect(input).toMatchObject({ dossierId: dossier.id, plan: dossier.plan, skips: [] })
  expect(Object.keys(input?.standing?.state.tasks ?? {})).toEqual(['receive.1'])
})

test('the state of a dossier by its rows is that of its workflow, due times included', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const start = await startOf(dossier)
  expect(start?.state).toEqual(await dossier.state())
  expect(start?.options.args[0].standing?.timeline).toEqual(await dossier.timeline())
})

test('a task that its worker has lost is given out again within the time that a decision is waited for', async () => {
  const { id } = await fileStory(world, registration)
  const { raw } = await world.engine.client.workflow.getHandle(id).describe()
  const seconds = Number(raw.executionConfig?.defaultWorkflowTaskTimeout?.seconds)
  // Of the 8 s of an answer; the local activities of a task take two each at most.
  expect(seconds).toBe(5)
})

test('a dossier whose rows do not follow from each other is not started', async () => {
  const dossier = await fileOnly(world, registration)
  const { sql } = world.database
  const unknown = { kind: 'decide', key: 'x', at: 0, task: 'sign.1', outcome: 'signed' }
  await sql`
    insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
    values (${dossier.id}, 2, 'x', ${JSON.stringify(unknown)}::jsonb, '{"dueAt": {}}', 'unplaced:new:00004', instant(${machineNow()}))`
  expect(await startOf(dossier)).toBeNull()
})
