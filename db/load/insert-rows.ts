import { getTableColumns, type InferInsertModel } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { Querying } from '../database.ts'
import type { StoredRows } from '../reorganisations/stored-rows.ts'
import { primaryKeyOf } from '../schema/columns.ts'

/**
 * Inserts rows in one statement and leaves alone those whose primary key exists already: what happened to a
 * unit since it was loaded must survive the next start.
 */
export async function insertNew(sql: Querying, { name, columns, keys, json }: StoredRows): Promise<void> {
  const names = sql(columns)
  await sql`
    insert into ${sql(name)} (${names})
    select ${names} from json_populate_recordset(null::${sql(name)}, ${json}::text::json)
    on conflict (${sql(keys)}) do nothing`
}

/** Whether any of the rows has a primary key that does not stand yet. */
export async function hasNew(sql: Querying, { name, keys, json }: StoredRows): Promise<boolean> {
  const [table, key] = [sql(name), sql(keys)]
  const found = await sql`
    select ${key} from json_populate_recordset(null::${table}, ${json}::text::json)
    except select ${key} from ${table} limit 1`
  return found.length > 0
}

/** Rows as their table declares them; every one must give the same columns. */
export function declaredRows<T extends PgTable>(table: T, rows: readonly InferInsertModel<T>[]): StoredRows {
  const given = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = Object.entries(getTableColumns(table)).filter(([property]) => given.has(property))
  const records = rows.map((row) => {
    const values = new Map(Object.entries(row))
    return Object.fromEntries(columns.map(([property, column]) => [column.name, values.get(property)]))
  })
  return {
    name: getTableConfig(table).name,
    columns: columns.map(([, { name }]) => name),
    keys: primaryKeyOf(table),
    json: JSON.stringify(records),
  }
}
