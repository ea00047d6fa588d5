import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../db/connection/transaction.ts'
import { type Database, openDatabase } from '../../db/database.ts'
import { isDatabaseAway } from '../../db/sql-error.ts'
import { until } from '../../harness/until.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type Fault, LinkProxy } from './link-proxy.ts'

let stored: TestDatabase
let link: LinkProxy
let database: Database

beforeAll(async () => {
  stored = await testDatabase()
  const port = Number(new URL(stored.url).port)
  link = await new LinkProxy(() => port).open()
  const url = new URL(stored.url)
  url.port = String(link.port)
  database = openDatabase(url.href, { connections: 3 })
  await stored.asOwner((sql) => sql`create table kept (id text primary key)`)
})

afterAll(async () => {
  await link.set({ is: 'none' })
  await database.close()
  await link.close()
})

const count = async (id: string) => (await stored.sql`select 1 from kept where id = ${id}`).length

const backAgain = () =>
  until('PostgreSQL answers again', async () => {
    await link.set({ is: 'none' })
    return (await database.sql`select 1`).length === 1
  })

/** The insert of `id` is rolled back: its unique key is free. */
const closedAtTheServer = (id: string) =>
  until('the server has seen that the connection is gone', async () => {
    const [row] = await stored.sql<{ n: number }[]>`
      select count(*)::int as n from pg_locks join pg_stat_activity using (pid)
      where locktype = 'transactionid' and granted and datname = current_database() and ${id} <> ''`
    return row?.n === 0
  })

const lockIsFree = (key: string) =>
  until('the server has freed the lock', async () => {
    const [row] = await stored.sql<{ n: number }[]>`
      select count(*)::int as n from pg_locks
      where locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = hashtextextended(${key}, 0)`
    return row?.n === 0
  })

// An exception that nobody can catch fails the whole run: that none comes is part of each test.
const ways: readonly Fault[] = [{ is: 'refuse' }, { is: 'hangUp' }]

describe('a connection that is lost', () => {
  test.each(ways)('in the middle of a transaction ($is) rejects it and leaves nothing', async (fault) => {
    const id = randomUUID()
    const lost = transaction(database.sql, async (tx) => {
      await tx`insert into kept values (${id})`
      await link.set(fault)
      await tx`select pg_sleep(60)`
    })
    await expect(lost).rejects.toSatisfy(isDatabaseAway)
    await turn()
    await backAgain()
    expect(await count(id)).toBe(0)
  })

  test('under a statement, closed by the server in good order', async () => {
    const lost = transaction(database.sql, async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      const waiting = tx`select pg_sleep(60)`.execute()
      await stored.sql`select pg_terminate_backend(${row?.pid ?? 0})`
      await waiting
    })
    await expect(lost).rejects.toSatisfy(isDatabaseAway)
    await backAgain()
  })

  test('after the commit and before its answer rejects, and the row is there', async () => {
    const id = randomUUID()
    const asked = transaction(database.sql, async (tx) => {
      await tx`insert into kept values (${id})`
      await link.set({ is: 'cutReply', times: 1, fits: (reply) => reply.includes('COMMIT\0') })
    })
    await expect(asked).rejects.toSatisfy(isDatabaseAway)
    await backAgain()
    expect(await count(id)).toBe(1)
  })

  test.each(ways)(
    'while a transaction waits for something else ($is) rejects it, and it goes no further',
    async (fault) => {
      const id = randomUUID()
      const late: Promise<unknown>[] = []
      const lost = transaction(database.sql, async (tx) => {
        await tx`insert into kept values (${id})`
        await link.set(fault)
        await closedAtTheServer(id)
        late.push(Promise.resolve(tx`insert into kept values (${randomUUID()})`))
        await Promise.all(late)
      })
      await expect(lost).rejects.toSatisfy(isDatabaseAway)
      await until('it goes on', () => late.length === 1)
      await expect(late[0]).rejects.toSatisfy(isDatabaseAway)
      await backAgain()
      expect(await count(id)).toBe(0)
    },
  )

  test.each(ways)('under a reservation ($is) rejects what comes after', async (fault) => {
    const held = randomUUID()
    const lost = database.reserve(async (sql) => {
      await sql`select pg_advisory_lock(hashtextextended(${held}, 0))`
      await link.set(fault)
      await lockIsFree(held)
      await sql`insert into kept values (${held})`
    })
    await expect(lost).rejects.toSatisfy(isDatabaseAway)
    await backAgain()
    expect(await count(held)).toBe(0)
    await expect(database.reserve(async (sql) => await sql`select 1`)).resolves.toHaveLength(1)
  })

  test('under a statement of a reservation rejects it', async () => {
    const lost = database.reserve(async (sql) => {
      const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
      const waiting = sql`select pg_sleep(60)`.execute()
      await stored.sql`select pg_terminate_backend(${row?.pid ?? 0})`
      await waiting
    })
    await expect(lost).rejects.toSatisfy(isDatabaseAway)
  })

  test('many times over leaves every connection of the pool usable', async () => {
    for (let round = 0; round < 10; round += 1) {
      const works = Array.from({ length: 3 }, () =>
        transaction(database.sql, async (tx) => {
          await tx`select 1`
          await tx`select pg_sleep(0.05)`
        }),
      )
      await link.set({ is: round % 2 === 0 ? 'refuse' : 'hangUp' })
      await Promise.allSettled(works)
      await backAgain()
    }
    // A connection may tell its next user once of what ended it.
    await until('all of them work at once', async () => {
      const works = Array.from({ length: 3 }, () => transaction(database.sql, (tx) => tx`select 1`))
      return (await Promise.all(works)).length === 3
    })
  })
})

describe('arrays as values of a statement', () => {
  test('go there and come back as they were', async () => {
    const texts = ['Đống Đa', '', 'a "b" \\ {c}, d', 'NULL', null]
    const [row] = await database.sql`
      select ${texts}::text[] as texts, ${[1, 2]}::int[] as numbers, ${[]}::text[] as none,
        ${['00000000-0000-4000-8000-000000000001']}::uuid[] as ids`
    expect(row).toEqual({
      texts,
      numbers: [1, 2],
      none: [],
      ids: ['00000000-0000-4000-8000-000000000001'],
    })
  })
})
