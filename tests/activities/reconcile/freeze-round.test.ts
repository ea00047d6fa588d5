/** Before an armed reorganisation takes effect the scheduled round freezes the list of open runs; nobody asks for it. */
import { beforeAll, expect, test } from 'vitest'
import { freezeRound } from '../../../activities/reconcile/freeze-round.ts'
import { frozenListOf, listedRuns } from '../../../db/certificate/frozen-list.ts'
import { callOffReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { machineNow } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

const minute = 60_000

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const round = () => freezeRound({ database: world.database, engine: world.engine, now: machineNow })

async function armedFor(at: number, id: string) {
  const of = wardEnds(await readReferenceRows(world.database.sql), at, id)
  await armed(world.database, of, machineNow())
  return async () => {
    for (const actorId of ['an', 'chi'])
      await callOffReorganisation(world.database, of, { actorId, at: machineNow(), basis: 'Quyết định thử' })
  }
}

test('no list of runs is frozen where nothing is armed, or long before the instant', async () => {
  expect(await round()).toEqual({ lists: 0 })
  const callOff = await armedFor(machineNow() + 60 * minute, 'con-lau')
  expect(await round()).toEqual({ lists: 0 })
  await callOff()
})

test('a list frozen in the last minutes has what is open by the rows and by the engine, once', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  const at = machineNow() + 8 * minute
  const callOff = await armedFor(at, 'sap-den')
  expect(await round()).toEqual({ lists: 1 })
  expect(await round()).toEqual({ lists: 0 })
  const list = await frozenListOf(world.database.sql, { at, knownAt: machineNow() + minute })
  const runs = await listedRuns(world.database.sql, { listId: list?.id ?? '', after: null, limit: 10 })
  expect(runs).toContainEqual({ dossierId: dossier.id, correction: 0, inRows: true, inEngine: true })
  await callOff()
})
