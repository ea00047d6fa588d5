/** Statements are written out by us and not by the driver: each must be what the driver would send. */
import { beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../../db/connection/transaction.ts'
import type { Sql } from '../../../db/database.ts'
import type { SentRows } from '../../../db/statement.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let db: TestDatabase
let sql: Sql
beforeAll(async () => {
  db = await testDatabase()
  sql = db.sql
  await db.asOwner(async (owner) => {
    await owner`create table written (id text primary key, number int, body bytea, words text[])`
  })
})

/** What was sent, and what came back. */
async function sent(statement: PromiseLike<unknown>): Promise<{ text: string; rows: readonly unknown[] }> {
  const rows: unknown = await statement
  if (!isSent(rows)) throw new Error('the driver says nothing of what it sent')
  return { text: rows.statement.string, rows: [...rows] }
}
const isSent = (rows: unknown): rows is SentRows => Array.isArray(rows) && 'statement' in rows

describe('the text of a statement made of parts', () => {
  test('numbers the values in the order in which they stand, those of parts of parts too', async () => {
    const inner = sql`${2}::int + ${3}::int`
    const { text, rows } = await sent(sql`select ${1}::int as a, (${inner}) as b, ${4}::int as c`)
    expect(text).toBe('select $1::int as a, ($2::int + $3::int) as b, $4::int as c')
    expect(rows).toEqual([{ a: 1, b: 5, c: 4 }])
  })

  test('has a part as often as it stands in it, each time with its values', async () => {
    const part = sql`${'x'}::text`
    expect(await sent(sql`select ${part} || ${part} as twice`)).toEqual({
      text: 'select $1::text || $2::text as twice',
      rows: [{ twice: 'xx' }],
    })
  })

  test('has the parts of a list one after the other', async () => {
    const parts = [sql`select ${1}::int as n`, sql`union all select ${2}::int`]
    expect((await sent(sql`${parts}`)).rows).toEqual([{ n: 1 }, { n: 2 }])
  })

  test('has names quoted, each part of them by itself', async () => {
    const { text } = await sent(sql`select ${sql('w.id')} as ${sql('a"b')} from ${sql('written')} w`)
    expect(text).toBe('select "w"."id" as "a""b" from "written" w')
  })

  test('is left to the driver where a part is of its making', async () => {
    const columns = sql`${sql(['id', 'words'])}`
    const nested = sql`${sql.unsafe('and true')} and id <> ${'z'}`
    await sql`insert into written ${sql([{ id: 'built', words: ['a'] }], 'id', 'words')}`
    const { rows } = await sent(
      sql`select ${columns} from ${sql('written')} where id = ${'built'} ${nested} ${[sql`and 1 = ${1}`]}`,
    )
    expect(rows).toEqual([{ id: 'built', words: ['a'] }])
  })
})

describe('a value in a statement', () => {
  test('of each kind arrives as it is', async () => {
    const body = Buffer.from([0, 255, 39])
    const words = ['a,b', '"q"', 'ữ']
    await sql`insert into written values (${"it's"}, ${7}, ${body}, ${words}), (${'none'}, ${null}, ${null}, ${[]})`
    const { rows } = await sent(sql`select * from written where id <> 'built' order by id`)
    expect(rows).toEqual([
      { id: "it's", number: 7, body, words },
      { id: 'none', number: null, body: null, words: [] },
    ])
  })

  test('that is undefined is refused, as by the driver', async () => {
    // @ts-expect-error the type refuses it as well
    await expect(sql`select ${undefined}::text`).rejects.toThrow('UNDEFINED_VALUE')
  })

  test('is never a part of the text', async () => {
    const { rows } = await sent(sql`select ${"'; drop table written; --"}::text as said`)
    expect(rows).toEqual([{ said: "'; drop table written; --" }])
  })
})

describe('a statement made of parts', () => {
  test('is sent once, however often it is awaited', async () => {
    const insert = sql`insert into written (id) values (${'once'}) returning id`
    expect([await insert, await insert].map((rows) => [...rows])).toEqual([
      [{ id: 'once' }],
      [{ id: 'once' }],
    ])
  })

  test('that nobody awaits is not sent', async () => {
    void sql`insert into written (id) values (${'never'})`
    expect(await sql`select id from written where id = ${'never'}`).toHaveLength(0)
  })

  test('without values is prepared like the others', async () => {
    await sql`select 'prepared by name' as said`
    const prepared = await Promise.all(
      Array.from(
        { length: 20 },
        () => sql`select statement from pg_prepared_statements where statement like ${'%by name%'}`,
      ),
    )
    expect(prepared.flat().length).toBeGreaterThan(0)
  })

  test('that fails rejects, and says so to whom it was handed', async () => {
    let ended = false
    const failing = sql`select ${1}::int / 0`.finally(() => {
      ended = true
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(ended).toBe(true)
    expect(await sql`select nothing`.catch(() => 'caught')).toBe('caught')
  })

  test('of a transaction takes parts that were made by the pool', async () => {
    const part = sql`id = ${'in a transaction'}`
    await transaction(sql, async (tx) => {
      await tx`insert into written (id) values (${'in a transaction'})`
      expect(await tx`select id from written where ${part}`).toHaveLength(1)
      expect(await sql`select id from written where ${part}`).toHaveLength(0)
    })
  })

  test('of a transaction that the driver begins takes the parts of a pool, names too', async () => {
    const rows = await sql.begin(
      (tx) => tx`select ${sql('id')} from written where ${sql`id = ${'once'}`} ${[sql`and true`]}`,
    )
    expect([...rows]).toEqual([{ id: 'once' }])
  })

  test('is not made of a name alone', async () => {
    await expect(Promise.resolve().then(() => sql('written'))).rejects.toThrow('a name is no statement')
  })
})
