import type { NoticeEvent, NoticePolicy, NoticeStatus, RecipientKind } from '../../domain/dossier/notices.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** A notice to one person, and whether it was sent. Instants in ms; the words are personal. */
export interface NoticeRecord {
  id: number
  event: NoticeEvent
  dossierId: string
  taskId: string | null
  recipientKind: RecipientKind
  recipientId: string
  policy: NoticePolicy
  status: NoticeStatus
  askedAt: number
  sentAt: number | null
  attempts: number
  lastError: string | null
  /** Null before it went out, and where another gateway than the table took it. */
  subject: string | null
  body: string | null
}

/** Notices of a dossier, or to an officer, the newest first; those before `before` where it is given. */
export async function noticesOf(
  sql: Querying,
  by: { of: { dossierId: string } | { officerId: string }; before?: number; limit: number },
): Promise<{ items: readonly NoticeRecord[]; next: number | null }> {
  const { of, before = Number.MAX_SAFE_INTEGER, limit } = by
  const wanted =
    'dossierId' in of
      ? sql`o.dossier_id = ${of.dossierId}`
      : sql`o.recipient_kind = 'officer' and o.recipient_id = ${of.officerId}`
  const rows = await typedRows(sql, 'notices.noticesOf')`
    select o.id::int, o.event, o.dossier_id as "dossierId", o.task_id as "taskId", o.recipient_kind as "recipientKind",
      o.recipient_id as "recipientId", o.policy, o.status, epoch_ms(o.asked_at) as "askedAt", epoch_ms(o.sent_at) as "sentAt",
      o.attempts, o.last_error as "lastError", notice.subject, notice.body
    from notice_outbox o left join notice on notice.key = o.notice_key
    where ${wanted} and o.id < ${before} order by o.id desc limit ${limit + 1}`
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
