import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase } from '../../db/database.ts'
import { until } from '../../harness/until.ts'
import { relayOnce } from '../../relay/relay.ts'
import { machineNow } from '../clock.ts'
import { type ApiWorld, apiWorld, marriageFiling, secretOf, unreachableEngine } from './app.ts'

let api: ApiWorld
let withoutEngine: ApiWorld
let withoutDatabase: ApiWorld
let nowhere: Database
beforeAll(async () => {
  api = await apiWorld()
  withoutEngine = await api.appWith({ engine: unreachableEngine(), requestTimeoutMs: 500 })
  nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing', { connections: 1 })
  withoutDatabase = await api.appWithout(nowhere)
})
afterAll(() => nowhere.close())

const recorded = z.object({ id: z.uuid() })

describe('while the engine is away', () => {
  // First: a call that was given up is retried by its timer, which the engine must outlive.
  test('the process is alive, and ready: filings are taken and decisions kept', async () => {
    const anyone = await withoutEngine.service()
    expect(await anyone.get('/health')).toMatchObject({ status: 200, body: { status: 'up' } })
    expect(await anyone.get('/ready')).toMatchObject({ status: 200, body: { ready: true, engine: 'away' } })
  })

  test('a dossier is filed, and its receipt given', async () => {
    expect(await (await withoutEngine.service()).post('/dossiers', marriageFiling())).toMatchObject({
      status: 201,
    })
  })

  test('a decision is recorded, answered as recorded, and applied when the engine is back', async () => {
    const { dossierId } = await api.opens()
    const path = `/tasks/${dossierId}.receive.1/decisions`
    const reception = await withoutEngine.officer('oneStop')
    const key = randomUUID()
    const answer = await reception.post(path, { outcome: 'accepted' }, key)
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: {
        code: 'engineUnavailable',
        detail: expect.stringContaining('It is recorded and will be applied'),
      },
    })
    const { id } = recorded.parse(answer.body)
    expect(await reception.get(`/decisions/${id}`)).toMatchObject({
      status: 200,
      body: {
        id,
        dossier: dossierId,
        status: 'pending',
        outcome: 'accepted',
        refusal: null,
        settledAt: null,
        revision: null,
      },
    })
    const [untouched] = await api.database.sql`
      select revision, closed_at from dossier join task on task.dossier_id = dossier.id where dossier.id = ${dossierId}`
    expect(untouched).toEqual({ revision: 1, closed_at: null })

    expect(await reception.post(path, { outcome: 'accepted' }, key)).toMatchObject({
      status: 503,
      body: { id },
    })
    expect(
      await api.database.sql`select id from decision_request where dossier_id = ${dossierId}`,
    ).toHaveLength(1)

    const soon = () => machineNow() + 10_000
    await relayOnce({ database: api.database, engine: api.engine, now: soon, log: { warn: () => {} } })
    expect(await reception.get(`/decisions/${id}`)).toMatchObject({
      body: { status: 'applied', revision: 2 },
    })
    expect(await reception.post(path, { outcome: 'accepted' }, key)).toMatchObject({
      status: 200,
      body: { decision: id, status: 'applied', revision: 2 },
    })
  })

  test('a decision sent again under its key once the engine is back is applied once', async () => {
    const { dossierId } = await api.opens()
    const path = `/tasks/${dossierId}.receive.1/decisions`
    const key = randomUUID()
    const first = await (await withoutEngine.officer('oneStop')).post(path, { outcome: 'accepted' }, key)
    expect(first.status).toBe(503)
    const { id } = recorded.parse(first.body)
    const again = await (await api.officer('oneStop')).post(path, { outcome: 'accepted' }, key)
    expect(again).toMatchObject({ status: 200, body: { decision: id, status: 'applied' } })
    expect(
      await api.database.sql`select 1 from dossier_revision where dossier_id = ${dossierId}`,
    ).toHaveLength(2)
  })

  test('a request that can be refused without the engine is refused at once', async () => {
    const { dossierId } = await api.opens()
    const chair = await withoutEngine.officer('chair')
    expect(
      await chair.post(`/tasks/${dossierId}.receive.1/decisions`, { outcome: 'accepted' }),
    ).toMatchObject({
      status: 403,
      body: { code: 'noMandate' },
    })
  })

  test('the readiness of a machine whose clock is off by more than a second says so', async () => {
    const readyWhere = async (aheadMs: number | null) => {
      const anyone = await (await api.appWith({ machineAheadMs: () => aheadMs })).service()
      return (await anyone.get('/ready')).body
    }
    expect(await readyWhere(1_400.4)).toMatchObject({ ready: true, clockOffMs: 1_400 })
    expect(await readyWhere(-90_000)).toMatchObject({ clockOffMs: -90_000 })
    expect(await readyWhere(-1_000)).toMatchObject({ clockOffMs: null })
    expect(await readyWhere(null)).toMatchObject({ clockOffMs: null })
  })
})

describe('while the database is away', () => {
  test('no request is acknowledged, and the answer says when to retry', async () => {
    const before = await api.rows('dossier', 'decision_request', 'filing_key')
    const service = await withoutDatabase.service()
    const reception = await withoutDatabase.officer('oneStop')
    for (const answer of [
      await service.post('/dossiers', marriageFiling()),
      await reception.post(`/tasks/${randomUUID()}.receive.1/decisions`, { outcome: 'accepted' }),
      await reception.get('/inbox'),
      await service.get(`/decisions/${randomUUID()}`),
    ]) {
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': '5' },
        body: { code: 'databaseUnavailable' },
      })
    }
    expect(await api.rows('dossier', 'decision_request', 'filing_key')).toEqual(before)
  })

  test('the process is alive, not ready, and its metrics say so', async () => {
    const anyone = await withoutDatabase.service()
    expect(await anyone.get('/health')).toMatchObject({ status: 200 })
    expect(await anyone.get('/ready')).toMatchObject({
      status: 503,
      body: { code: 'databaseUnavailable', fields: [{ path: '/database' }] },
    })
    expect((await anyone.get('/metrics')).body).toContain('thong_suot_database_up 0')
  })

  test('a procedure can still be looked up', async () => {
    expect(await (await withoutDatabase.service()).get('/procedures/1.000894')).toMatchObject({ status: 200 })
  })
})

test('a complete system is ready, and its metrics name no person', async () => {
  const filed = await api.opens()
  const reception = await api.officer('oneStop')
  await reception.post(`/tasks/${filed.dossierId}.receive.1/decisions`, { outcome: 'accepted' })
  expect(await reception.get('/ready')).toMatchObject({ status: 200, body: { ready: true } })
  const { body } = await reception.get('/metrics')
  expect(body).toContain('thong_suot_database_up 1')
  expect(body).toMatch(/thong_suot_decisions_total\{kind="decide",outcome="applied"\} \d+/)
  expect(body).toMatch(
    /thong_suot_request_seconds_count\{method="POST",route="\/dossiers",status="201"\} \d+/,
  )
  expect(body).toMatch(/thong_suot_outbox_lag_seconds \d/)
  for (const personal of [...Object.values(secretOf), filed.code, filed.dossierId])
    expect(body).not.toContain(personal)
})

test('decisions that the engine has answered are noted, so that the relay leaves them alone', async () => {
  const { dossierId } = await api.opens()
  await (await api.officer('oneStop')).post(`/tasks/${dossierId}.receive.1/decisions`, {
    outcome: 'accepted',
  })
  await until('the decision is acknowledged', async () => {
    const [row] = await api.database.sql`
      select 1 from decision_request where dossier_id = ${dossierId} and acknowledged_at is not null`
    return row
  })
})
