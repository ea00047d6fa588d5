import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aMonday } from '../../clock.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, elsewhere } from '../app.ts'
import type { Client } from '../client.ts'
import { checklist } from './scan.ts'

let api: ApiWorld
let portal: Client
let counter: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;[portal, counter] = [await api.service(), await api.officer('oneStop')]
})

test('the checklist says where originals are: at the counter that took them, then wherever an officer notes', async () => {
  const { dossierId } = await api.files({ channel: 'counter' })
  const where = async () =>
    (await checklist(portal, dossierId)).find(({ paper }) => paper === 'declaration')?.originals
  expect(await where()).toMatchObject({ unit: { id: commune, name: 'Phường Ba Đình' }, office: null })
  const path = `/dossiers/${dossierId}/papers/declaration/originals`
  const office = `${commune}/van-phong`
  expect(await counter.post(path, { unit: commune, office: `${elsewhere}/van-phong` })).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/office' }] },
  })
  const moved = await counter.post(path, { unit: commune, office })
  expect(moved).toMatchObject({
    status: 200,
    body: { office: { id: office, name: 'Văn phòng HĐND và UBND' } },
  })
  expect(await counter.post(path, { unit: commune, office })).toMatchObject({ body: moved.body })
  const held = z.object({
    items: z.array(z.looseObject({ dossier: z.string() })),
    next: z.string().nullable(),
  })
  const heldByCommune = async (query: string) => {
    const { items } = held.parse((await counter.get(`/originals?unit=${commune}${query}`)).body)
    return items.filter(({ dossier }) => dossier === dossierId)
  }
  const name = 'Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên'
  expect(await heldByCommune(`&office=${office}`)).toMatchObject([
    { paper: 'declaration', name, closed: false },
  ])
  expect(await heldByCommune(`&office=${commune}/mot-cua`)).toEqual([])
  expect(await counter.post(path, { returned: true })).toMatchObject({ status: 200, body: { unit: null } })
  expect(await heldByCommune('')).toEqual([])
  const [counted] = await api.database.sql`
    select count(*)::int as moves from journal where dossier_id = ${dossierId} and kind = 'originalsMoved'`
  expect(counted).toEqual({ moves: 2 })
})

test('originals of a former unit are listed for its successor, and handed over', async () => {
  const filed = await Promise.all([1, 2].map(() => api.files({ channel: 'counter' })))
  const { sql } = api.database
  const ids = filed.map(({ dossierId }) => dossierId)
  await sql`
    insert into original_place (dossier_id, kind, unit_id, since, noted_by)
    select id::uuid, 'residence', 'old:00004', instant(0), 'can-bo' from unnest(${ids}::text[]) id`
  const first = await counter.get('/originals?unit=old:00004&limit=1')
  expect(first).toMatchObject({
    status: 200,
    body: { items: [{ dossier: ids[0], unit: { id: 'old:00004' } }] },
  })
  const { next } = z.object({ next: z.string() }).parse(first.body)
  expect(await counter.get(`/originals?unit=old:00004&limit=1&after=${next}`)).toMatchObject({
    body: { items: [{ dossier: ids[1] }], next: null },
  })
  expect(await (await api.officer('oneStop', elsewhere)).get('/originals?unit=old:00004')).toMatchObject({
    status: 403,
  })
  for (const id of ids) await counter.post(`/dossiers/${id}/papers/residence/originals`, { unit: commune })
  expect(await counter.get('/originals?unit=old:00004')).toMatchObject({ body: { items: [] } })
})

test('a move that is dated before the last one and comes later leaves the originals where they are, and says where', async () => {
  const { dossierId } = await api.files({ channel: 'counter' })
  const path = `/dossiers/${dossierId}/papers/declaration/originals`
  const clerkAt = async (at: number) => (await api.appWith({ now: () => at })).officer('oneStop')
  const [earlier, later] = await Promise.all([clerkAt(aMonday + 60_000), clerkAt(aMonday + 60_005)])
  expect(await later.post(path, { unit: elsewhere })).toMatchObject({ body: { unit: { id: elsewhere } } })
  expect(await earlier.post(path, { returned: true })).toMatchObject({
    status: 200,
    body: { unit: { id: elsewhere } },
  })
})
