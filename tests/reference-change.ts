import type postgres from 'postgres'
import { transaction } from '../db/connection/transaction.ts'
import type { Database } from '../db/database.ts'
import { type CalendarFile, publishCalendar } from '../db/load/calendar-file.ts'
import { type ChangeHeader, referenceChange } from '../db/territory/reference-change.ts'

/** Writes the units, mandates and rules of a test, inside a change of its own; what `write` gave. */
export async function inChange<T>(
  database: Pick<Database, 'sql'>,
  write: (tx: postgres.TransactionSql) => PromiseLike<T>,
  header: Partial<ChangeHeader> = {},
): Promise<T> {
  const { written } = await referenceChange(
    database,
    { kind: 'correction', actorId: 'test', basis: 'test', effectiveAt: 0, ...header },
    async (tx) => await write(tx),
  )
  return written
}

/** Publishes a calendar of a test. */
export const publishTestCalendar = (database: Pick<Database, 'sql'>, file: CalendarFile): Promise<void> =>
  transaction(database.sql, (tx) => publishCalendar(tx, file, 'test'))
