import { beforeAll, describe, expect, test } from 'vitest'
import { childWorkflowId } from '../../domain/dossier/workflow-id.ts'
import { type Engine, openEngine } from '../../engine/connection.ts'
import { until } from '../../harness/until.ts'
import { relayOnce } from '../../relay/relay.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { byHand } from '../procedures/invented/by-hand.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const relayAt = (now: number, engine: Engine = world.engine) =>
  relayOnce({ database: world.database, engine, now: () => now, log: { warn: () => {} } })

/** An engine that nobody can reach: the port of a service that does not speak its language. */
const away = () => openEngine({ connection: { address: '127.0.0.1:1' }, namespace: world.engine.namespace })

async function messageOf(dossier: DossierStory) {
  const [row] = await world.database.sql`
    select last_error as "lastError", done_at is not null as done from outbox
    where dossier_id = ${dossier.id} and topic = 'reorganisationStepped'`
  return row
}

describe('a message about a step of a reorganisation', () => {
  const announce = (dossier: DossierStory) => world.database.sql`
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    values ('reorganisationStepped', ${`step ${dossier.id}`}, ${dossier.id}, '{}', instant(${machineNow()}))`
  const child = ({ id }: DossierStory) =>
    world.engine.client.workflow.getHandle(childWorkflowId(id, 'clear.1'))

  /** A child that waits: any does, since the signal is in its history whether or not it knows it. */
  async function waiting(): Promise<DossierStory> {
    const dossier = await fileStory(world, byHand)
    await dossier.goes('receive.1:accepted review.1:approved')
    await until('its child runs', async () => (await child(dossier).describe()).status.name === 'RUNNING')
    return dossier
  }

  const signalsOf = async (dossier: DossierStory) =>
    ((await child(dossier).fetchHistory()).events ?? []).flatMap(
      ({ workflowExecutionSignaledEventAttributes: of }) => (of == null ? [] : [of.signalName]),
    )

  /** The engine writes a signal into the history when the task that is being worked on has ended. */
  async function hasSignals(dossier: DossierStory, expected: readonly string[]): Promise<void> {
    await until('it has a signal', async () => (await signalsOf(dossier)).length > 0)
    expect(await signalsOf(dossier)).toEqual(expected)
  }

  test('is sent to the child workflow that waits, once', async () => {
    const dossier = await waiting()
    await announce(dossier)
    await relayAt(machineNow())
    await relayAt(machineNow() + 60_000)
    expect(await messageOf(dossier)).toMatchObject({ done: true, lastError: null })
    await hasSignals(dossier, ['reorganisationStepped'])
  })

  test('waits for the engine where that is away', async () => {
    const dossier = await waiting()
    await announce(dossier)
    const engine = away()
    await relayAt(machineNow(), engine)
    await engine.close()
    expect(await messageOf(dossier)).toMatchObject({ done: false, lastError: expect.any(String) })
    await relayAt(machineNow() + 60_000)
    await hasSignals(dossier, ['reorganisationStepped'])
  })

  test('is sent to nobody, and not for ever, where no child waits', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    await announce(dossier)
    await relayAt(machineNow())
    expect(await messageOf(dossier)).toMatchObject({ done: true })
  })
})
