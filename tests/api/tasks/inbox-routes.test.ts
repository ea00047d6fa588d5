import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { escalateLate } from '../../../db/tasks/escalation.ts'
import { machineNow } from '../../clock.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, type Filed, secretOf } from '../app.ts'

let api: ApiWorld
let filed: readonly Filed[]
beforeAll(async () => {
  api = await apiWorld()
  filed = [await api.opens(), await api.opens(), await api.opens()]
})

const page = z.object({ items: z.array(z.object({ code: z.string() })), next: z.string().nullable() })

test('an officer reads the tasks of the own desk by due time, page by page', async () => {
  const reception = await api.officer('oneStop')
  const all = await reception.get('/inbox')
  expect(all).toMatchObject({ status: 200, body: { unit: commune, next: null } })
  const expected = page.parse(all.body).items.map(({ code }) => code)
  expect(expected.toSorted()).toEqual(filed.map(({ code }) => code).toSorted())

  const read: string[] = []
  let after: string | null = ''
  for (let pages = 0; after !== null && pages < 5; pages += 1) {
    const answer = await reception.get(`/inbox?limit=1${after === '' ? '' : `&after=${after}`}`)
    const { items, next } = page.parse(answer.body)
    read.push(...items.map(({ code }) => code))
    after = next
  }
  expect(read).toEqual(expected)
})

test('the inbox names no person of a dossier', async () => {
  const text = JSON.stringify((await (await api.officer('oneStop')).get('/inbox')).body)
  for (const personal of Object.values(secretOf)) expect(text).not.toContain(personal)
})

test('an inbox shows no task of other desks and other units', async () => {
  expect(await (await api.officer('civilStatus')).get('/inbox')).toMatchObject({ body: { items: [] } })
  expect(await (await api.officer('oneStop', elsewhere)).get('/inbox')).toMatchObject({
    body: { unit: elsewhere, items: [] },
  })
})

test('an officer cannot ask for another unit, or for the desk of another role', async () => {
  const stranger = await api.officer('oneStop', elsewhere)
  expect(await stranger.get(`/inbox?unit=${commune}`)).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
  const posing = await api.as({ id: `can-bo:${elsewhere}:oneStop:1`, role: 'officer', unitId: commune })
  expect(await posing.get('/inbox')).toMatchObject({ status: 403 })
  const unknown = await api.as({ id: 'nobody', role: 'officer' })
  expect(await unknown.get('/inbox')).toMatchObject({ status: 403 })
  expect(await (await api.officer('civilStatus')).get('/inbox?role=oneStop')).toMatchObject({
    body: { items: [] },
  })
})

test('a supervisor reads the own unit, one of the city any below it, and one of no unit nothing', async () => {
  const ofUnit = await api.supervisor(commune)
  expect(await ofUnit.get('/inbox')).toMatchObject({ body: { items: [{}, {}, {}] } })
  expect(await ofUnit.get('/inbox?role=chair')).toMatchObject({ body: { items: [] } })
  expect(await ofUnit.get(`/inbox?unit=${elsewhere}`)).toMatchObject({ status: 403 })
  const ofCity = await api.supervisor('hanoi:01')
  expect(await ofCity.get(`/inbox?unit=${commune}`)).toMatchObject({ body: { items: [{}, {}, {}] } })
  const ofNone = await api.supervisor(null)
  expect(await ofNone.get(`/inbox?unit=${commune}`)).toMatchObject({
    status: 401,
    body: { detail: expect.stringContaining('hanoi:01') },
  })
})

test.each([
  ['limit=0', '/querystring/limit'],
  ['limit=51', '/querystring/limit'],
  ['role=king', '/querystring/role'],
  ['after=nonsense', '/querystring/after'],
  ['unit=%00', '/querystring/unit'],
  ['sort=name', '/querystring/sort'],
])('an inbox is refused for %s', async (query, path) => {
  expect(await (await api.officer('oneStop')).get(`/inbox?${query}`)).toMatchObject({
    status: 400,
    body: { code: 'invalidInput', fields: [{ path }] },
  })
})

