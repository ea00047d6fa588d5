import type { TaskHolder } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { type Signature, signatureFor } from '../signature.ts'

/** One entry of the journal: ids, outcomes and times, nothing about a person but the officer who signed. */
export interface TimelineEntry {
  seq: number
  kind: string
  /** The legal instant, and when it was written; ms. */
  at: number
  recordedAt: number
  revision: number | null
  actor: string
  unitId: string | null
  decision: string | null
  /** In whose name the decision was taken; null where no officer signed. */
  signed: Signature | null
  details: Readonly<Record<string, unknown>>
}

/** A task of the dossier, open or closed. Instants in ms. */
export interface TaskRecord {
  id: string
  step: string
  kind: string
  holder: TaskHolder
  role: string | null
  openedAt: number
  dueAt: number | null
  lateAt: number | null
  closedAt: number | null
  outcome: string | null
}

export async function readTimeline(
  sql: Querying,
  dossierId: string,
): Promise<{ entries: readonly TimelineEntry[]; tasks: readonly TaskRecord[] }> {
  const [entries, tasks] = await Promise.all([
    typedRows(sql, 'dossier.journal')`
      select seq, journal.kind, epoch_ms(valid_at) as at, epoch_ms(journal.recorded_at) as "recordedAt", journal.revision,
        journal.actor_id as actor, journal.unit_id as "unitId", request_id as decision, payload as details, signature.signed
      from journal left join decision_request request on request.id = journal.request_id
      ${signatureFor(sql, 'request')}
      where journal.dossier_id = ${dossierId} order by seq`,
    typedRows(sql, 'dossier.taskRecords')`
      select id, step, kind, holder, role, epoch_ms(opened_at) as "openedAt", epoch_ms(due_at) as "dueAt",
        epoch_ms(late_at) as "lateAt", epoch_ms(closed_at) as "closedAt", outcome
      from task where dossier_id = ${dossierId} order by opened_at, key`,
  ])
  return { entries, tasks }
}
