import { readdirSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const folder = new URL('../../db/schema/', import.meta.url)

/** `table.column type null`, of each column that `db/schema` declares. */
async function declared(): Promise<ReadonlySet<string>> {
  const modules = await Promise.all(
    readdirSync(folder).map((name): Promise<Record<string, unknown>> => import(new URL(name, folder).href)),
  )
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable))
  const columns = tables.flatMap((table) => {
    const { name, columns, primaryKeys } = getTableConfig(table)
    const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)))
    return columns.map((column) => {
      const required = column.notNull || column.primary || keys.has(column.name)
      return line(name, column.name, column.getSQLType().replace(/serial$/, 'int'), required)
    })
  })
  return new Set(columns)
}

/** The same of the tables that the migrations have made. */
async function made(): Promise<ReadonlySet<string>> {
  const columns = await database.asOwner(
    (sql) => sql<{ table: string; column: string; type: string; required: boolean }[]>`
      select relname as table, attname as column, format_type(atttypid, atttypmod) as type, attnotnull as required
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and attnum > 0 and not attisdropped`,
  )
  return new Set(columns.map((one) => line(one.table, one.column, one.type, one.required)))
}

const line = (table: string, column: string, type: string, required: boolean): string =>
  `${table}.${column} ${type}${required ? '' : ' null'}`

const without = (all: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] =>
  [...all].filter((one) => !others.has(one))

describe('the tables that db/schema declares and those that the migrations make', () => {
  test('have the same columns, of the same types, as often null', async () => {
    const [inCode, inDatabase] = await Promise.all([declared(), made()])
    expect(without(inCode, inDatabase)).toEqual([])
    expect(without(inDatabase, inCode)).toEqual([])
    expect(inCode.size).toBeGreaterThan(500)
  })

  test('a column that was renamed, became another type or may be null on one side alone is named', async () => {
    const inCode = await declared()
    const changes = [
      ['alter table task rename column due_at to falls_due_at', 'task.due_at timestamp with time zone null'],
      ['alter table dossier alter column revision type bigint', 'dossier.revision integer'],
      ['alter table dossier alter column area_id drop not null', 'dossier.area_id text'],
    ] as const
    const found = await database.asOwner(async (sql) => {
      for (const [change] of changes) await sql.unsafe(change)
      return without(inCode, await made())
    })
    expect(found.toSorted()).toEqual(changes.map(([, named]) => named).toSorted())
  })
})
