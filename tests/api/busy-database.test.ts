import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolLimits } from '../../db/connection/pool-limits.ts'
import { transaction } from '../../db/connection/transaction.ts'
import { type Database, openDatabase } from '../../db/database.ts'
import { machineNow } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { urlOf, withServer } from '../database-server.ts'
import { type ApiWorld, apiWorld, marriageFiling } from './app.ts'

let api: ApiWorld
/** The same API over a small pool whose waits are cut, as in operation, but sooner. */
let small: ApiWorld
const opened: Database[] = []
beforeAll(async () => {
  api = await apiWorld()
  const limits = { ...poolLimits.api, lockMs: 300, waitMs: 300 }
  const database = openDatabase(api.database.url, { connections: 4, limits })
  opened.push(database)
  small = await api.appWithout(database)
})
afterAll(() => Promise.all(opened.map((database) => database.close())))

/** Runs `work` while another session holds a lock. */
async function whileLocked<T>(lock: string, work: () => Promise<T>): Promise<T> {
  return await transaction(api.database.sql, async (tx) => {
    await tx.unsafe(lock)
    return await work()
  })
}

const busy = { status: 503, headers: { 'retry-after': '1' }, body: { code: 'databaseBusy' } }

describe('while another session holds a lock', () => {
  test('25 requests for the locked row are answered, and the rest of the API too', async () => {
    const { dossierId } = await api.opens()
    const lock = `select 1 from dossier where id = '${dossierId}' for update`
    const [supplements, reads] = await whileLocked(lock, async () => {
      const clerk = await small.officer('oneStop')
      const asking = Array.from({ length: 25 }, () =>
        clerk.post(`/dossiers/${dossierId}/withdrawal`, { reason: 'rút' }),
      )
      const reading = Array.from({ length: 5 }, () => clerk.get('/ready'))
      return await Promise.all([Promise.all(asking), Promise.all(reading)])
    })
    expect(new Set(reads.map(({ status }) => status))).toEqual(new Set([200]))
    expect(supplements.every(({ status }) => status < 500 || status === 503)).toBe(true)
    expect((await (await small.service()).get(`/dossiers/${dossierId}`)).status).toBe(200)
  })

  test('100 filings into a locked table are all refused as busy, and none is half recorded', async () => {
    const before = await api.rows('dossier', 'filing_key', 'event')
    const service = await small.service()
    const answers = await whileLocked('lock table dossier in exclusive mode', () =>
      Promise.all(Array.from({ length: 100 }, () => service.post('/dossiers', marriageFiling()))),
    )
    for (const answer of answers) expect(answer).toMatchObject(busy)
    expect(await api.rows('dossier', 'filing_key', 'event')).toEqual(before)
    const key = randomUUID()
    expect(await service.post('/dossiers', marriageFiling(), key)).toMatchObject({ status: 201 })
  })
})

describe('readiness', () => {
  const readyOver = async (url: string) => {
    const database = openDatabase(url, { connections: 1, limits: poolLimits.api })
    opened.push(database)
    return await (await (await api.appWithout(database)).service()).get('/ready')
  }
  const notReady = (problem: string) => ({
    status: 503,
    body: {
      code: 'databaseUnavailable',
      detail: expect.stringContaining('npm run migrate'),
      fields: [{ path: '/database', problem }],
    },
  })

  test('is reported in full while every connection of the pool is taken', async () => {
    const database = openDatabase(api.database.url, { connections: 1, limits: poolLimits.api })
    opened.push(database)
    const client = await (await api.appWithout(database)).service()
    const answer = await database.sql.begin(() => client.get('/ready'))
    expect(answer).toMatchObject({ status: 200, body: { ready: true, inventedOfficers: 'only' } })
  })

  test('is refused for a database without a schema, and the answer says what to do', async () => {
    const name = `thong_suot_empty_${randomUUID().slice(0, 8)}`
    const server = urlOf(api.database.ownerUrl, 'postgres')
    await withServer(server, (sql) => sql`create database ${sql(name)}`)
    try {
      expect(await readyOver(urlOf(api.database.url, name))).toMatchObject(notReady('has no schema'))
    } finally {
      await withServer(server, (sql) => sql`drop database ${sql(name)} with (force)`)
    }
  })

  test('is refused by a process that is stopping, which still answers', async () => {
    const stopping = await (await api.appWith({ draining: () => true })).service()
    expect(await stopping.get('/ready')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'shuttingDown' },
    })
    expect(await stopping.post('/dossiers', marriageFiling())).toMatchObject({ status: 201 })
  })

  test('is refused for a schema of an older build and not for one of a newer build', async () => {
    const { asOwner, url } = await testDatabase()
    expect(await readyOver(url)).toMatchObject({ status: 200 })
    await asOwner(
      (sql) =>
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', ${machineNow() * 2})`,
    )
    expect(await readyOver(url)).toMatchObject({ status: 200 })
    await asOwner(
      (sql) => sql`
        delete from drizzle.__drizzle_migrations where created_at >=
          (select created_at from drizzle.__drizzle_migrations order by created_at desc offset 1 limit 1)`,
    )
    expect(await readyOver(url)).toMatchObject(notReady('has the schema of an older build'))
  })
})
