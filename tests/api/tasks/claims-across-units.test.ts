/** A claim holds only while the unit of its mandate is responsible: it lapses by the dates of competence, and nothing runs for it. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { aMonday } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'
import type { Client } from '../client.ts'

/** The unit to which reception goes, an hour after the filing. */
const CITY = 'hanoi:01'
const T = aMonday + 3_600_000

let api: ApiWorld
let before: ApiWorld
let after: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;[before, after] = await Promise.all([api.appWith({ now: () => T - 1 }), api.appWith({ now: () => T })])
  // Written before it is true, as an order is signed before it takes effect.
  await inChange(
    api.database,
    (tx) => tx`
    insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis)
    values ('given', 'procedure', ${marriage.code}, 'receive', 'commune', 'city', ${CITY}, tstzrange(instant(${T}), null), 'Quyết định')`,
  )
})

let dossierId: string
let task: string
let clerk: Client
let clerkAfter: Client
let cityClerk: Client
beforeEach(async () => {
  ;({ dossierId } = await api.files())
  task = `${dossierId}.receive.1`
  ;[clerk, clerkAfter, cityClerk] = await Promise.all([
    before.officer('oneStop'),
    after.officer('oneStop'),
    after.officer('oneStop', CITY),
  ])
  expect(await clerk.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
})

const inbox = z.object({ items: z.array(z.object({ task: z.string(), claimedBy: z.string().nullable() })) })
const listed = async (client: Client, query = '') => {
  const { items } = inbox.parse((await client.get(`/inbox${query}`)).body)
  return items.filter((item) => item.task === task).map(({ claimedBy }) => claimedBy)
}

test('a task claimed in a unit that has ended is in the inbox of the new unit and in no other, and nobody holds it', async () => {
  expect(await listed(clerk)).toEqual([`can-bo:${commune}:oneStop:1`])
  expect(await listed(clerk, '?claimedBy=me')).toEqual([`can-bo:${commune}:oneStop:1`])
  expect(await listed(clerkAfter)).toEqual([])
  expect(await listed(clerkAfter, '?claimedBy=me')).toEqual([])
  expect(await listed(cityClerk)).toEqual([null])
})

test('dossier and search show no holder for a claim of a unit that has ended, and the row of the task is as it was', async () => {
  const shown = { tasks: [{ unit: { id: CITY }, claimedBy: null }] }
  expect((await cityClerk.get(`/dossiers/${dossierId}`)).body).toMatchObject(shown)
  const supervisor = await after.supervisor(CITY)
  const { code } = z.object({ code: z.string() }).parse((await supervisor.get(`/dossiers/${dossierId}`)).body)
  const found = await supervisor.get(`/dossiers?code=${code}`)
  expect(JSON.stringify(found.body)).toContain('"claimedBy":null')
  const [row] = await api.database.sql`select claimed_by from task where id = ${task}`
  expect(row).toEqual({ claimed_by: `can-bo:${commune}:oneStop:1` })
})

test('the new unit decides without a claim: one of the old unit keeps nobody from it', async () => {
  // The engine is away: what is not refused is recorded.
  expect(await cityClerk.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({
    status: 503,
    body: { code: 'engineUnavailable' },
  })
})

test('the new unit claims a task that the old unit had claimed, and the journal has both claims', async () => {
  expect(await clerkAfter.post(`/tasks/${task}/claim`)).toMatchObject({
    status: 403,
    body: { code: 'notCompetent' },
  })
  expect(await cityClerk.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  const claims = await api.database.sql<{ unit: string }[]>`
    select unit_id as unit from journal where dossier_id = ${dossierId} and kind = 'claimed' order by seq`
  expect(claims.map(({ unit }) => unit)).toEqual([commune, CITY])
})

test('an officer whose claim lapsed with the unit has nothing to release, and nothing to be reassigned', async () => {
  expect(await clerkAfter.delete(`/tasks/${task}/claim`)).toMatchObject({
    status: 200,
    body: { claimedBy: null },
  })
  const supervisor = await after.supervisor(CITY)
  const all = { from: `can-bo:${commune}:oneStop:1`, officer: null }
  expect(await supervisor.post('/tasks/reassignments', all)).toMatchObject({ body: { items: [], left: 0 } })
  const released = await api.database.sql`
    select 1 from journal where dossier_id = ${dossierId} and kind = 'released'`
  expect(released).toHaveLength(0)
})

test('an officer whose claim lapsed with the unit claims again in another unit, under the mandate there', async () => {
  const [mandate, officer] = [randomUUID(), `can-bo:${commune}:oneStop:1`]
  await inChange(
    api.database,
    (tx) => tx`
    insert into mandate (id, officer_id, unit_id, role, kind, valid, basis)
    values (${mandate}, ${officer}, ${CITY}, 'oneStop', 'own', tstzrange(instant(${T}), null), 'Quyết định điều động')`,
  )
  const moved = await after.as({ id: officer, role: 'officer', unitId: CITY })
  expect(await moved.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await listed(cityClerk)).toEqual([])
  const [row] = await api.database.sql`select claimed_under from task where id = ${task}`
  expect(row).toEqual({ claimed_under: mandate })
})
