import type { InferInsertModel } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Querying } from '../database.ts'
import { asStored, type StoredRows } from '../reorganisations/rows/stored-rows.ts'

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
export const declaredRows = <T extends PgTable>(table: T, rows: readonly InferInsertModel<T>[]): StoredRows =>
  asStored(table, rows, (_column, _row, value) => value)
