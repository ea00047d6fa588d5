import type postgres from 'postgres'
import journal from '../migrations/meta/_journal.json' with { type: 'json' }
import { typedRows } from '../statement.ts'

/** The schema of a database against that of this build: none at all, one that lacks migrations, or one that has them all. */
export type SchemaState = 'absent' | 'behind' | 'current'

/** A newer schema is current: during an upgrade the database is migrated first, and builds of before go on. */
export async function readSchemaState(sql: postgres.Sql): Promise<SchemaState> {
  const [found] = await typedRows(sql, 'connection.migrationsTable')`
    select to_regclass('drizzle.__drizzle_migrations') is not null as present`
  if (found?.present !== true) return 'absent'
  const [applied] = await typedRows(sql, 'connection.lastMigration')`
    select max(created_at)::text as last from drizzle.__drizzle_migrations`
  if (applied?.last == null) return 'absent'
  return Number(applied.last) >= lastMigration ? 'current' : 'behind'
}

const lastMigration = Math.max(...journal.entries.map(({ when }) => when))
