import type { Run } from '../../domain/dossier/workflow-id.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Enters in the journal that a run was started again from its rows, and why. @param at instant in ms */
export async function journalRestart(
  tx: Querying,
  { dossierId, correction }: Run,
  { why, revision, at }: { why: string; revision: number; at: number },
): Promise<void> {
  const payload = { why, ...(correction === 0 ? {} : { correction }) }
  await tx`
    insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
    values (${dossierId}, 'restarted', ${revision}, 'engine', ${JSON.stringify(payload)}::jsonb, instant(${at}))`
}

/** Whether a run was started again for this reason since an instant, ms. */
export async function wasRestarted(
  sql: Querying,
  { dossierId, correction }: Run,
  { why, since }: { why: string; since: number },
): Promise<boolean> {
  const rows = await typedRows(sql, 'engine.restartsSince')`
    select seq from journal where dossier_id = ${dossierId} and kind = 'restarted' and payload ->> 'why' = ${why}
      and coalesce((payload ->> 'correction')::int, 0) = ${correction} and valid_at > instant(${since}) limit 1`
  return rows.length > 0
}
