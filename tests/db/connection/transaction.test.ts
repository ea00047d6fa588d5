import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PoolLimits, poolLimits } from '../../../db/connection/pool-limits.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { type Database, openDatabase } from '../../../db/database.ts'
import { isDatabaseAway, isDatabaseBusy } from '../../../db/sql-error.ts'
import { until } from '../../../harness/until.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let stored: TestDatabase
const opened: Database[] = []
beforeAll(async () => {
  stored = await testDatabase()
  await stored.asOwner(async (sql) => {
    await sql`create table kept (id text primary key, said text)`
  })
})
afterAll(() => Promise.all(opened.map((database) => database.close())))

function pool(
  connections: number,
  limits: Partial<PoolLimits> = {},
  reservationIdleMs?: number,
): Database & { name: string } {
  const name = `test ${randomUUID()}`
  const database = openDatabase(stored.url, {
    ...{ connections, name, limits: { ...poolLimits.api, ...limits } },
    ...(reservationIdleMs === undefined ? {} : { reservationIdleMs }),
  })
  opened.push(database)
  return { ...database, name }
}

/** What the connections of a pool do, by the server's word. */
const statesOf = async ({ name }: { name: string }): Promise<readonly string[]> =>
  (
    await stored.sql<{ state: string }[]>`
      select state from pg_stat_activity where application_name = ${name}`
  ).map(({ state }) => state)

function gate(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve }
}

/** Holds a row of `kept` locked until released. */
async function lockedRow(): Promise<{ id: string; release(): Promise<void> }> {
  const id = randomUUID()
  await stored.sql`insert into kept values (${id})`
  const released = gate()
  const taken = gate()
  const holding = transaction(stored.sql, async (tx) => {
    await tx`select 1 from kept where id = ${id} for update`
    taken.resolve()
    await released.promise
  })
  await Promise.race([taken.promise, holding])
  return {
    id,
    async release() {
      released.resolve()
      await holding
    },
  }
}

