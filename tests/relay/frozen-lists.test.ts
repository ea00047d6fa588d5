/** The list before an instant is frozen by the relay, whether the engine is there or not; what the engine ran is added when it answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frozenListOf } from '../../db/certificate/frozen-list.ts'
import { lastRounds } from '../../db/engine/last-round.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import type { Engine } from '../../engine/connection.ts'
import { until } from '../../harness/until.ts'
import { startRelay } from '../../relay/relay.ts'
import { aMonday, databaseNow, machineNow } from '../clock.ts'
import { armed, undone } from '../db/reorganisations/arm.ts'
import { wardEnds } from '../db/reorganisations/ward-ends.ts'
import { fileStory } from '../dossier-story.ts'
import { type EngineBehindLink, engineBehindLink } from '../faults/engine-behind-link.ts'
import type { Fault, LinkProxy } from '../faults/link-proxy.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

const faults: readonly (readonly [string, Fault])[] = [
  ['refuses', { is: 'refuse' }],
  ['says nothing', { is: 'blackHole' }],
]
describe('a list is frozen before an instant', () => {
  describe.each(faults)('while the engine %s', (name, fault) => {
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

    const listBefore = (at: number) =>
      frozenListOf(world.database.sql, { at, knownAt: machineNow() + 24 * 3_600_000 })

    test('the relay freezes a list fifteen seconds before an instant, and adds what the engine ran when it answers', async () => {
      const { database } = world
      const dossier = await fileStory(world, registration)
      await dossier.opened('receive.1')
      const of = wardEnds(await readReferenceRows(database.sql), aMonday, `phuong-${fault.is}`)
      await armed(database, of, aMonday - 3_600_000)
      await link.set(fault)
      const relay = await startRelay({ database, engine, now: machineNow, log: { warn: () => {} } })
      const at = Math.ceil(await databaseNow(database)) + 15_000
      await undone(database, of, { at: machineNow(), effectiveAt: at })
      const frozen = await until(`a list is frozen before ${name}`, () => listBefore(at), 15_000)
      expect(frozen).toMatchObject({ engine: null })
      await until('its look is recorded', async () =>
        (await lastRounds(database.sql, machineNow())).some(({ kind }) => kind === 'freeze'),
      )
      await link.set({ is: 'none' })
      const asked = await until('the engine was asked', async () => (await listBefore(at))?.engine, 30_000)
      expect(asked.askedAt).toBeGreaterThanOrEqual(frozen.frozenAt)
      await relay.stop()
    })
  })
})
