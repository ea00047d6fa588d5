import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/**
 * Hashes the heads of the chains that moved since the last seal, found by what was recorded since: not by looking at every head.
 * @returns how many moved; without one nothing is sealed
 */
export async function sealJournal(sql: Querying, at: number): Promise<number> {
  // A statement of its own: with the instant given the planner knows how little is to be read.
  const [last] = await typedRows(
    sql,
    'engine.lastSeal',
  )`select epoch_ms(max(sealed_at)) as at from journal_seal`
  const since = last?.at ?? null
  const [row] = await typedRows(sql, 'engine.sealJournal')`
    with moved as (
      select head.dossier_id, head.hash from journal_head head
      where ${since === null ? sql`true` : sql`head.dossier_id in (select dossier_id from journal where recorded_at > instant(${since}))`})
    insert into journal_seal (sealed_at, chains, hash)
    select instant(${at}), count(*), sha256(coalesce(string_agg(hash, '' order by dossier_id), '')) from moved
    having count(*) > 0
    returning chains`
  return row?.chains ?? 0
}
