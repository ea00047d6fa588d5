import type { Querying } from '../database.ts'
import { planHashOf, resultInForce } from '../dossier/corrections.ts'
import { typedRows } from '../statement.ts'

/** What a waiting notice is about, and whom it goes to: personal, read when it is sent. Instants in ms. */
export interface NoticeFactsRow {
  id: number
  recipient: string
  address: string | null
  code: string
  procedure: string
  dueAt: number | null
  taskDueAt: number | null
  step: string | null
  result: string | null
}

export async function readNoticeFacts(
  sql: Querying,
  ids: readonly number[],
): Promise<ReadonlyMap<number, NoticeFactsRow>> {
  const rows = await typedRows(sql, 'notices.readNoticeFacts')`
    select o.id::int, coalesce(party.name, officer.name, o.recipient_id) as recipient, party.phone as address, d.code,
      plan.body ->> 'name' as procedure, epoch_ms(d.due_at) as "dueAt", epoch_ms(task.due_at) as "taskDueAt",
      plan.body -> 'steps' -> task.step ->> 'name' as step, result.kind as result
    from notice_outbox o
    join dossier d on d.id = o.dossier_id
    left join task on task.id = o.task_id
    join plan on plan.hash = ${planHashOf(sql, { task: 'task', dossier: 'd' })}
    ${resultInForce(sql, 'd')}
    left join party on o.recipient_kind = 'party' and party.id::text = o.recipient_id
    left join officer on o.recipient_kind = 'officer' and officer.id = o.recipient_id
    where o.id = any (${[...ids]}::bigint[])`
  return new Map(rows.map((row) => [row.id, row]))
}
