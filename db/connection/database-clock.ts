/**
 * The clock of the database, read in a process without asking for each instant. Deadlines, mandates and the instant of a reorganisation
 * are judged by it, so that two processes whose machines differ agree on who holds a desk.
 */
import type postgres from 'postgres'
import { RepeatedFailure, type WarningLog } from '../../domain/repeated-failure.ts'
import { type Transaction, typedRows } from '../statement.ts'

/** @returns ms, a part of one among them */
export async function readDatabaseClock(sql: postgres.Sql | Transaction): Promise<number> {
  const [row] = await typedRows(sql, 'connection.clock')`select epoch_ms(recording_clock()) as at`
  return row?.at ?? Number.NaN
}

export interface DatabaseClock {
  /** Ms, whole; never ahead of the database. The machine's clock until the database has answered once. */
  now(): number
  /** How far the machine's clock is ahead of the database's, ms; negative: behind; null until the database has answered once. */
  machineAheadMs(): number | null
  stop(): void
}

const readEveryMs = 10_000
/** The database is away: it is read as soon as it answers. */
const retryEveryMs = 1_000
const readings = 3
/** Two clocks drift by less between two readings, and an answer takes less. */
const setBackMs = 50

/**
 * Reads the clock of the database, and again every ten seconds. In between it goes by the machine's steady clock, which no correction of
 * the date sets. Does not wait where the database is away.
 * @param read answers the database's clock, ms
 * @param log hears that it does not answer. @defaultValue silent, for a command that runs once
 */
export async function followDatabaseClock(
  read: () => Promise<number>,
  log: WarningLog = { warn: () => {} },
): Promise<DatabaseClock> {
  const failure = new RepeatedFailure(log, 'reading the clock of the database')
  /** The database's ms less those of the steady clock: at most so much, since a reading is older than its answer. */
  let ahead: number | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const readOnce = async (): Promise<number> => (await read()) - performance.now()
  const follow = async (): Promise<void> => {
    const found = await severalTimes(readings, readOnce).catch((error: unknown) => {
      failure.failed(error)
      return null
    })
    if (found !== null) failure.succeeded()
    // A slower answer tells less: it must not set the clock back. A clock of the database that was set back does.
    if (found !== null && (ahead === null || found > ahead || found < ahead - setBackMs)) ahead = found
    if (!stopped) timer = setTimeout(() => void follow(), found === null ? retryEveryMs : readEveryMs).unref()
  }
  await follow()
  return {
    now: () => Math.floor(ahead === null ? Date.now() : ahead + performance.now()),
    machineAheadMs: () => (ahead === null ? null : Date.now() - (ahead + performance.now())),
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** The greatest: the one whose answer was on its way for the shortest time. */
async function severalTimes(times: number, read: () => Promise<number>): Promise<number> {
  let best = Number.NEGATIVE_INFINITY
  for (let i = 0; i < times; i += 1) best = Math.max(best, await read())
  return best
}
