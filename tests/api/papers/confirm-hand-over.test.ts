/** What came from a unit that closed: said by the unit that receives it, read in the list. */
import { beforeAll, expect, test } from 'vitest'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, CLERK, ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const T = aMonday + 24 * 3_600_000
const path = `/units/${ENDS}/hand-over`

let api: ApiWorld
let dossierId: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;({ dossierId } = await api.files({ channel: 'counter' }))
  await api.database.sql`
    insert into result (dossier_id, correction, kind, issued_at) values (${dossierId}, 0, 'Giấy chứng nhận', instant(${aMonday}))`
  await armed(api.database, wardEnds(await readReferenceRows(api.database.sql), T), aMonday)
})

const clerk = async (at: number, unitId: string): Promise<Client> =>
  (await api.appWith({ now: () => at })).as({ id: CLERK, role: 'officer', unitId })
const original = () => ({ dossier: dossierId, kind: 'original', what: 'declaration' })
const result = () => ({ dossier: dossierId, kind: 'result', what: 'Giấy chứng nhận' })
const entries = async () => {
  const rows = await api.database.sql<{ kind: string }[]>`
    select kind from journal where dossier_id = ${dossierId} and kind like 'handOver%' order by seq`
  return rows.map(({ kind }) => kind)
}

test('what has not left yet, or goes to another unit, is not confirmed', async () => {
  const body = { received: [original()] }
  const before = await clerk(T - 1, ENDS)
  expect(await before.post(`${path}/received`, body)).toMatchObject({ status: 403 })
  const other = await api.officer('oneStop', 'new:00008')
  expect(await other.post(`${path}/received`, body)).toMatchObject({ status: 403 })
  expect(await entries()).toEqual([])
})

test('the unit that receives says what came and what is missing, once, and the list says who said it', async () => {
  const by = await clerk(T, BEGINS)
  const reason = 'Không có trong túi hồ sơ bàn giao'
  const body = { received: [original()], missing: [{ ...result(), reason }] }
  const confirmed = { unit: BEGINS, at: new Date(T).toISOString(), officer: expect.any(String) }
  const items = [
    { kind: 'original', confirmed: { ...confirmed, received: true, reason: null } },
    { kind: 'result', confirmed: { ...confirmed, received: false, reason } },
  ]
  expect((await by.get(path)).body).toMatchObject({ items: [{ confirmed: null }, { confirmed: null }] })
  expect(await by.post(`${path}/received`, body)).toMatchObject({ status: 200, body: { items } })
  const again = await clerk(T + 60_000, BEGINS)
  expect(await again.post(`${path}/received`, body)).toMatchObject({ status: 200, body: { items } })
  expect(await again.get(path)).toMatchObject({ status: 200, body: { items, next: null } })
  expect(await entries()).toEqual(['handOverReceived', 'handOverMissing'])
})

test('originals that came are held by the unit that received them', async () => {
  const by = await clerk(T + 60_000, BEGINS)
  expect((await by.get(`/originals?unit=${BEGINS}`)).body).toMatchObject({
    items: [{ dossier: dossierId, paper: 'declaration', unit: { id: BEGINS } }],
  })
})

test('what is missing may still come, and what came is not missing afterwards', async () => {
  const by = await clerk(T + 120_000, BEGINS)
  expect(await by.post(`${path}/received`, { received: [result()] })).toMatchObject({
    status: 200,
    body: { items: [{ confirmed: { received: true, reason: null } }] },
  })
  const missing = [{ ...result(), reason: 'Thất lạc' }]
  expect(await by.post(`${path}/received`, { missing })).toMatchObject({ status: 400 })
  expect(await entries()).toEqual(['handOverReceived', 'handOverMissing', 'handOverReceived'])
})

test('what is not in the list, or is named twice, is refused and nothing is recorded', async () => {
  const by = await clerk(T, BEGINS)
  const recorded = await entries()
  for (const received of [[{ ...result(), what: 'Bản sao' }], [result(), result()]])
    expect(await by.post(`${path}/received`, { received })).toMatchObject({ status: 400 })
  expect(await entries()).toEqual(recorded)
})
