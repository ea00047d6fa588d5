/** A ward ends by what two persons armed before: across the instant no dossier is touched, and each is at one desk. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { BEGINS, ENDS, NEIGHBOUR, splitCell, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'
import type { Answer, Client } from '../client.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const U = T + 24 * hour
const path = '/reorganisations/phuong-thu-2026'
const decision = { basis: 'Quyết định thử 2/2026' }
const iso = (ms: number) => new Date(ms).toISOString()

let api: ApiWorld
let cell: string
/** In the ward; in the cell of it that is split. */
let whole: string
let split: string
beforeAll(async () => {
  const plain = await apiWorldWithoutEngine()
  const rows = await readReferenceRows(plain.database.sql)
  cell = splitCell(rows)
  api = await plain.appWith({ reorganisations: [wardEnds(rows, T)] })
  whole = (await api.files()).dossierId
  split = (await api.files()).dossierId
  expect(commune).toBe(ENDS)
  await api.database.sql`update task set area_id = ${cell} where dossier_id = ${split}`
  await api.database.sql`update dossier set area_id = ${cell} where id = ${split}`
})

const operator = async (id: string, at = aMonday) =>
  (await api.appWith({ now: () => at })).as({ id, role: 'operator' })
const officer = async (at: number, unitId: string, role = 'oneStop'): Promise<Client> =>
  (await api.appWith({ now: () => at })).as({ id: `can-bo:${ENDS}:${role}:1`, role: 'officer', unitId })
/** Keeps the field of the two dossiers, wherever their area is not decided (`custody.csv`). */
const CUSTODIAN = 'hanoi:so-tu-phap'
const custodian = async (at: number) => (await api.appWith({ now: () => at })).officer('oneStop', CUSTODIAN)
const neighbour = async (at: number) => (await api.appWith({ now: () => at })).officer('oneStop', NEIGHBOUR)

const inbox = z.object({ items: z.array(z.object({ task: z.string(), claimedBy: z.string().nullable() })) })
/** Which of the two dossiers are in the inbox, and who holds them. */
async function listed(client: Client, unit: string): Promise<Readonly<Record<string, string | null>>> {
  const { status, body } = await client.get(`/inbox?unit=${unit}`)
  if (status !== 200) return { refused: z.object({ code: z.string() }).parse(body).code }
  const { items } = inbox.parse(body)
  const of = (dossier: string) => items.filter(({ task }) => task.startsWith(dossier))
  return Object.fromEntries([
    ...of(whole).map(({ claimedBy }) => ['whole', claimedBy]),
    ...of(split).map(({ claimedBy }) => ['split', claimedBy]),
  ])
}
const dossiersAndTasks = async () => [
  ...(await api.database.sql`select * from task order by id`),
  ...(await api.database.sql`select * from dossier order by id`),
]
const hashOf = ({ body }: Answer) => z.object({ rowsHash: z.string() }).parse(body)

async function arm(at: number, effectiveAt?: number): Promise<void> {
  const [an, binh] = await Promise.all([operator('an', at), operator('binh', at)])
  const body = effectiveAt === undefined ? {} : { effectiveAt: iso(effectiveAt) }
  const proposed = await an.post(`${path}/proposal`, body)
  expect(proposed).toMatchObject({ status: 200, body: { status: 'proposed' } })
  expect(await an.post(`${path}/approval`, hashOf(proposed))).toMatchObject({
    ...{ status: 403, body: { code: 'secondPersonNeeded' } },
  })
  expect(await binh.post(`${path}/approval`, hashOf(proposed))).toMatchObject({ status: 200 })
  expect(await binh.post(`${path}/arming`)).toMatchObject({ status: 200, body: { status: 'armed' } })
}

describe('before its instant a reorganisation', () => {
  test('is proposed, approved by another person and armed, and no dossier is touched', async () => {
    const clerk = await officer(aMonday, ENDS)
    expect(await clerk.post(`/tasks/${whole}.receive.1/claim`)).toMatchObject({ status: 200 })
    const before = await dossiersAndTasks()
    await arm(aMonday)
    expect((await (await operator('an')).get(path)).body).toMatchObject({
      withoutDossier: true,
      steps: [{ dossier: null }, { dossier: null }, { kind: 'armed', dossier: null }],
    })
    // An area that is split says so of its open tasks: the one write, long before the instant.
    const after = await dossiersAndTasks()
    expect(after.map((row) => ({ ...row, in_split_area: null }))).toEqual(
      before.map((row) => ({ ...row, in_split_area: null })),
    )
    expect(await listed(await officer(T - 1, ENDS), ENDS)).toEqual({
      whole: `can-bo:${ENDS}:oneStop:1`,
      split: null,
    })
    expect(await listed(await neighbour(T - 1), NEIGHBOUR)).toEqual({})
  })

  test('is neither read nor armed by who is no operator', async () => {
    expect(await (await officer(aMonday, ENDS)).get(path)).toMatchObject({ status: 403 })
    expect(await (await api.supervisor('hanoi:01')).post(`${path}/arming`)).toMatchObject({ status: 403 })
  })
})

