import { beforeAll, expect, test } from 'vitest'
import { copiedTables, tablesLeftOut } from '../../../db/rehearsal/copied-tables.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

/** Tables of the schema that no list names, and names that are no tables or stand in both. */
async function unsaid(): Promise<readonly string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
  const tables = rows.map(({ name }) => name)
  const said = [...Object.keys(copiedTables), ...Object.keys(tablesLeftOut)]
  return [
    ...tables.filter((table) => !said.includes(table)),
    ...said.filter((table, at) => !tables.includes(table) || said.indexOf(table) !== at),
  ]
}

test('every table is copied to a rehearsal or left out with a reason, and a new one has to be named', async () => {
  expect(await unsaid()).toEqual([])
  await database.asOwner((sql) => sql`create table later (id int)`)
  expect(await unsaid()).toEqual(['later'])
  await database.asOwner((sql) => sql`drop table later`)
})

test('each value that a rehearsal replaces is a column of its table', async () => {
  const rows = await database.sql<{ column: string }[]>`
    select relname || '.' || attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace`
  const columns = new Set(rows.map(({ column }) => column))
  const replaced = Object.entries(copiedTables).flatMap(([table, values]) =>
    Object.keys(values).map((column) => `${table}.${column}`),
  )
  expect(replaced.filter((column) => !columns.has(column))).toEqual([])
})

test('a rehearsal copies no hash without a key over what people wrote', async () => {
  const rows = await database.sql<{ table: string; column: string }[]>`
    select relname as table, attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attname ~ '(body|content|identity|row)_(hash|hmac)$'`
  const open = rows.filter(
    ({ table, column }) => !(table in tablesLeftOut) && copiedTables[table]?.[column] === undefined,
  )
  expect(open).toEqual([])
})
