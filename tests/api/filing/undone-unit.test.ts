/** After an undo portals go on naming a unit that began with the reorganisation: its place has a holder again, and that receives. */
import { beforeAll, expect, test } from 'vitest'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { aMonday } from '../../clock.ts'
import { armed, undone } from '../../db/reorganisations/arm.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, marriageFiling } from '../app.ts'

const hour = 3_600_000
/** Receives for Ba Đình and its neighbours while the move of reception holds, and holds areas in a layer that ends with it. */
const BRANCH = 'hanoi:ttpvhcc-01'
const named = `${commune} (Phường Ba Đình)`

let api: ApiWorld
/** Of the undo. */
let U: number
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  const of = reorganisationOf(await knownReorganisations(), 'reception-2027-01-01')
  await armed(api.database, of, aMonday)
  U = of.effectiveAt + 24 * hour
  await undone(api.database, of, { at: U - hour, effectiveAt: U })
})

const filing = (changes: object = {}) => marriageFiling({ receptionUnit: BRANCH, ...changes })
const files = async (at: number, changes?: object) =>
  await (await (await api.appWith({ now: () => at })).service()).post('/dossiers', filing(changes))

test('a filing to a unit that an undo ended goes to who holds its place since', async () => {
  expect(Object((await files(U - 1)).body).routed).toBeUndefined()
  const { status, body } = await files(U)
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { routed: { from: { id: BRANCH }, to: { id: commune } } },
  })
  const [kept] = await api.database.sql`
    select reception_unit_id as unit from dossier where id = ${Object(body).dossierId}`
  expect(kept).toEqual({ unit: commune })
})

test('a filing that a portal received for it before the undo keeps it as the one that received', async () => {
  const received = { at: new Date(U - hour).toISOString(), reason: 'offline' }
  const { status, body } = await files(U + hour, { received })
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { filedAt: received.at, routed: { to: { id: commune } } },
  })
})

test('who holds its places is named after the 90 days, and to an officer at once', async () => {
  const late = await files(U + 90 * 24 * hour)
  const officer = await (await api.appWith({ now: () => U })).officer('oneStop')
  for (const refused of [late, await officer.post('/dossiers', filing())]) {
    expect(refused).toMatchObject({ status: 410, body: { code: 'unitEnded' } })
    expect(JSON.stringify(refused.body)).toContain(named)
  }
})

test('the originals that it held are the business of who holds its places since', async () => {
  const clerk = await (await api.appWith({ now: () => U })).officer('oneStop')
  expect(await clerk.get(`/originals?unit=${BRANCH}`)).toMatchObject({ status: 200 })
})
