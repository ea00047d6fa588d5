/** What makes the answer to "as known then" the same for ever: every transaction that was writing then has ended. */
import { setTimeout as pause } from 'node:timers/promises'
import { StartUpError } from '../../domain/start-up-error.ts'
import type { Sql } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Longer than any pool leaves a transaction idle (`pool-limits.ts`). */
const defaultWaitMs = 120_000
const pollMs = 50

/**
 * Waits for the end of every transaction that had begun to write by an instant. What is committed later was recorded later, since
 * `recorded_at` is the clock at the insert; where that clock was set back since, a later run finds other bytes.
 * @param knownAt ms, in the past of the database's clock
 * @throws {StartUpError} where the instant is still to come, a transaction is prepared, or one does not end within `waitMs`
 */
export async function waitForEarlier(
  sql: Sql,
  knownAt: number,
  { waitMs = defaultWaitMs }: { waitMs?: number } = {},
): Promise<void> {
  const [begun] = await typedRows(sql, 'certificate.beginWait')`
    select pg_current_xact_id()::text as xact, instant(${knownAt}) < recording_clock() as past,
      (select count(*)::int from pg_prepared_xacts where database = current_database()) as prepared`
  if (begun === undefined) throw new Error('PostgreSQL gave no transaction id')
  const { xact, past, prepared } = begun
  if (!past) {
    throw refused(
      `By the clock of the database ${new Date(knownAt).toISOString()} is still to come.`,
      'More could still become known by then, and the next run would give other bytes.',
      'Give --known-at an instant that has passed.',
    )
  }
  if (prepared > 0) {
    throw refused(
      `${prepared} transactions are prepared and neither committed nor rolled back.`,
      'What they wrote may appear at any time, with an instant of long ago.',
      'End them (see pg_prepared_xacts: COMMIT PREPARED or ROLLBACK PREPARED), then run it again.',
    )
  }
  const until = performance.now() + waitMs
  while (!(await haveEnded(sql, xact))) {
    if (performance.now() > until) {
      throw refused(
        `A transaction that began before the wait has not ended within ${Math.round(waitMs / 1000)} s.`,
        'What it wrote is not visible yet and would be missing.',
        'Look for it in pg_stat_activity (backend_xid), end it, then run it again.',
      )
    }
    await pause(pollMs)
  }
}

async function haveEnded(sql: Sql, xact: string): Promise<boolean> {
  const [row] = await typedRows(sql, 'certificate.earlierEnded')`
    select pg_snapshot_xmin(pg_current_snapshot()) > ${xact}::text::xid8 as ended`
  return row?.ended === true
}

const refused = (what: string, why: string, remedy: string): StartUpError =>
  new StartUpError({ what, why, remedy })
