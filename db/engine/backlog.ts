import type { RoundKind } from '../../domain/operation.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { lastRounds } from './last-round.ts'

export interface Backlog {
  outboxWaiting: number
  outboxLagSeconds: number
  /** Dossiers taken over whose workflow waits to be started, on purpose. */
  importsWaiting: number
  requestsPending: number
  /** Alerts that wait for a person, by kind. */
  alerts: readonly { kind: string; count: number }[]
  /** Of a kind that never ran there is none. */
  lastRounds: readonly { kind: RoundKind; ageSeconds: number }[]
}

/** What is committed and has not reached the engine, as of an instant. */
export async function readBacklog(sql: Querying, asOfMs: number): Promise<Backlog> {
  const rounds = await lastRounds(sql, asOfMs)
  const [row] = await typedRows(sql, 'engine.readBacklog')`
    select count(*) filter (where lane = 0)::int as "outboxWaiting",
      greatest(coalesce(extract(epoch from instant(${asOfMs}) - min(recorded_at) filter (where lane = 0)), 0), 0)::float8
        as "outboxLagSeconds",
      count(*) filter (where lane = 1)::int as "importsWaiting",
      (select count(*)::int from decision_request where acknowledged_at is null and status = 'pending') as "requestsPending",
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'count', count)), '[]')
        from (select kind, count(*)::int from alert where cleared_at is null group by kind) open) as alerts
    from outbox where done_at is null`
  const backlog = row ?? {
    outboxWaiting: 0,
    outboxLagSeconds: 0,
    importsWaiting: 0,
    requestsPending: 0,
    alerts: [],
  }
  return { ...backlog, lastRounds: rounds }
}
