import { readDatabaseClock } from '../../db/connection/database-clock.ts'
import type { Database, Querying } from '../../db/database.ts'
import type { OnRecord } from '../../db/dossier/record/on-record.ts'
import { waitForWriters } from '../../db/dossier/record/wait-for-writers.ts'
import type { KnownAt } from '../../db/territory/as-known.ts'
import { changeKnownAt } from '../../db/territory/reference-change.ts'
import { wrongField } from '../../domain/errors.ts'

/**
 * The change as known at which a route answers; null where it answers as known now.
 * @throws {DomainError} `invalidInput` for an instant still to come, by the clock of the database
 */
export async function changeAt({ sql }: Database, knownAt: string | undefined): Promise<number | null> {
  return knownAt === undefined ? null : await changeBy(sql, Date.parse(knownAt))
}

async function changeBy(sql: Querying, atMs: number): Promise<number> {
  const change = await changeKnownAt(sql, atMs)
  if (change === null) throw wrongField('/querystring/knownAt', 'lies in the future')
  return change
}

/**
 * The same for a route that reads dossiers: who is writing them is waited for, so that the answer stays the same.
 * @throws {DomainError} as `changeAt`; `databaseBusy` where a transaction does not end
 */
export async function recordedAt(database: Database, knownAt: string | undefined): Promise<KnownAt | null> {
  return knownAt === undefined ? null : await recordedBy(database, Date.parse(knownAt))
}

async function recordedBy({ sql }: Database, atMs: number): Promise<KnownAt> {
  const change = await changeBy(sql, atMs)
  await waitForWriters(sql)
  return { atMs, change }
}

/**
 * What a route that reads dossiers shows: as they stood at `asOf`, by what was recorded until `knownAt`; null where neither is named.
 * @throws {DomainError} as `recordedAt`; `invalidInput` where `asOf` lies after the instant of knowing
 */
export async function readOnRecord(
  database: Database,
  { asOf, knownAt }: { asOf: string | undefined; knownAt: string | undefined },
): Promise<OnRecord | null> {
  if (asOf === undefined && knownAt === undefined) return null
  const known = await recordedBy(
    database,
    knownAt === undefined ? Math.floor(await readDatabaseClock(database.sql)) : Date.parse(knownAt),
  )
  const asOfMs = asOf === undefined ? known.atMs : Date.parse(asOf)
  if (asOfMs > known.atMs) {
    throw wrongField(
      '/querystring/asOf',
      `lies ${knownAt === undefined ? 'in the future' : 'after `knownAt`'}`,
    )
  }
  return { asOfMs, known }
}
