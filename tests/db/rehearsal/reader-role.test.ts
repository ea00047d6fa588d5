import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../db/database.ts'
import { grantReading, requireReader } from '../../../db/rehearsal/reader-role.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const [role, password] = [`reader_${randomBytes(4).toString('hex')}`, randomBytes(8).toString('hex')]

let database: TestDatabase
let reader: Database
beforeAll(async () => {
  database = await testDatabase()
  await database.asOwner(async (sql) => {
    await sql.unsafe(`create role ${role} login password '${password}'`)
    await sql.unsafe(`alter role ${role} set default_transaction_read_only = on`)
    await grantReading(sql, role)
  })
  const url = new URL(database.ownerUrl)
  Object.assign(url, { username: role, password })
  reader = openDatabase(url.href, { connections: 1 })
})
afterAll(async () => {
  await reader.close()
  await database.asOwner(async (sql) => {
    await sql.unsafe(`drop owned by ${role}`)
    await sql.unsafe(`drop role ${role}`)
  })
})

/** In a transaction that may write, so that privileges alone decide: anyone may say so of a transaction. */
const writing = (statement: string) =>
  reader.sql.unsafe(`begin; set transaction read write; ${statement}`).finally(() => reader.sql`rollback`)

describe('the role that reads for a rehearsal', () => {
  test('has SELECT on every table and sequence-free, and nothing else', async () => {
    const rows = await reader.sql<{ privileges: string[] }[]>`
      select distinct array(select privilege from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER'])
        privilege where has_table_privilege(pg_class.oid, privilege)) as privileges
      from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`
    expect(rows).toEqual([{ privileges: ['SELECT'] }])
    await requireReader(reader.sql)
  })

  test('is refused each kind of write, in every table', async () => {
    const tables = await reader.sql<{ name: string; column: string }[]>`
      select relname as name, (select attname from pg_attribute where attrelid = pg_class.oid and attnum = 1) as column
      from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`
    expect(tables.length).toBeGreaterThan(50)
    for (const { name, column } of tables) {
      for (const statement of [
        `insert into ${name} default values`,
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
        `truncate ${name}`,
      ]) {
        await expect(writing(statement), statement).rejects.toMatchObject({ code: '42501' })
      }
    }
  })

  test.each([
    [
      'opens no change of reference data',
      "select begin_change('load', 'x', 'x', instant(0), null, null, null)",
    ],
    ['makes no table', 'create table mine (id int)'],
    ['draws no number', "select nextval('alert_id_seq')"],
    ['becomes nobody else', 'set role thong_suot'],
    ['changes no migration', 'delete from drizzle.__drizzle_migrations'],
  ])('%s', async (_title, statement) => {
    await expect(writing(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^42501$|^42883$/) })
  })

  test('writes nothing by itself: its transactions only read', async () => {
    await expect(reader.sql`create temporary table mine (id int)`).rejects.toMatchObject({ code: '25006' })
  })
})

describe('a role that could write is refused before anything is copied', () => {
  test('the role that runs the product, and the owner', async () => {
    await expect(requireReader(database.sql)).rejects.toThrow('writes')
    await database.asOwner(async (sql) => {
      await expect(requireReader(sql)).rejects.toThrow('is a superuser')
    })
  })

  test.each([
    ['one right on one table', `grant insert on alert to ${role}`, `revoke insert on alert from ${role}`],
    [
      'a sequence',
      `grant usage on sequence alert_id_seq to ${role}`,
      `revoke usage on sequence alert_id_seq from ${role}`,
    ],
    [
      'tables of its own',
      `grant create on schema public to ${role}`,
      `revoke create on schema public from ${role}`,
    ],
  ])('a role that was given %s', async (_title, grant, revoke) => {
    await database.asOwner((sql) => sql.unsafe(grant))
    await expect(requireReader(reader.sql)).rejects.toThrow('can only read')
    await database.asOwner((sql) => sql.unsafe(revoke))
    await requireReader(reader.sql)
  })
})
