import { fileURLToPath } from 'node:url'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

export type Sql = postgres.Sql
/** A transaction, or the pool where no transaction is needed. */
export type Querying = postgres.Sql | postgres.TransactionSql

/**
 * One pool, two ways to speak: `orm` for plain typed statements, `sql` for set-based ones. Instants cross
 * in milliseconds, through `epoch_ms(...)` and `instant(...)`; jsonb goes in as text.
 */
export interface Database {
  sql: Sql
  orm: PostgresJsDatabase
  close(): Promise<void>
}

export function openDatabase(url: string, options: { connections?: number; name?: string } = {}): Database {
  const sql = postgres(url, {
    max: options.connections ?? 10,
    connect_timeout: 5,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'thong-suot',
      TimeZone: 'UTC',
      // Every hot statement is a look-up by key: planning it anew each time cost more than running it.
      plan_cache_mode: 'force_generic_plan',
    },
  })
  const orm = drizzle(sql)
  return { sql, orm, close: () => sql.end({ timeout: 5 }) }
}

/** Brings the schema up to date; safe to call from several processes at once (one waits for the other). */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(hashtext('thong-suot migrations'))`
    await runMigrations(drizzle(sql), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    })
  } finally {
    await sql.end()
  }
}
