/** An outage: blanks are issued and printed before, handed out during it, and come in with their receipt time after it. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, CLERK, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, elsewhere, marriageFiling } from '../app.ts'
import type { Client } from '../client.ts'

const receivedAt = new Date(aMonday - 16 * 3_600_000).toISOString()

let api: ApiWorld
let supervisor: Client
let clerk: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  supervisor = await api.supervisor()
  clerk = await api.officer('oneStop')
})

const issue = (body: object, by = supervisor, unit = commune) => by.post(`/units/${unit}/blanks`, body)
const enters = (blank: number | undefined, changes: object = {}, by = clerk) =>
  by.post(
    '/dossiers',
    marriageFiling({
      ...{ channel: 'counter', received: { at: receivedAt, reason: 'offline', blank }, ...changes },
    }),
  )
const open = async () => {
  const { body } = await clerk.get(`/units/${commune}/blanks`)
  return z
    .object({ items: z.array(z.object({ number: z.number() })) })
    .parse(body)
    .items.map(({ number }) => number)
}
const wrong = (problem: string) => ({
  status: 400,
  body: {
    code: 'invalidInput',
    fields: [{ path: '/received/blank', problem: expect.stringContaining(problem) }],
  },
})

describe('a series of numbered blanks', () => {
  test('is issued by a supervisor, and goes on after its last number', async () => {
    expect(await issue({ count: 3 })).toMatchObject({
      status: 201,
      body: { unit: commune, from: 1, until: 3 },
    })
    expect(await issue({ count: 2 })).toMatchObject({ status: 201, body: { from: 4, until: 5 } })
    expect(await issue({ count: 1, from: 100 })).toMatchObject({
      status: 201,
      body: { from: 100, until: 100 },
    })
  })

  test('has each number once, also where two are issued at the same moment', async () => {
    expect(await issue({ count: 2, from: 5 })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/from', problem: expect.stringContaining('was issued before') }] },
    })
    const both = await Promise.all([issue({ count: 1 }), issue({ count: 1 })])
    expect(both.map(({ status, body }) => [status, Object(body).from]).sort()).toEqual([
      [201, 101],
      [201, 102],
    ])
    expect(await open()).toEqual([1, 2, 3, 4, 5, 100, 101, 102])
  })

  test('ends at 999999: what goes beyond is refused, and issues nothing', async () => {
    const beyond = {
      status: 400,
      body: { fields: [{ path: '/from', problem: expect.stringContaining('beyond 999999') }] },
    }
    const issuer = await api.supervisor(elsewhere)
    const before = await api.rows('paper_blank')
    expect(await issue({ from: 999_999, count: 2 }, issuer, elsewhere)).toMatchObject(beyond)
    expect(await api.rows('paper_blank')).toEqual(before)
    expect(await issue({ from: 999_999, count: 1 }, issuer, elsewhere)).toMatchObject({ status: 201 })
    expect(await issue({ count: 1 }, issuer, elsewhere)).toMatchObject(beyond)
    expect(await issue({ from: 7, count: 1 }, issuer, elsewhere)).toMatchObject({ status: 201 })
  })

  test('is of one unit: neither an officer nor who is over another unit issues it', async () => {
    expect(await issue({ count: 1 }, clerk)).toMatchObject({ status: 403 })
    expect(await issue({ count: 1 }, await api.supervisor(elsewhere))).toMatchObject({ status: 403 })
  })

  test('is printed as sheets to fill in by hand, with unit and number', async () => {
    const { status, headers, body } = await clerk.get(`/units/${commune}/blanks/print?from=2&count=2`)
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    })
    const sheets = String(body).split('class="sheet"')
    expect(sheets.map((sheet) => /<td>(\d{6})<\/td>/.exec(sheet)?.[1])).toEqual(['000002', '000003'])
    expect(sheets.every((sheet) => sheet.includes('Phường Ba Đình'))).toBe(true)
    expect(await clerk.get(`/units/${commune}/blanks/print?from=50`)).toMatchObject({ status: 404 })
  })
})

describe('a filing that names its blank', () => {
  test('has the receipt time of the paper, and the blank is no longer open', async () => {
    expect(await enters(2)).toMatchObject({ status: 201, body: { filedAt: receivedAt } })
    expect(await open()).not.toContain(2)
    const [entered] = await api.database.sql`
      select payload ->> 'blank' as blank from journal where kind = 'filed' order by recorded_at desc limit 1`
    expect(entered).toEqual({ blank: '2' })
  })

  test('is refused where the number was entered before, and leaves nothing', async () => {
    const before = await api.rows('dossier', 'party', 'outbox', 'paper_blank_entered')
    expect(await enters(2)).toMatchObject(wrong('was entered before'))
    expect(await api.rows('dossier', 'party', 'outbox', 'paper_blank_entered')).toEqual(before)
  })

  test('by two at the same moment is entered once', async () => {
    const both = await Promise.all([enters(3), enters(3)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400])
  })

  test('sent again under its key gets the same receipt', async () => {
    const filing = marriageFiling({
      ...{ channel: 'counter', received: { at: receivedAt, reason: 'paper', blank: 4 } },
    })
    const first = await clerk.post('/dossiers', filing, 'blank-4')
    expect(first).toMatchObject({ status: 201 })
    expect(await clerk.post('/dossiers', filing, 'blank-4')).toMatchObject({
      status: 200,
      body: Object(first.body),
    })
  })

  test('is refused where nobody issued the number, or another unit did', async () => {
    expect(await enters(77)).toMatchObject(wrong('was issued by the reception unit'))
    await issue({ count: 1, from: 500 }, await api.supervisor(elsewhere), elsewhere)
    expect(await enters(500)).toMatchObject(wrong('was issued by the reception unit'))
  })
})

describe('the blanks of a unit that has ended', () => {
  const T = aMonday + 24 * 3_600_000
  let successor: Client
  beforeAll(async () => {
    const { database } = api
    await issue({ count: 1, from: 900 })
    await armed(database, wardEnds(await readReferenceRows(database.sql), T), aMonday)
    successor = await (await api.appWith({ now: () => T })).as({ id: CLERK, role: 'officer', unitId: BEGINS })
  })

  test('are listed for its successor, and no longer printed', async () => {
    expect(await successor.get(`/units/${commune}/blanks?from=900`)).toMatchObject({ status: 200 })
    expect(await successor.get(`/units/${commune}/blanks/print?from=900`)).toMatchObject({ status: 410 })
  })

  test('are entered for a receipt before the end, and refused for one after it', async () => {
    const entered = (at: number, receptionUnit: string) =>
      enters(
        900,
        { receptionUnit, received: { at: new Date(at).toISOString(), reason: 'offline', blank: 900 } },
        successor,
      )
    expect(await entered(T, commune)).toMatchObject({ status: 410 })
    expect(await entered(T, BEGINS)).toMatchObject(wrong('was issued by the reception unit'))
    expect(await entered(T - 1, commune)).toMatchObject({ status: 201 })
  })
})

describe('the blanks of a unit that is to begin', () => {
  const T = aMonday + 24 * 3_600_000

  test('are issued and printed while its reorganisation is armed, by who is over it then', async () => {
    const city = await api.supervisor('hanoi:01')
    expect(await issue({ count: 2 }, city, BEGINS)).toMatchObject({
      status: 201,
      body: { unit: BEGINS, from: 1, until: 2 },
    })
    expect(await city.get(`/units/${BEGINS}/blanks/print?from=1&count=2`)).toMatchObject({
      status: 200,
      body: expect.stringContaining('Phường Thử Mới'),
    })
    expect(await issue({ count: 1 }, supervisor, BEGINS)).toMatchObject({ status: 403 })
  })

  test('are entered for a receipt from its first instant on, and refused for one before it', async () => {
    const after = await (await api.appWith({ now: () => T + 3_600_000 })).as({
      ...{ id: CLERK, role: 'officer', unitId: BEGINS },
    })
    const entered = (at: number) =>
      enters(
        1,
        {
          ...{ receptionUnit: BEGINS },
          received: { at: new Date(at).toISOString(), reason: 'offline', blank: 1 },
        },
        after,
      )
    expect((await entered(T - 1)).status).not.toBe(201)
    expect(await entered(T)).toMatchObject({ status: 201 })
  })
})
