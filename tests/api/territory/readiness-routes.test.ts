import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { BEGINS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const shown = z.object({
  colour: z.string(),
  criteria: z.array(z.object({ id: z.string(), colour: z.string(), why: z.string().nullable() })),
})
const criterionOf = async (id: string, asOf = '') => {
  const { body } = await (await api.supervisor()).get(`/units/${commune}/readiness${asOf}`)
  return shown.parse(body).criteria.find((one) => one.id === id)
}

test('the readiness page has all 126 communes, and what makes each of them not green', async () => {
  const { status, body } = await (await api.supervisor('hanoi:01')).get('/readiness')
  expect({ status, body }).toMatchObject({ status: 200, body: { counts: { red: 126, amber: 0, green: 0 } } })
  expect(z.object({ items: z.array(shown) }).parse(body).items).toHaveLength(126)
  expect(await criterionOf('accounts')).toMatchObject({ colour: 'red' })
  expect(await criterionOf('roles')).toMatchObject({
    colour: 'amber',
    why: expect.stringContaining('chạy thử'),
  })
})

test('readiness of a unit is none at an instant before it begins, and after it of the rows of that instant', async () => {
  const supervisor = await api.supervisor()
  expect(await supervisor.get(`/units/${commune}/readiness?asOf=2025-06-30T00:00:00Z`)).toMatchObject({
    status: 404,
  })
  await inChange(
    api.database,
    (tx) => tx`
      update seal set valid = tstzrange(lower(valid), instant(${aMonday + 86_400_000})) where unit_id = ${commune}`,
  )
  expect(await criterionOf('seal')).toMatchObject({ colour: 'amber' })
  const later = new Date(aMonday + 2 * 86_400_000).toISOString()
  expect(await criterionOf('seal', `?asOf=${later}`)).toMatchObject({ colour: 'red' })
})

test('what a team found for readiness is entered by an operator, with who and when, and the last answer counts', async () => {
  const operator = await api.as({ id: 'van-hanh', role: 'operator' })
  const team = 'Đoàn kiểm tra số 3'
  const enter = (answer: string) =>
    operator.post(`/units/${commune}/readiness`, { criterion: 'softwareTried', answer, team: 3 })
  expect(await enter('notMet')).toMatchObject({ status: 201, body: { enteredBy: 'van-hanh', team } })
  expect(await criterionOf('softwareTried')).toMatchObject({ colour: 'red', why: `${team}: chưa đạt` })
  await enter('met')
  expect(await criterionOf('softwareTried')).toMatchObject({ colour: 'green' })
  expect(await operator.get(`/units/${commune}/readiness`)).toMatchObject({
    body: { entered: [{ answer: 'met' }, { answer: 'notMet' }] },
  })
  expect(
    await operator.post(`/units/${commune}/readiness`, { criterion: 'equipment', answer: 'met', team: 12 }),
  ).toMatchObject({ status: 400 })
  await expect(api.database.sql`delete from readiness_answer`).rejects.toThrow()
  expect(await (await api.supervisor()).post(`/units/${commune}/readiness`, {})).toMatchObject({
    status: 403,
  })
  expect(
    await operator.post('/units/new:99999/readiness', { criterion: 'equipment', answer: 'met', team: 3 }),
  ).toMatchObject({
    status: 404,
  })
})

test('what a team found belongs to a reorganisation: it counts in the preview of that one and of no other', async () => {
  const T = aMonday + 86_400_000
  const rows = await readReferenceRows(api.database.sql)
  const reorganisations = [wardEnds(rows, T), wardEnds(rows, T, 'phuong-thu-2027')]
  const world = await api.appWith({ reorganisations })
  const operator = await world.as({ id: 'van-hanh', role: 'operator' })
  const found = { criterion: 'equipment', answer: 'met', team: 3 }
  const enter = (unit: string, more: object) =>
    operator.post(`/units/${unit}/readiness`, { ...found, ...more })
  const foundAt = new Date(aMonday - 86_400_000).toISOString()

  // Nothing is armed: the unit is in no row yet, and the reorganisation says that it begins.
  expect(await enter(BEGINS, {})).toMatchObject({ status: 404 })
  expect(await enter('new:99999', { reorganisation: 'phuong-thu-2026' })).toMatchObject({ status: 404 })
  expect(await enter(BEGINS, { reorganisation: 'khong-co' })).toMatchObject({ status: 404 })
  expect(await enter(BEGINS, { reorganisation: 'phuong-thu-2026', at: foundAt })).toMatchObject({
    status: 201,
    body: { reorganisation: 'phuong-thu-2026', at: foundAt, enteredBy: 'van-hanh' },
  })
  const tomorrow = new Date(aMonday + 43_200_000).toISOString()
  expect(await enter(commune, { at: tomorrow })).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/at' }] },
  })

  const previewed = z.object({
    readiness: z.array(z.object({ unitId: z.string(), criteria: z.array(z.object({ id: z.string() })) })),
  })
  /** The preview names what is not green. */
  const isMet = async (id: string) => {
    const { body } = await operator.get(`/reorganisations/${id}/preview`)
    const of = previewed.parse(body).readiness.find(({ unitId }) => unitId === BEGINS)
    return of?.criteria.every(({ id }) => id !== 'equipment')
  }
  expect([await isMet('phuong-thu-2026'), await isMet('phuong-thu-2027')]).toEqual([true, false])
})
