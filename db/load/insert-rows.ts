import { type Column, getTableColumns, type InferInsertModel } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { Querying } from '../database.ts'
import { primaryKeyOf } from '../schema/columns.ts'

interface Rows {
  /** SQL names of the columns that the rows give. */
  columns: string[]
  json: string
}

/**
 * Inserts rows in one statement and leaves alone those whose primary key exists already: what happened to a
 * unit since it was loaded must survive the next start. Every row must give the same columns.
 */
export async function insertRows<T extends PgTable>(
  sql: Querying,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  const { columns, json } = asJson(table, rows)
  const names = sql(columns)
  await sql`
    insert into ${sql(getTableConfig(table).name)} (${names})
    select ${names} from json_populate_recordset(null::${sql(getTableConfig(table).name)}, ${json}::text::json)
    on conflict (${sql(primaryKeyOf(table))}) do nothing`
}

/** Whether any of the rows has a primary key that does not stand yet. */
export async function hasNewRows<T extends PgTable>(
  sql: Querying,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<boolean> {
  const { json } = asJson(table, rows)
  const [name, keys] = [sql(getTableConfig(table).name), sql(primaryKeyOf(table))]
  const found = await sql`
    select ${keys} from json_populate_recordset(null::${name}, ${json}::text::json)
    except select ${keys} from ${name} limit 1`
  return found.length > 0
}

function asJson<T extends PgTable>(table: T, rows: readonly InferInsertModel<T>[]): Rows {
  const given = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = Object.entries(getTableColumns(table)).filter(([property]) => given.has(property))
  const records = rows.map((row) => {
    const values = new Map(Object.entries(row))
    return Object.fromEntries(
      columns.map(([property, column]) => [column.name, inSpans(column, values.get(property))]),
    )
  })
  return { columns: columns.map(([, { name }]) => name), json: JSON.stringify(records) }
}

/** Of what lives in several spans a loaded row has one. */
const inSpans = (column: Column, value: unknown): unknown =>
  column.getSQLType() === 'tstzmultirange' ? `{${value}}` : value