describe('from the instant of a reorganisation on', () => {
  test('a task is in the inbox of the new ward and in no other, and its claim has lapsed', async () => {
    expect(await listed(await officer(T, BEGINS), BEGINS)).toEqual({ whole: null })
    expect(await listed(await officer(T, ENDS), ENDS)).toEqual({ refused: 'unitEnded' })
    expect(await listed(await neighbour(T), NEIGHBOUR)).toEqual({})
  })

  test('a dossier in the cell that is split is with the custodian of its field until it is placed', async () => {
    expect(await listed(await custodian(T - 1), CUSTODIAN)).toEqual({})
    expect(await listed(await custodian(T), CUSTODIAN)).toEqual({ split: null })
  })

  test('an ended mandate is refused with the name of the successor', async () => {
    const former = await officer(T, ENDS)
    const detail = expect.stringMatching(
      `In its place: ${BEGINS} .*The unit responsible for it now is ${BEGINS}`,
    )
    const refusal = { body: { code: 'noMandate', detail } }
    expect(await former.post(`/tasks/${whole}.receive.1/claim`)).toMatchObject(refusal)
    expect(await former.post(`/tasks/${whole}.receive.1/decisions`, { outcome: 'accepted' })).toMatchObject(
      refusal,
    )
  })

  test('a filing is received by the new ward, under its code', async () => {
    const portal = await (await api.appWith({ now: () => T + hour })).service()
    const { body } = await portal.get(`/units/${ENDS}`)
    expect(body).toMatchObject({ today: [{ id: BEGINS }] })
    const filed = await (await api.appWith({ now: () => T + hour })).files({ receptionUnit: BEGINS })
    expect((await portal.get(`/dossiers/${filed.dossierId}`)).body).toMatchObject({
      tasks: [{ unit: { id: BEGINS } }],
    })
  })

  test('the new ward claims the task, and keeps it until it is undone', async () => {
    expect(await (await officer(T + 1, BEGINS)).post(`/tasks/${whole}.receive.1/claim`)).toMatchObject({
      status: 200,
    })
  })
})

describe('an undo of a reorganisation by two persons', { timeout: 300_000 }, () => {
  test('is refused from an instant that has passed', async () => {
    const chi = await operator('chi', T + hour)
    expect(await chi.post(`${path}/undo`, { ...decision, effectiveAt: iso(T + hour - 1) })).toMatchObject({
      ...{ status: 422, body: { code: 'instantPassed' } },
    })
  })

  test('lets the old ward begin again from its instant on, and what was done between stays', async () => {
    const body = { ...decision, effectiveAt: iso(U) }
    const [chi, binh] = await Promise.all([operator('chi', T + hour), operator('binh', T + hour)])
    expect(await chi.post(`${path}/undo`, body)).toMatchObject({ status: 200, body: { asked: 'undoAsked' } })
    expect(await binh.post(`${path}/undo`, body)).toMatchObject({ status: 200, body: { status: 'undone' } })
    expect(await listed(await officer(U - 1, BEGINS), BEGINS)).toMatchObject({
      whole: `can-bo:${ENDS}:oneStop:1`,
    })
    expect(await listed(await officer(U, ENDS), ENDS)).toMatchObject({ whole: null, split: null })
    expect(await listed(await officer(U, BEGINS), BEGINS)).toEqual({ refused: 'unitEnded' })
  })

  test('can be followed by doing the reorganisation again, with the rows as they are then', async () => {
    const rows = await readReferenceRows(api.database.sql)
    api = await api.appWith({ reorganisations: [wardEnds(rows, U + 24 * hour)] })
    expect(await (await officer(U + 1, ENDS)).post(`/tasks/${split}.receive.1/claim`)).toMatchObject({
      status: 200,
    })
    await arm(U + hour, U + 24 * hour)
    expect(await listed(await officer(U + 24 * hour, BEGINS), BEGINS)).toEqual({ whole: null })
    expect(await listed(await custodian(U + 24 * hour), CUSTODIAN)).toEqual({ split: null })
    const shown = await (await operator('an', U + 24 * hour)).get(path)
    expect(shown.body).toMatchObject({ status: 'armed', effective: true, effectiveAt: iso(U + 24 * hour) })
  })
})
