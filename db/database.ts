import postgres from 'postgres'
import { arrayTypes, readingJsonOnce, textTypes } from './array-types.ts'
import { readDatabaseClock } from './connection/database-clock.ts'
import { type PoolLimits, poolLimits } from './connection/pool-limits.ts'
import { limitWait } from './connection/pool-load.ts'
import { Reservations } from './connection/reservation.ts'
import { readSchemaState, type SchemaState } from './connection/schema-state.ts'
import type { Transaction, Unnamed } from './statement.ts'

export type Sql = Unnamed & postgres.Sql
/** A transaction, or the pool where no transaction is needed. */
export type Querying = Sql | Transaction

/**
 * One pool. Rows are read through `typedRows` (`statement.ts`), which types them. Instants cross in milliseconds, through
 * `epoch_ms(...)` and `instant(...)`; jsonb goes in as text.
 */
export interface Database {
  sql: Sql
  /** Says to the relays that something was committed for them; without it they see it within half a second. */
  wakeRelay(): void
  /**
   * One connection beside the pool, for what a probe asks: a pool whose connections are all taken is not mistaken for a database that is
   * away, and the answer does not wait for them.
   */
  probe: Sql
  /** Runs `work` over a connection of its own, with the state of its session; once lost, it refuses all later statements. */
  reserve<T>(work: (sql: Querying) => Promise<T>): Promise<T>
  /**
   * Whether PostgreSQL answers and holds the schema of this build; asked over `probe`. Rejects where PostgreSQL does not answer.
   */
  schemaState(): Promise<SchemaState>
  /** What the clock of PostgreSQL shows, ms; over `probe`. */
  clockMs(): Promise<number>
  close(): Promise<void>
}

/**
 * Opens a pool. Nothing is connected before the first statement.
 * @param options.sameJson many rows have the same JSON: it is read once, and who gets it must not change it
 * @param options.limits which waits are cut; those of a command where left out, which has nobody waiting behind it
 * @param options.reservationIdleMs how long a reserved connection is kept once nobody holds it. @defaultValue a minute
 */
export function openDatabase(
  url: string,
  options: {
    connections?: number
    name?: string
    limits?: PoolLimits
    sameJson?: boolean
    reservationIdleMs?: number
  } = {},
): Database {
  const { connections = 10, name = 'thong-suot', limits = poolLimits.command } = options
  const types = { ...arrayTypes, ...(options.sameJson === true ? readingJsonOnce() : textTypes) }
  const client = (more: postgres.Options<Record<string, postgres.PostgresType>>, timeouts = limits) =>
    postgres(url, { ...driverOptions(name, timeouts), types, ...more })
  const sql = limitWait(client({ max: connections }), { connections, waitMs: limits.waitMs })
  const reservations = new Reservations(
    (onclose) => client({ max: 1, max_lifetime: null, onclose }),
    connections,
    options.reservationIdleMs,
  )
  const { probe: probeLimits } = poolLimits
  const probe = limitWait(client({ max: 1, idle_timeout: 60 }, probeLimits), {
    connections: 1,
    waitMs: probeLimits.waitMs,
  })
  return {
    sql,
    probe,
    wakeRelay: wakerOf(sql),
    reserve: (work) => reservations.run(work),
    schemaState: () => readSchemaState(probe),
    clockMs: () => readDatabaseClock(probe),
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), reservations.close(), probe.end({ timeout: 1 })])
    },
  }
}

const driverOptions = (name: string, limits: PoolLimits) => ({
  connect_timeout: 5,
  backoff,
  onnotice: () => {},
  fetch_types: false,
  connection: {
    application_name: name,
    TimeZone: 'UTC',
    // Every hot statement is a look-up by key: planning it each time cost more than running it.
    plan_cache_mode: 'force_generic_plan' as const,
    statement_timeout: cutAfter(limits.statementMs),
    lock_timeout: cutAfter(limits.lockMs),
    idle_in_transaction_session_timeout: cutAfter(limits.idleInTransactionMs),
    // A reserved connection holds its lock while the bank, or the rows of a file, are waited for.
    idle_session_timeout: cutAfter(0),
  },
})

/**
 * The driver does not send a 0, and the limit that an administrator gave the role or the database would hold; so "no limit" is the most
 * that PostgreSQL takes, 24 days.
 */
const cutAfter = (ms: number): number => (ms === 0 ? 2 ** 31 - 1 : ms)

/**
 * Seconds until a connection is tried again. All connections of a pool count their attempts together: the driver's own reaches twenty
 * seconds at the eighth, and callers would wait that long for `databaseUnavailable`.
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
