import { noticeEventNames } from '../../domain/dossier/notices.ts'
import { outboxTopics } from '../../domain/operation.ts'
import { requestKinds } from '../../procedures/grammar/run/request.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface UnknownKind {
  /** What is of that kind: a message, a request or a notice. */
  carried: string
  kind: string
  waiting: number
}

/** What waits for a relay of a newer build: this one does not know its kind, and leaves it. */
export async function readUnknownKinds(sql: Querying): Promise<readonly UnknownKind[]> {
  const rows = await typedRows(sql, 'engine.unknownKinds')`
    select 'message' as carried, topic as kind, count(*)::int as waiting from outbox
    where done_at is null and topic <> all (${[...outboxTopics]}::text[]) group by topic
    union all
    select 'request', kind, count(*)::int from decision_request
    where acknowledged_at is null and kind <> all (${[...requestKinds]}::text[]) group by kind
    union all
    select 'notice', event, count(*)::int from notice_outbox
    where status = 'waiting' and event <> all (${[...noticeEventNames]}::text[]) group by event
    order by 1, 2`
  return rows.map(({ carried, kind, waiting }) => ({
    ...{ carried: carried ?? '', kind: kind ?? '', waiting: waiting ?? 0 },
  }))
}
