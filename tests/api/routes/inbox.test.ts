import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
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

test('it names nobody the dossiers are about', async () => {
  const text = JSON.stringify((await (await api.officer('oneStop')).get('/inbox')).body)
  for (const personal of Object.values(secretOf)) expect(text).not.toContain(personal)
})

test('other desks and other units do not see them', async () => {
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

test('a supervisor reads the own unit, and any where the token names none', async () => {
  const ofUnit = await api.supervisor(commune)
  expect(await ofUnit.get('/inbox')).toMatchObject({ body: { items: [{}, {}, {}] } })
  expect(await ofUnit.get('/inbox?role=chair')).toMatchObject({ body: { items: [] } })
  expect(await ofUnit.get(`/inbox?unit=${elsewhere}`)).toMatchObject({ status: 403 })
  const ofAll = await api.supervisor(null)
  expect(await ofAll.get(`/inbox?unit=${commune}`)).toMatchObject({ body: { items: [{}, {}, {}] } })
  expect(await ofAll.get('/inbox')).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/querystring/unit', problem: 'is missing' }] },
  })
})

test.each([
  ['limit=0', '/querystring/limit'],
  ['limit=51', '/querystring/limit'],
  ['role=king', '/querystring/role'],
  ['after=nonsense', '/querystring/after'],
  ['unit=%00', '/querystring/unit'],
  ['sort=name', '/querystring/sort'],
])('%s is no question', async (query, path) => {
  expect(await (await api.officer('oneStop')).get(`/inbox?${query}`)).toMatchObject({
    status: 400,
    body: { code: 'invalidInput', fields: [{ path }] },
  })
})
