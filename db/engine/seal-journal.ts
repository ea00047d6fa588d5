import { waitForEarlier } from '../certificate/wait-for-earlier.ts'
import type { Querying, Sql } from '../database.ts'
import { typedRows } from '../statement.ts'

/** A round that cannot seal fails, and the next one seals what it left. */
const longestWaitMs = 10_000

/**
 * Hashes the last entries, until an instant, of the chains that moved since the last seal, found by what was recorded since. What had
 * begun to be written by then is waited for, so that the same rows give the same seal for ever.
 * @param at ms; the instant is no later than the clock of the database
 * @returns how many moved; without one nothing is sealed
 * @throws {StartUpError} where a transaction that had begun by then does not end
 */
export async function sealJournal(sql: Sql, at: number): Promise<number> {
  // A statement of its own: with the instant given the planner knows how little is to be read.
  const [last] = await typedRows(sql, 'engine.lastSeal')`
    select epoch_ms(max(sealed_at)) as at, epoch_ms(recording_clock()) as clock from journal_seal`
  const until = Math.min(at, Math.floor(last?.clock ?? 0) - 1)
  await waitForEarlier(sql, until, { waitMs: longestWaitMs })
  const [row] = await typedRows(sql, 'engine.sealJournal')`
    insert into journal_seal (sealed_at, chains, hash, exact)
    select instant(${until}), chains, hash, true from (${sealBetween(sql, last?.at ?? null, until)}) sealed where chains > 0
    returning chains`
  return row?.chains ?? 0
}

/** The seal of what was recorded between two instants, ms: after the first, until the second. */
export const sealBetween = (sql: Querying, since: number | null, until: number) => sql`
  select count(*)::int as chains, sha256(coalesce(string_agg(hash, '' order by dossier_id), '')) as hash
  from (
    select distinct on (dossier_id) dossier_id, hash from journal
    where ${since === null ? sql`true` : sql`recorded_at > instant(${since})`} and recorded_at <= instant(${until})
    order by dossier_id, seq desc) moved`
