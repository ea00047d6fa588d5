/** Which runs of a list the engine ran when it was frozen, asked later. */
import { beforeAll, expect, test } from 'vitest'
import { type FrozenList, freezeRuns, frozenListOf, listedRuns } from '../../db/certificate/frozen-list.ts'
import { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts'
import type { Engine } from '../../engine/connection.ts'
import { askOfLists, runsThen } from '../../engine/frozen-runs.ts'
import { until } from '../../harness/until.ts'
import { file } from '../certificate/cutover-story.ts'
import { databaseNow, machineNow } from '../clock.ts'
import { fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const anHour = 3_600_000
let instants = 0
/** Each list is of an instant of its own. */
const frozen = (): Promise<FrozenList> => {
  instants += 1
  return freezeRuns(world.database, { takenFor: machineNow() + instants * anHour, actorId: 'test' })
}

async function opened() {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await world.database.sql`update dossier set started_at = filed_at where id = ${dossier.id}`
  return dossier
}

async function ends(id: string): Promise<void> {
  const handle = world.engine.client.workflow.getHandle(dossierWorkflowId(id, 0))
  await handle.terminate('test')
  // A list that is frozen after this is frozen milliseconds after its end.
  await until('it does not run', async () => {
    const { closeTime } = await handle.describe()
    return closeTime !== undefined && closeTime !== null && closeTime.getTime() + 5 < machineNow()
  })
}

/** As the certificate reads a list. */
async function readAgain({ id }: FrozenList) {
  const [row] = await world.database.sql<{ at: number }[]>`
    select epoch_ms(taken_for) as at from frozen_list where id = ${id}`
  const knownAt = await databaseNow(world.database)
  const list = await frozenListOf(world.database.sql, { at: row?.at ?? 0, knownAt })
  if (list === null) throw new Error('the list is not there')
  const runs = await listedRuns(world.database.sql, { list, after: null, limit: 100 })
  return { list, of: (dossierId: string) => runs.find((run) => run.dossierId === dossierId) }
}

test('a run that ended after its list was frozen ran then, and one that had ended before is lost', async () => {
  const [before, after, runs] = [await opened(), await opened(), await opened()]
  const waits = await file(world.database, { at: machineNow() })
  await world.database.sql`update dossier set started_at = null where id = ${waits}`
  await ends(before.id)
  const list = await frozen()
  await ends(after.id)
  const since = await opened()
  expect(await askOfLists(world)).toBeGreaterThan(0)
  expect(await askOfLists(world)).toBe(0)
  const { list: read, of } = await readAgain(list)
  expect(read.engine?.askedAt).toBeGreaterThan(list.frozenAt)
  expect(of(before.id)).toMatchObject({ inRows: true, inEngine: false, lost: true })
  expect(of(after.id)).toMatchObject({ inRows: true, inEngine: true, lost: false })
  expect(of(runs.id)).toMatchObject({ inRows: true, inEngine: true, lost: false })
  expect(of(waits)).toMatchObject({ inRows: true, inEngine: false, lost: false })
  expect(of(since.id)?.inRows ?? false).toBe(false)
  const said = await world.database
    .sql`select dossier_id as id from frozen_engine_run where list_id = ${list.id} and not ran`
  expect(said).toContainEqual({ id: before.id })
  expect(said).not.toContainEqual({ id: runs.id })
})

test('a run that was started again after its list was frozen ran then by the run before it', async () => {
  const dossier = await opened()
  const list = await frozen()
  await ends(dossier.id)
  await dossier.start()
  await askOfLists({ ...world, only: list.id })
  expect((await readAgain(list)).of(dossier.id)).toMatchObject({ inEngine: true, lost: false })
})

test('only the last list of an instant is asked about, and each once, by the first who asks', async () => {
  const takenFor = machineNow() + 100 * anHour
  const first = await freezeRuns(world.database, { takenFor, actorId: 'test' })
  await until('the clock has gone on', async () => (await databaseNow(world.database)) > first.frozenAt + 2)
  const last = await freezeRuns(world.database, { takenFor, actorId: 'test' })
  await Promise.all([askOfLists(world), askOfLists(world)])
  const asked = await world.database.sql`
    select list_id as id from frozen_engine where list_id in ${world.database.sql([first.id, last.id])}`
  expect([...asked]).toEqual([{ id: last.id }])
  const entries = await world.database
    .sql`select kind from journal where dossier_id = ${last.id} order by seq`
  expect([...entries]).toEqual([{ kind: 'runsFrozen' }, { kind: 'engineAsked' }])
})

test('where more runs are missing from the list of the engine than are looked up, all of them are lost', async () => {
  const dossiers = [await opened(), await opened()]
  for (const { id } of dossiers) await ends(id)
  const list = await frozen()
  const { client } = world.engine
  let lookedUp = 0
  const engine: Engine = {
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
  const of = { listId: list.id, frozenAt: list.frozenAt }
  const ran = await runsThen({ database: world.database, engine, lookUpAtMost: 1 }, of)
  expect(lookedUp).toBe(0)
  for (const { id } of dossiers) expect(ran).not.toContainEqual({ dossierId: id, correction: 0 })
  await runsThen({ database: world.database, engine }, of)
  expect(lookedUp).toBeGreaterThan(1)
})
