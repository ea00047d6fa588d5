import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** The reorganisation that was armed for an instant. */
export interface EnactedThen {
  id: string
  /** The dossier of the internal procedure behind it; null where it was armed by command or route. */
  dossier: string | null
}

/** Null where none was armed for that instant, as known at another (both in ms), or it was called off or put off. */
export async function enactedThen(
  sql: Querying,
  { at, knownAt }: { at: number; knownAt: number },
): Promise<EnactedThen | null> {
  const [row] = await typedRows(sql, 'certificate.enactedThen')`
    select armed.reorganisation as id, armed.dossier_id as dossier
    from reorganisation_step armed cross join lateral (
      select dated.effective_at from reorganisation_step dated
      where dated.reorganisation = armed.reorganisation and dated.run = armed.run and dated.kind in ('armed', 'postponed')
        and dated.recorded_at <= instant(${knownAt})
      order by dated.id desc limit 1) last
    where armed.kind = 'armed' and last.effective_at = instant(${at}) and not exists (
      select from reorganisation_step off where off.reorganisation = armed.reorganisation and off.run = armed.run
        and off.kind = 'calledOff' and off.recorded_at <= instant(${knownAt}))
    order by armed.id limit 1`
  return row ?? null
}

/** Reorganisations that were undone from an instant, as known at another; both in ms. */
export async function undoneThen(
  sql: Querying,
  { at, knownAt }: { at: number; knownAt: number },
): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'certificate.undoneThen')`
    select reorganisation as id from reorganisation_step
    where kind = 'undone' and effective_at = instant(${at}) and recorded_at <= instant(${knownAt}) order by reorganisation_step.id`
  return rows.map(({ id }) => id)
}