describe('a transaction that fails gives its connection back', () => {
  // Disk full, out of memory, shutdown, lost connection, i/o error, internal error: each as PostgreSQL's own answer.
  test.each(['53100', '53200', '57P01', '08006', '58030', 'XX000', '22012', '40P01'])(
    'after an error of the class %s',
    async (code) => {
      const database = pool(2)
      const failing = () =>
        transaction(database.sql, async (tx) => {
          await tx`insert into kept values (${randomUUID()})`
          await tx.unsafe(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`)
        })
      const results = await Promise.allSettled(Array.from({ length: 6 }, failing))
      expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'rejected'))
      expect(await transaction(database.sql, (tx) => tx`select 1`)).toHaveLength(1)
      expect((await statesOf(database)).filter((state) => state !== 'idle')).toEqual([])
    },
  )

  test('after an error of its own work', async () => {
    const database = pool(1)
    const id = randomUUID()
    const failed = transaction(database.sql, async (tx) => {
      await tx`insert into kept values (${id})`
      throw new TypeError('no')
    })
    await expect(failed).rejects.toThrow(TypeError)
    expect(await database.sql`select 1 from kept where id = ${id}`).toHaveLength(0)
  })

  test('and refuses a statement that comes after its end, which joins no other transaction', async () => {
    const database = pool(1)
    const id = randomUUID()
    const goOn = gate()
    let late: Promise<unknown> = Promise.resolve()
    const failed = transaction(database.sql, (tx) => {
      late = goOn.promise.then(() => tx`insert into kept values (${id})`)
      return Promise.all([tx`select 1 / 0`, late])
    })
    await expect(failed).rejects.toMatchObject({ code: '22012' })
    await transaction(database.sql, async (tx) => {
      goOn.resolve()
      await expect(late).rejects.toMatchObject({ name: 'PostgresError' })
      await tx`select 1`
    })
    expect(await database.sql`select 1 from kept where id = ${id}`).toHaveLength(0)
  })
})

describe('a time limit of the pool', () => {
  test('ends a wait for a lock: the statement is rejected as busy, and the row is as it was', async () => {
    const row = await lockedRow()
    const database = pool(2, { lockMs: 100 })
    const writing = database.sql`update kept set said = 'x' where id = ${row.id}`
    await expect(writing).rejects.toSatisfy(isDatabaseBusy)
    await row.release()
    expect(await stored.sql`select said from kept where id = ${row.id}`).toEqual([{ said: null }])
  })

  test('ends a statement that runs too long', async () => {
    await expect(pool(1, { statementMs: 100 }).sql`select pg_sleep(60)`).rejects.toSatisfy(isDatabaseBusy)
  })

  test('ends the transaction of a process that pauses in it: its locks are free for others', async () => {
    const database = pool(1, { idleInTransactionMs: 100 })
    const id = randomUUID()
    const ended = transaction(database.sql, async (tx) => {
      await tx`insert into kept values (${id})`
      await until('the server has ended it', async () => (await statesOf(database)).length === 0)
      await tx`select 1`
    })
    await expect(ended).rejects.toSatisfy(isDatabaseAway)
    await stored.sql`insert into kept values (${id})`
  })

  test('never ends a reservation that runs nothing: it keeps its lock', async () => {
    const { pathname } = new URL(stored.url)
    await stored.asOwner((sql) => sql`alter database ${sql(pathname.slice(1))} set idle_session_timeout = 50`)
    const database = pool(1, { statementMs: 50, lockMs: 50, idleInTransactionMs: 50 }, 50)
    await database.reserve(async (sql) => {
      await sql`select pg_advisory_lock(9)`
      const since = performance.now()
      await until('all time-outs are over', async () => performance.now() - since > 200)
      expect(await stored.sql`select pg_try_advisory_lock(9) as free`).toEqual([{ free: false }])
      await sql`select pg_advisory_unlock(9)`
    })
  })

  test('ends a reservation that nobody holds any more, and the next gets another', async () => {
    const database = pool(1, {}, 50)
    const asked = async () => await database.reserve(async (sql) => await sql`select 1`)
    await asked()
    await until('the server has ended it', async () => (await statesOf(database)).length === 0)
    expect(await asked()).toHaveLength(1)
  })
})

describe('a pool whose connections are all taken', () => {
  test('refuses a transaction that would wait too long, and its work never runs', async () => {
    const database = pool(1, { waitMs: 100 })
    // On a full machine the connection alone would take longer.
    await until('it is connected', async () =>
      (await Promise.allSettled([database.sql`select 1`])).every(({ status }) => status === 'fulfilled'),
    )
    const free = gate()
    const holding = transaction(database.sql, () => free.promise)
    let ran = false
    const late = transaction(database.sql, async () => {
      ran = true
    })
    await expect(late).rejects.toSatisfy(isDatabaseBusy)
    free.resolve()
    await holding
    expect(await transaction(database.sql, (tx) => tx`select 1`)).toHaveLength(1)
    expect(ran).toBe(false)
  })

  test('refuses statements at once when those before have waited too long, and takes them again after', async () => {
    const row = await lockedRow()
    const database = pool(2, { waitMs: 100, lockMs: 60_000, statementMs: 60_000 })
    const waiting = Array.from(
      { length: 2 },
      () => database.sql`update kept set said = 'x' where id = ${row.id}`,
    ).map((statement) => statement.execute())
    await until('it is stuck', async () =>
      (await Promise.allSettled([database.sql`select 1`.execute()].map(inTime))).every(isBusy),
    )
    await expect(database.sql`select 1`).rejects.toSatisfy(isDatabaseBusy)
    await row.release()
    await Promise.all(waiting)
    // What came before it was stuck may not have been answered yet.
    await until('it takes statements again', async () =>
      (await Promise.allSettled([database.sql`select 1`])).every(({ status }) => status === 'fulfilled'),
    )
  })

  test('still says whether the database is there and has the schema', async () => {
    const database = pool(1)
    const free = gate()
    const holding = transaction(database.sql, () => free.promise)
    expect(await database.schemaState()).toBe('current')
    free.resolve()
    await holding
  })
})

const isBusy = (one: PromiseSettledResult<unknown>): boolean =>
  one.status === 'rejected' && isDatabaseBusy(one.reason)

/** A statement that joined the queue before it was known to be stuck waits with it. */
const inTime = (asked: PromiseLike<unknown>): Promise<unknown> =>
  Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 50))])
