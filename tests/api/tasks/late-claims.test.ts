/** A claim that is dated before a reorganisation and reaches the row after one that is dated later: the later one stands. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { aMonday } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'
import type { Client } from '../client.ts'

/** The unit to which reception goes at `T`. */
const CITY = 'hanoi:01'
const T = aMonday + 3_600_000
const MOVED = `can-bo:${commune}:oneStop:1`
const NEW = `can-bo:${CITY}:oneStop:1`

let api: ApiWorld
let before: ApiWorld
let after: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;[before, after] = await Promise.all([api.appWith({ now: () => T - 5 }), api.appWith({ now: () => T + 5 })])
  await inChange(
    api.database,
    (tx) => tx`
    insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis)
    values ('given', 'procedure', ${marriage.code}, 'receive', 'commune', 'city', ${CITY}, tstzrange(instant(${T}), null), 'Quyết định')`,
  )
  await inChange(
    api.database,
    (tx) => tx`
    insert into mandate (id, officer_id, unit_id, role, kind, valid, basis)
    values (${randomUUID()}, ${MOVED}, ${CITY}, 'oneStop', 'own', tstzrange(instant(${T}), null), 'Quyết định điều động')`,
  )
})

let dossierId: string
let task: string
let old: Client
let cityClerk: Client
let moved: Client
beforeEach(async () => {
  ;({ dossierId } = await api.files())
  task = `${dossierId}.receive.1`
  ;[old, cityClerk, moved] = await Promise.all([
    before.officer('oneStop'),
    after.officer('oneStop', CITY),
    after.as({ id: MOVED, role: 'officer', unitId: CITY }),
  ])
})

const holder = async () => {
  const [row] = await api.database.sql<{ by: string | null }[]>`
    select claimed_by as by from task where id = ${task}`
  return row?.by
}
const journalled = async () => {
  const rows = await api.database.sql<{ kind: string }[]>`
    select kind from journal where dossier_id = ${dossierId} and kind in ('claimed', 'released') order by seq`
  return rows.map(({ kind }) => kind)
}

test('a claim of the old unit that reaches the row late leaves the claim of the new unit, and the answer names that unit', async () => {
  expect(await cityClerk.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await old.post(`/tasks/${task}/claim`)).toMatchObject({
    status: 403,
    body: { code: 'notCompetent', detail: expect.stringContaining(CITY) },
  })
  expect(await holder()).toBe(NEW)
  expect(await journalled()).toEqual(['claimed'])
})

test('a claim of the old unit that reached the row first has lapsed when the new unit claims', async () => {
  expect(await old.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await cityClerk.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await holder()).toBe(NEW)
})

test('an officer who went to the new unit keeps the claim made there, whatever reaches the row late from the old unit', async () => {
  expect(await moved.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  const stands = { status: 200, body: { claimedBy: MOVED } }
  expect(await old.post(`/tasks/${task}/claim`)).toMatchObject(stands)
  expect(await old.delete(`/tasks/${task}/claim`)).toMatchObject(stands)
  const [row] = await api.database.sql`
    select m.unit_id as unit from task t join mandate m on m.id = t.claimed_under where t.id = ${task}`
  expect(row).toEqual({ unit: CITY })
  expect(await journalled()).toEqual(['claimed'])
})

test('a release of the old unit that reaches the row late is refused, as another holds the task', async () => {
  expect(await old.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await cityClerk.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await old.delete(`/tasks/${task}/claim`)).toMatchObject({
    status: 409,
    body: { code: 'claimedByAnother' },
  })
  expect(await holder()).toBe(NEW)
  expect(await journalled()).toEqual(['claimed', 'claimed'])
})
