/** An engine that is away: what needs it waits in short rounds, what does not goes on, and its return is noticed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../engine/connection.ts'
import { until } from '../../harness/until.ts'
import { EngineWatch, withinCall } from '../../relay/engine-watch.ts'
import { startRelay } from '../../relay/relay.ts'
import { relayMessages } from '../../relay/relay-messages.ts'
import { machineNow } from '../clock.ts'
import { fileOnly, fileStory } from '../dossier-story.ts'
import { type EngineBehindLink, engineBehindLink } from '../faults/engine-behind-link.ts'
import type { Fault, LinkProxy } from '../faults/link-proxy.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
let behind: EngineBehindLink
let link: LinkProxy
let engine: Engine
beforeAll(async () => {
  world = await storyWorld()
  behind = await engineBehindLink(world.engine.namespace)
  ;({ engine, link } = behind)
})
afterAll(() => behind.close())

/** Far below the twenty and thirty seconds for which the client itself would go on. */
const withinMs = 12_000

const outboxOf = async (dossierId: string) => [
  ...(await world.database.sql<{ topic: string; done: boolean; attempts: number }[]>`
    select topic, done_at is not null as done, attempts from outbox
    where dossier_id = ${dossierId} order by topic`),
]

function holdsNothingUp(fault: Fault): void {
  test('holds a round for as long as one call may take, whatever the round carries', async () => {
    const running = await fileStory(world, registration)
    const filed = await fileOnly(world, registration)
    await running.opened('receive.1')
    await world.database.sql`
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      select topic, ${`${running.id}/${fault.is}/`} || topic, ${running.id}, '{}', instant(0)
      from unnest(array['dueMoved', 'reorganisationStepped']) topic`
    await link.set(fault)
    let over = false
    const round = relayMessages({ database: world.database, engine, now: machineNow }).then(() => {
      over = true
    })
    await until('the round is over', () => over, withinMs)
    await round
    const waiting = [...(await outboxOf(filed.id)), ...(await outboxOf(running.id))]
    expect(waiting).toContainEqual({ topic: 'startWorkflow', done: false, attempts: 1 })
    expect(waiting).toContainEqual({ topic: 'dueMoved', done: false, attempts: 1 })
    await link.set({ is: 'none' })
    await running.start()
  })

  test('lets no round begin until it answers', async () => {
    await link.set(fault)
    const watch = new EngineWatch(engine, { warn: () => {} })
    const asked = () => engine.connection.workflowService.getSystemInfo({})
    watch.failed(await withinCall(engine, asked).catch((error: unknown) => error))
    expect(await watch.answers()).toBe(false)
    await link.set({ is: 'none' })
    await until('it answers', () => watch.answers(), withinMs)
  })

  test('keeps no notice from being sent, and is noticed as soon as it is back', async () => {
    await link.set(fault)
    const lines: string[] = []
    const log = { warn: (_: object, line: string) => lines.push(line) }
    const first = await fileOnly(world, registration)
    const relay = await startRelay({ database: world.database, engine, now: machineNow, log })
    await until('the relay has noticed it', () => lines.includes('relay waits until Temporal answers'))
    const second = await fileOnly(world, registration)
    await until('its notice is sent', async () => {
      const [sent] = await world.database.sql`
        select 1 from notice_outbox where dossier_id = ${second.id} and event = 'filed' and status = 'sent'`
      return sent !== undefined
    })
    // Not taken, it is not put off.
    expect(await outboxOf(second.id)).toEqual([{ topic: 'startWorkflow', done: false, attempts: 0 }])
    await link.set({ is: 'none' })
    for (const { id } of [first, second]) {
      await until('it is started', async () => (await outboxOf(id)).every(({ done }) => done), withinMs)
    }
    await relay.stop()
    expect(lines.filter((line) => line === 'relay waits until Temporal answers')).toHaveLength(1)
  })
}

describe('an engine that refuses', () => holdsNothingUp({ is: 'refuse' }))
describe('an engine that says nothing', () => holdsNothingUp({ is: 'blackHole' }))
