import { getTableColumns, type InferInsertModel } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { Querying } from '../database.ts'

/**
 * Inserts rows in one statement and leaves alone those whose primary key exists already: what happened to a
 * unit since it was loaded must survive the next start. Every row must give the same columns.
 */
export async function insertRows<T extends PgTable>(
  sql: Querying,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  const given = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = Object.entries(getTableColumns(table)).filter(([property]) => given.has(property))
  const records = rows.map((row) => {
    const values = new Map(Object.entries(row))
    return Object.fromEntries(columns.map(([property, { name }]) => [name, values.get(property)]))
  })
  const names = sql(columns.map(([, { name }]) => name))
  await sql`
    insert into ${sql(getTableConfig(table).name)} (${names})
    select ${names} from json_populate_recordset(null::${sql(getTableConfig(table).name)}, ${JSON.stringify(records)}::text::json)
    on conflict (${sql(primaryKeyOf(table))}) do nothing`
}

function primaryKeyOf(table: PgTable): string[] {
  const { columns, primaryKeys } = getTableConfig(table)
  const composite = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)
  return composite.map((column) => column.name)
}
