/** The organisation of 1 July 2025 is undone while dossiers are open: filing, claim and decision go to the former wards from the instant on. */
import { beforeAll, expect, test } from 'vitest'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { machineNow } from '../../clock.ts'
import { undone } from '../../db/reorganisations/arm.ts'
import { type ApiWorld, apiWorld, type Filed, marriageFiling } from '../app.ts'
import type { Client } from '../client.ts'

const WARD = 'new:00004'
/** In whose area the dossiers of the test lie; it stands again from the instant on. */
const FORMER = 'old:00004'

let before: ApiWorld
let after: ApiWorld
let open: Filed
let claimed: Filed
let formerClerk: Client
beforeAll(async () => {
  const world = await apiWorld()
  const of = reorganisationOf(await knownReorganisations(), 'hanoi-2025-07-01')
  const U = machineNow() + 3_600_000
  ;[before, after] = await Promise.all([world.appWith({ now: () => U - 1 }), world.appWith({ now: () => U })])
  ;[open, claimed] = await Promise.all([world.opens(), world.opens()])
  await undone(world.database, of, { at: machineNow(), effectiveAt: U })
  formerClerk = await after.officer('oneStop', FORMER)
}, 180_000)

const claim = (by: Client, { dossierId }: Filed) => by.post(`/tasks/${dossierId}.receive.1/claim`)
const accept = (by: Client, { dossierId }: Filed) =>
  by.post(`/tasks/${dossierId}.receive.1/decisions`, { outcome: 'accepted' })

test('until the instant the ward of today files and claims, and the former ward does not', async () => {
  const clerk = await before.officer('oneStop')
  const counter = (receptionUnit: string) => marriageFiling({ channel: 'counter', receptionUnit })
  expect(await clerk.post('/dossiers', counter(WARD))).toMatchObject({ status: 201 })
  expect((await clerk.post('/dossiers', counter(FORMER))).status).toBeGreaterThanOrEqual(400)
  expect(await claim(clerk, claimed)).toMatchObject({ status: 200 })
  expect((await claim(await before.officer('oneStop', FORMER), open)).status).toBe(403)
})

test('from the instant on a filing goes to the former ward, and the ward of today is named as ended at its counter', async () => {
  const counter = (receptionUnit: string) => marriageFiling({ channel: 'counter', receptionUnit })
  expect(await formerClerk.post('/dossiers', counter(FORMER))).toMatchObject({ status: 201 })
  expect(await formerClerk.post('/dossiers', counter(WARD))).toMatchObject({
    status: 410,
    body: { code: 'unitEnded', detail: expect.stringContaining(FORMER) },
  })
  // A portal may still name the ward of today: the citizen is not sent away for that.
  const online = await (await after.service()).post('/dossiers', marriageFiling())
  const [former] = await after.database.sql<{ identifier: string }[]>`
    select identifier from unit where id = ${FORMER}`
  expect(online).toMatchObject({
    status: 201,
    body: { code: expect.stringContaining(`${former?.identifier}-`) },
  })
})

test('from the instant on the former ward claims what was open, and the ward of today does not', async () => {
  expect((await claim(await after.officer('oneStop'), open)).status).toBe(403)
  expect(await claim(formerClerk, open)).toMatchObject({ status: 200 })
})

test('what the ward of today had claimed is decided by the former ward, once', async () => {
  const former = await accept(await after.officer('oneStop'), claimed)
  expect(former).toMatchObject({ status: 403, body: { detail: expect.stringContaining(FORMER) } })
  expect(await accept(formerClerk, claimed)).toMatchObject({ status: 200, body: { status: 'applied' } })
  const rows = await after.database.sql`
    select unit_id as unit, status from decision_request where dossier_id = ${claimed.dossierId} and status = 'applied'`
  expect([...rows]).toContainEqual({ unit: FORMER, status: 'applied' })
})
