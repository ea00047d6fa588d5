import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { grantReading } from './rehearsal/reader-role.ts'
import { grantRuntime, roleOf } from './runtime-role.ts'

/**
 * Brings the schema up to date, and gives the role that runs the product its rows; safe to call from several processes at once (one
 * waits for the other).
 * @param ownerUrl as the owner of the tables
 * @param runtimeUrl as the role that runs; where it is the owner itself, nothing is granted and nothing taken away
 * @param readerUrl as the role that can only read, where there is one
 */
export async function migrate(
  ownerUrl: string,
  runtimeUrl: string = ownerUrl,
  readerUrl: string | null = null,
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(hashtext('thong-suot migrations'))`
    await runMigrations(drizzle(sql), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    })
    const role = roleOf(runtimeUrl)
    if (role !== roleOf(ownerUrl)) await grantRuntime(sql, role)
    if (readerUrl !== null) await grantReading(sql, roleOf(readerUrl))
  } finally {
    await sql.end()
  }
}
