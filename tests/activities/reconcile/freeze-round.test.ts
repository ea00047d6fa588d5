/** Before a reorganisation or an undo takes effect the scheduled round freezes the list of open runs; nobody asks for it. */
import { beforeAll, expect, test } from 'vitest'
import { engineRuns } from '../../../activities/reconcile/engine-runs.ts'
import { freezeRound } from '../../../activities/reconcile/freeze-round.ts'
import { freezeRuns, frozenListOf, listedRuns } from '../../../db/certificate/frozen-list.ts'
import { callOffReorganisation, undoReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { dossierWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import { until } from '../../../harness/until.ts'
import { file } from '../../certificate/cutover-story.ts'
import { aMonday, machineNow } from '../../clock.ts'
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
  expect(runs).toContainEqual({
    ...{ dossierId: dossier.id, correction: 0, inRows: true, inEngine: true, lost: false },
  })
  await callOff()
})

test('a list is frozen before the instant of an undo, as it is before that of a reorganisation', async () => {
  const { database } = world
  const of = wardEnds(await readReferenceRows(database.sql), aMonday, 'hoan-tac')
  await armed(database, of, aMonday - 60 * minute)
  const undone = async (effectiveAt: number) => {
    for (const actorId of ['an', 'chi'])
      await undoReorganisation(database, of, {
        ...{ actorId, at: machineNow(), basis: 'Quyết định thử', effectiveAt },
      })
  }
  const at = machineNow() + 8 * minute
  expect(await round()).toEqual({ lists: 0 })
  await undone(at)
  expect(await round()).toEqual({ lists: 1 })
  expect(await round()).toEqual({ lists: 0 })
  const list = await frozenListOf(database.sql, { at, knownAt: machineNow() + minute })
  expect(list?.frozenAt).toBeLessThan(at)
})

test('a run whose workflow is gone from the engine is on the list as lost; one that waits for its start is not', async () => {
  const [lost, kept] = [await fileStory(world, registration), await fileStory(world, registration)]
  await Promise.all([lost.opened('receive.1'), kept.opened('receive.1')])
  const waits = await file(world.database, { at: machineNow() })
  const handle = world.engine.client.workflow.getHandle(dossierWorkflowId(lost.id, 0))
  await handle.terminate('test')
  await until('it does not run', async () => (await handle.describe()).status.name !== 'RUNNING')
  await world.database
    .sql`update dossier set started_at = instant(${machineNow()}) where id in ${world.database.sql([lost.id, kept.id])}`
  const { running, lost: gone } = await engineRuns(world)
  expect(gone).toEqual([{ dossierId: lost.id, correction: 0 }])
  const { id } = await freezeRuns(world.database, {
    ...{ takenFor: machineNow() + 60 * minute, running, lost: gone, actorId: 'test' },
  })
  const runs = await listedRuns(world.database.sql, { listId: id, after: null, limit: 100 })
  const of = (dossierId: string) => runs.find((run) => run.dossierId === dossierId)
  expect(of(lost.id)).toMatchObject({ inRows: true, inEngine: false, lost: true })
  expect(of(kept.id)).toMatchObject({ inRows: true, inEngine: true, lost: false })
  expect(of(waits)).toMatchObject({ inRows: true, inEngine: false, lost: false })
})

test('where more runs are missing from the list of the engine than can be looked up in time, all of them are lost', async () => {
  const dossiers = await Promise.all([1, 2].map(() => fileStory(world, registration)))
  await Promise.all(dossiers.map((dossier) => dossier.opened('receive.1')))
  const ids = dossiers.map(({ id }) => id)
  for (const id of ids)
    await world.engine.client.workflow.getHandle(dossierWorkflowId(id, 0)).terminate('test')
  await world.database
    .sql`update dossier set started_at = instant(${machineNow()}) where id in ${world.database.sql(ids)}`
  await until(
    'the engine lists neither as running',
    async () =>
      (await engineRuns(world)).lost.filter(({ dossierId }) => ids.includes(dossierId)).length === ids.length,
  )
  const { client } = world.engine
  let lookedUp = 0
  const engine = {
    ...world.engine,
    client: new Proxy(client, {
      get(target, name) {
        if (name !== 'workflow') return Reflect.get(target, name)
        return new Proxy(client.workflow, {
          get(workflow, of) {
            if (of === 'getHandle') lookedUp += 1
            return Reflect.get(workflow, of)
          },
        })
      },
    }),
  }
  const { lost } = await engineRuns({ database: world.database, engine, lookUpAtMost: 1 })
  expect(lost.map(({ dossierId }) => dossierId)).toEqual(expect.arrayContaining(ids))
  expect(lookedUp).toBe(0)
  await engineRuns({ database: world.database, engine })
  expect(lookedUp).toBeGreaterThan(1)
})
