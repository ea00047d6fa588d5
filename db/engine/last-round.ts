/** When a scheduled round of each kind ended last: one that does not run raises no alert by itself. */

import type { RoundKind } from '../../domain/operation.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface EndedRound {
  kind: RoundKind
  /** Instants in ms. */
  beganAt: number
  endedAt: number
  /** Open dossiers compared, or chains sealed. */
  items: number
  differences: number
}

/** Keeps it where it ended after the one that is kept. */
export async function recordRound(sql: Querying, round: EndedRound): Promise<void> {
  const { kind, beganAt, endedAt, items, differences } = round
  await sql`
    insert into last_round (kind, began_at, ended_at, items, differences)
    values (${kind}, instant(${beganAt}), instant(${endedAt}), ${items}, ${differences})
    on conflict (kind) do update set began_at = excluded.began_at, ended_at = excluded.ended_at,
      items = excluded.items, differences = excluded.differences
    where last_round.ended_at <= excluded.ended_at`
}

/** Seconds since a round of each kind ended, as of an instant; a kind that never ran is left out. */
export async function lastRounds(
  sql: Querying,
  asOfMs: number,
): Promise<readonly { kind: RoundKind; ageSeconds: number }[]> {
  return await typedRows(sql, 'engine.lastRounds')`
    select kind, greatest(extract(epoch from instant(${asOfMs}) - ended_at), 0)::float8 as "ageSeconds" from last_round`
}
