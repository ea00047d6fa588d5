import { fileURLToPath } from 'node:url'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { arrayTypes } from './array-types.ts'
import { grantRuntime, roleOf } from './runtime-role.ts'
import { isDatabaseAway } from './sql-error.ts'

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
  /** Says to the relays that something was committed for them; without it they see it within half a second. */
  wakeRelay(): void
  close(): Promise<void>
}

export function openDatabase(url: string, options: { connections?: number; name?: string } = {}): Database {
  const sql = postgres(url, {
    max: options.connections ?? 10,
    connect_timeout: 5,
    backoff,
    onnotice: () => {},
    fetch_types: false,
    types: arrayTypes,
    connection: {
      application_name: options.name ?? 'thong-suot',
      TimeZone: 'UTC',
      // Every hot statement is a look-up by key: planning it anew each time cost more than running it.
      plan_cache_mode: 'force_generic_plan',
    },
  })
  surviveLostConnections(sql)
  const orm = drizzle(sql)
  return { sql, orm, wakeRelay: wakerOf(sql), close: () => sql.end({ timeout: 5 }) }
}

/**
 * Seconds until a connection is tried again. All connections of a pool count their attempts together: the driver's own reaches twenty
 * seconds at the eighth, and whoever asks meanwhile would wait that long to be told that the database is away.
 */
const backoff = (attempts: number): number => Math.min(3 ** attempts / 100, 1) * (0.5 + Math.random() / 2)

/** What is committed within it needs one call. */
const gatherMs = 20

/**
 * A call of its own after the commit: PostgreSQL lets transactions that notify commit one at a time, so that filings would
 * wait for each other's disk. The first calls at once, those that follow closely together.
 */
function wakerOf(sql: Sql): () => void {
  let resting = false
  let asked = false
  const wake = (): void => {
    asked = resting
    if (resting) return
    resting = true
    setTimeout(() => {
      resting = false
      if (asked) wake()
    }, gatherMs)
    // Not heard, the relay looks by itself.
    void sql`select pg_notify('relay', '')`.catch(() => undefined)
  }
  return wake
}

/**
 * When the connection of a transaction is lost, the driver (3.4.9) rejects `begin`, and then sends the rollback of
 * the transaction's function to a socket that is gone: an exception nobody can catch. So that function never
 * returns once its connection is lost; it has nothing left to do, and `begin` has told its caller.
 */
function surviveLostConnections(sql: Sql): void {
  const begin = sql.begin.bind(sql)
  const survive =
    <T>(work: (tx: postgres.TransactionSql) => T | Promise<T>) =>
    async (tx: postgres.TransactionSql): Promise<T> => {
      try {
        return await work(tx)
      } catch (error) {
        if (isDatabaseAway(error)) return await new Promise<never>(() => {})
        throw error
      }
    }
  const surviving = <T>(
    first: string | ((tx: postgres.TransactionSql) => T | Promise<T>),
    work?: (tx: postgres.TransactionSql) => T | Promise<T>,
  ) => {
    if (typeof first !== 'string') return begin(survive(first))
    if (work === undefined) throw new TypeError('begin needs a function; give it what to do')
    return begin(first, survive(work))
  }
  Object.assign(sql, { begin: surviving })
}

/**
 * Brings the schema up to date, and gives the role that runs the product its rows; safe to call from several processes at once (one
 * waits for the other).
 * @param ownerUrl as the owner of the tables
 * @param runtimeUrl as the role that runs; where it is the owner itself, nothing is granted and nothing taken away
 */
export async function migrate(ownerUrl: string, runtimeUrl: string = ownerUrl): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(hashtext('thong-suot migrations'))`
    await runMigrations(drizzle(sql), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    })
    const role = roleOf(runtimeUrl)
    if (role !== roleOf(ownerUrl)) await grantRuntime(sql, role)
  } finally {
    await sql.end()
  }
}
