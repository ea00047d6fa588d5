/** Two wards change their offices: enacted, undone and redone while dossiers are filed and claimed. */
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aMonday } from '../../clock.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'

const hour = 3_600_000
const path = '/reorganisations/offices-2027-01-01'
const iso = (ms: number) => new Date(ms).toISOString()
const basis = 'Quyết định thử'
const [T, U, AGAIN] = [aMonday + 24 * hour, aMonday + 48 * hour, aMonday + 72 * hour]

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const at = (instant: number) => api.appWith({ now: () => instant })
const operator = async (id: string, instant: number) => (await at(instant)).as({ id, role: 'operator' })

async function enact(instant: number, effectiveAt: number): Promise<void> {
  const [an, binh] = await Promise.all([operator('an', instant), operator('binh', instant)])
  const { body } = await an.post(`${path}/proposal`, { effectiveAt: iso(effectiveAt) })
  const { rowsHash } = z.object({ rowsHash: z.string() }).parse(body)
  await binh.post(`${path}/approval`, { rowsHash })
  expect(await an.post(`${path}/arming`)).toMatchObject({ status: 200, body: { status: 'armed' } })
}

async function undo(instant: number, effectiveAt: number): Promise<void> {
  const body = { effectiveAt: iso(effectiveAt), basis }
  expect(await (await operator('an', instant)).post(`${path}/undo`, body)).toMatchObject({ status: 200 })
  expect(await (await operator('binh', instant)).post(`${path}/undo`, body)).toMatchObject({
    body: { status: 'undone' },
  })
}

/** Offices of Hoàn Kiếm for the economy, and the wards in which the specialist of Ba Đình has a desk. */
async function standing(instant: number) {
  const offices = await api.database.sql<{ id: string }[]>`
    select id from office where unit_id = 'new:00070' and 'economy' = any(roles) and valid @> instant(${instant}) order by id`
  const units = await api.database.sql<{ unit: string }[]>`
    select unit_id as unit from mandate
    where officer_id = 'can-bo:new:00004:economy:1' and valid @> instant(${instant}) order by unit_id`
  const manned = await api.database.sql<{ office: string }[]>`
    select distinct office_id as office from mandate
    where unit_id = 'new:00070' and role = 'economy' and valid @> instant(${instant}) order by 1`
  return {
    offices: offices.map(({ id }) => id.split('/')[1]),
    manned: manned.map(({ office }) => office.split('/')[1]),
    units: units.map(({ unit }) => unit),
  }
}

const one = { offices: ['phong-kinh-te'], manned: ['phong-kinh-te'], units: ['new:00004'] }
const two = {
  offices: ['phong-ha-tang-do-thi', 'phong-kinh-te-thuong-mai'],
  manned: ['phong-ha-tang-do-thi', 'phong-kinh-te-thuong-mai'],
  units: ['new:00004', 'new:00082'],
}

/** A dossier is filed and claimed, whatever is written of offices meanwhile. */
async function filedAndClaimed(instant: number): Promise<void> {
  const world = await at(instant)
  const { dossierId } = await world.files()
  const clerk = await world.officer('oneStop', commune)
  expect(await clerk.post(`/tasks/${dossierId}.receive.1/claim`)).toMatchObject({ status: 200 })
}

test('from the instant of the split on there are two offices with an officer each, and a specialist has a desk in two wards', async () => {
  await enact(aMonday, T)
  expect(await standing(T - 1)).toEqual(one)
  expect(await standing(T)).toEqual(two)
  await filedAndClaimed(T)
})

test('after the undo of the split there is the one office again, under its id', async () => {
  await undo(T + hour, U)
  expect(await standing(U - 1)).toEqual(two)
  expect(await standing(U)).toEqual(one)
  await filedAndClaimed(U)
})

test('after the split is redone there are two offices again', async () => {
  await enact(U + hour, AGAIN)
  expect(await standing(AGAIN - 1)).toEqual(one)
  expect(await standing(AGAIN)).toEqual(two)
  await filedAndClaimed(AGAIN)
})
