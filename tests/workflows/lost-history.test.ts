import { beforeAll, expect, test } from 'vitest'
import type { RecordedRequest } from '../../db/dossier/requests/requests.ts'
import { writeTransition } from '../../db/dossier/transition/write-transition.ts'
import { writesAndDueTimesSince } from '../../db/dossier/transition/writes-since.ts'
import { reprojectSignal } from '../../engine/messages.ts'
import { until } from '../../harness/until.ts'
import { advance } from '../../procedures/grammar/run/advance.ts'
import type { WriteInput } from '../../procedures/grammar/run/write.ts'
import { deliverRequest } from '../../relay/deliver-request.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

/** What a worker wrote that died with its server before the history heard of it. */
async function writeUnheard(dossier: DossierStory, request: RecordedRequest): Promise<void> {
  const state = await dossier.state()
  const next = advance(dossier.plan, state, request.item)
  if ('refused' in next) throw new Error(`cannot be written: ${next.refused}`)
  const { state: _, ...change } = next
  const input: WriteInput = {
    dossierId: dossier.id,
    expectedRevision: state.revision,
    item: request.item,
    change,
    total: dossier.plan.total,
  }
  expect(await writeTransition(world.database, input)).toMatchObject({ kind: 'applied' })
}

async function atReceive(): Promise<DossierStory> {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  return dossier
}

test('after a lost history a request that comes again is applied once, and the workflow goes on from there', async () => {
  const dossier = await atReceive()
  const request = await dossier.recordDecision('receive.1', 'accepted')
  await writeUnheard(dossier, request)
  expect((await dossier.state()).revision).toBe(1)

  expect(await dossier.deliver(request)).toBe('applied')
  expect(await dossier.effects()).toEqual(['start', request.id])
  expect((await dossier.state()).revision).toBe(2)
  await dossier.goes('review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
})

test('after a lost history another request for the same task is stale, as PostgreSQL says', async () => {
  const dossier = await atReceive()
  await writeUnheard(dossier, await dossier.recordDecision('receive.1', 'accepted'))
  const other = await dossier.recordDecision('receive.1', 'rejected')
  expect(await dossier.deliver(other)).toEqual({ refused: 'staleTask' })
  expect((await dossier.state()).tasks).toHaveProperty('review.1')
})

test('after a lost history a request for another task makes the workflow catch up, and is applied then', async () => {
  const dossier = await atReceive()
  const lost = await dossier.recordDecision('receive.1', 'accepted')
  await writeUnheard(dossier, lost)
  expect(await dossier.withdraw()).toBe('applied')
  expect(await dossier.ending()).toBe('withdrawn')
  expect(await dossier.timeline()).toMatchObject([
    { task: 'receive.1', outcome: 'accepted' },
    { task: 'review.1', outcome: 'withdrawn' },
  ])
})

test('after a lost history a decision of a task that only PostgreSQL knows makes the workflow catch up, and is applied', async () => {
  const dossier = await atReceive()
  await writeUnheard(dossier, await dossier.recordDecision('receive.1', 'accepted'))
  expect((await dossier.state()).tasks).not.toHaveProperty('review.1')
  const request = await dossier.recordDecision('review.1', 'approved', { seen: 2 })
  await until('it is applied', async () => (await dossier.deliver(request)) === 'applied')
  expect(await dossier.effects()).toHaveLength(3)
})

test('after a lost history a workflow whose end only PostgreSQL knows ends as well', async () => {
  const dossier = await atReceive()
  await writeUnheard(dossier, await dossier.recordDecision('receive.1', 'rejected'))
  expect(await dossier.withdraw()).toEqual({ refused: 'dossierClosed' })
  expect(await dossier.ending()).toBe('notReceived')
})

test('a workflow ahead of a restored PostgreSQL writes nothing again, and answers nothing as applied', async () => {
  const dossier = await atReceive()
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const { sql } = world.database
  await sql`update dossier set revision = 1 where id = ${dossier.id}`
  await sql`delete from task where dossier_id = ${dossier.id} and key = 'review.1'`
  await sql`update task set closed_at = null, outcome = null, closed_by = null where dossier_id = ${dossier.id}`

  const request = await dossier.record((key) => ({ kind: 'withdraw', key, at: machineNow() }))
  const deps = { database: world.database, engine: world.engine, now: machineNow }
  await expect(deliverRequest(deps, request, 2_000)).rejects.toMatchObject({ code: 'engineUnavailable' })
  expect(await dossier.tasks()).toEqual({ 'receive.1': 'open' })
  expect(await dossier.journal()).not.toContain('reprojected')
  await dossier.handle.terminate('the end of this test')
})

test('a workflow writes its projection again when it is requested', async () => {
  const dossier = await atReceive()
  await world.database.sql`
    update task set closed_at = opened_at, outcome = 'accepted' where dossier_id = ${dossier.id}`
  await dossier.handle.signal(reprojectSignal)
  await dossier.opened('receive.1')
  expect(await dossier.journal()).toEqual(['filed', 'start', 'reprojected'])
})

test('the activity `standing` returns the writes that a workflow has not taken up, and no others', async () => {
  const dossier = await atReceive()
  await dossier.goes('receive.1:accepted')
  const { sql } = world.database
  const sinceStart = await writesAndDueTimesSince(sql, { dossierId: dossier.id, revision: 1 })
  expect(sinceStart.missed.map(({ item }) => item.kind)).toEqual(['decide'])
  expect(Object.keys(sinceStart.dueAt)).toEqual(['review.1'])
  expect((await writesAndDueTimesSince(sql, { dossierId: dossier.id, revision: 2 })).missed).toEqual([])
})
