/** Starts wait for the workers, so that a decision on a dossier just started does not wait behind thousands of first tasks. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { firstTaskTaken } from '../../engine/first-task.ts'
import { until } from '../../harness/until.ts'
import { relayMessages } from '../../relay/relay-messages.ts'
import { StartPace, startsAhead } from '../../relay/start-pace.ts'
import { machineNow } from '../clock.ts'
import { fileOnly, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

describe('the pace of starts', () => {
  let looks: string[] = []
  let taken: (id: string) => boolean = () => true
  const paced = () =>
    new StartPace(async (id) => {
      looks.push(id)
      return taken(id)
    })
  afterEach(() => {
    looks = []
    taken = () => true
  })
  const ids = (count: number, name = 'D') => Array.from({ length: count }, (_, i) => `${name}-${i}`)

  test('asks nobody while few are started', async () => {
    const pace = paced()
    pace.made(ids(startsAhead - 1))
    expect(await pace.allows()).toBe(true)
    expect(looks).toEqual([])
  })

  test('looks once after so many, at one of the last, and again after as many more', async () => {
    const pace = paced()
    for (const name of ['first', 'second']) {
      pace.made(ids(startsAhead - 1, 'before'))
      pace.made(ids(1, name))
      expect(await pace.allows()).toBe(true)
      expect(await pace.allows()).toBe(true)
    }
    expect(looks).toEqual(['first-0', 'second-0'])
  })

  test('holds starts until a worker has taken one of the last', async () => {
    const pace = paced()
    pace.made(ids(startsAhead))
    taken = () => looks.length > 3
    expect(await pace.allows()).toBe(true)
    expect(looks).toHaveLength(4)
  })

  test('is not held up by one whose first task is lost', async () => {
    const pace = paced()
    pace.made(ids(startsAhead))
    pace.made(ids(1, 'lost'))
    taken = (id) => id !== 'lost-0'
    expect(await pace.allows()).toBe(true)
    expect(looks).toEqual(['lost-0', `D-${startsAhead - 1}`])
  })

  test('lets what else is to be carried wait half a second at most, and still holds starts then', async () => {
    const pace = paced()
    pace.made(ids(startsAhead))
    taken = () => false
    expect(await pace.allows()).toBe(false)
    const before = looks.length
    expect(await pace.allows()).toBe(false)
    expect(looks.length).toBeGreaterThan(before)
  })
})

describe('the relay', () => {
  let world: StoryWorld
  beforeAll(async () => {
    world = await storyWorld()
  })

  test('carries all else while starts are held', async () => {
    const runs = await fileStory(world, registration)
    const waits = await fileOnly(world, registration)
    await world.database.sql`
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      values ('dueMoved', ${`moved ${runs.id}`}, ${runs.id}, '{}', instant(${machineNow()}))`
    const deps = { database: world.database, engine: world.engine, now: machineNow }
    const open = async () => {
      const rows = await world.database.sql<{ topic: string }[]>`
        select topic from outbox where dossier_id in ${world.database.sql([waits.id, runs.id])} and done_at is null`
      return rows.map(({ topic }) => topic)
    }
    expect((await open()).toSorted()).toEqual(['dueMoved', 'startWorkflow'])
    await relayMessages(deps, { starts: false })
    expect(await open()).toEqual(['startWorkflow'])
    await relayMessages(deps)
    expect(await open()).toEqual([])
  })

  test('knows whether a worker has taken the first task of a workflow', async () => {
    const dossier = await fileStory(world, registration)
    await until('its task is taken', () => firstTaskTaken(world.engine, dossier.id))
    const waits = await world.engine.client.workflow.start('dossier', {
      ...{ taskQueue: 'nobody-polls-this', workflowId: 'waits', args: [] },
    })
    expect(await firstTaskTaken(world.engine, 'waits')).toBe(false)
    await waits.terminate('test')
    expect(await firstTaskTaken(world.engine, 'waits')).toBe(true)
    expect(await firstTaskTaken(world.engine, 'never started')).toBe(true)
  })
})