describe('the inbox of a supervisor, and the tasks that an officer has claimed', () => {
  test('a supervisor of the city reads any unit below, and the City Centre by its office', async () => {
    const city = await api.supervisor('hanoi:01')
    expect(await city.get(`/inbox?unit=${commune}`)).toMatchObject({ body: { items: [{}, {}, {}] } })
    expect(await city.get('/inbox?office=hanoi:01/mot-cua')).toMatchObject({
      status: 200,
      body: { unit: 'hanoi:01', items: [] },
    })
    expect(await city.get(`/inbox?office=${commune}/mot-cua`)).toMatchObject({
      body: { items: [{}, {}, {}] },
    })
    expect(await city.get(`/inbox?office=${commune}/lanh-dao`)).toMatchObject({ body: { items: [] } })
    expect(await city.get('/inbox?office=khong-co/mot-cua')).toMatchObject({ status: 404 })
    expect(await (await api.supervisor('old:00001')).get('/inbox?unit=old:00001')).toMatchObject({
      status: 410,
      body: { code: 'unitEnded' },
    })
  })

  test('an officer reads what the officer holds, a supervisor what anybody below does', async () => {
    const reception = await api.officer('oneStop')
    const task = `${filed[0]?.dossierId}.receive.1`
    await reception.post(`/tasks/${task}/claim`)
    const held = { unit: null, items: [{ task, claimedBy: `can-bo:${commune}:oneStop:1` }] }
    expect(await reception.get('/inbox?claimedBy=me')).toMatchObject({ body: held })
    expect(await reception.get(`/inbox?claimedBy=can-bo:${commune}:chair:1`)).toMatchObject({ status: 403 })
    const path = `/inbox?claimedBy=can-bo:${commune}:oneStop:1`
    expect(await (await api.supervisor(commune)).get(path)).toMatchObject({ body: held })
    expect(await (await api.supervisor(elsewhere)).get(path)).toMatchObject({ body: { items: [] } })
    await reception.delete(`/tasks/${task}/claim`)
  })

  test('an officer sees which tasks the officer may decide, and why not another', async () => {
    expect(await (await api.officer('oneStop')).get('/inbox?limit=1')).toMatchObject({
      body: { items: [{ mayDecide: true, because: null }] },
    })
  })
})

test('a late task is seen by the head of the office, though it is claimed, then by the chair', async () => {
  const task = `${filed[1]?.dossierId}.receive.1`
  await (await api.officer('oneStop')).post(`/tasks/${task}/claim`)
  const at = machineNow() - 60_000
  await api.database.sql`
    update task set due_at = instant(${at}), late_at = instant(${at}), escalate_at = instant(${at}) where id = ${task}`
  await escalateLate(api.database.sql, machineNow(), 10)
  const escalated = { task, late: true, escalatedTo: 'officeHead' }
  const head = await api.as({ id: `can-bo:${commune}:officeHead:mot-cua`, role: 'officer', unitId: commune })
  const otherHead = await api.as({
    id: `can-bo:${commune}:officeHead:van-phong`,
    role: 'officer',
    unitId: commune,
  })
  const supervisor = await api.supervisor()
  for (const path of ['/inbox', `/escalations?unit=${commune}`]) {
    expect(await head.get(path)).toMatchObject({
      body: { items: [{ ...escalated, mayDecide: false, because: expect.any(String) }] },
    })
    expect(await otherHead.get(path)).toMatchObject({ body: { items: [] } })
    expect(await (await api.officer('chair')).get(path)).toMatchObject({ body: { items: [] } })
  }
  expect(await supervisor.get(`/escalations?unit=${commune}`)).toMatchObject({
    body: { items: [escalated], next: null },
  })
  expect(await supervisor.get(`/escalations?unit=${elsewhere}`)).toMatchObject({ status: 403 })

  await escalateLate(api.database.sql, machineNow() + 25 * 3_600_000, 10)
  expect(await (await api.officer('chair')).get('/escalations')).toMatchObject({
    body: { items: [{ task, escalatedTo: 'chair' }] },
  })
})
