import type { Run } from '../../domain/dossier/workflow-id.ts'
import type { Querying } from '../database.ts'

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
