import type { ClockState } from '../../domain/dossier/dossier.ts'
import type { ClockEvent } from '../../domain/time/clock-events.ts'
import type { PlanTime } from '../../procedures/grammar/plan/plan.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { readClockEvents } from './clock-events.ts'

/** All that the explanation of a due date needs. Instants in ms. */
export interface DueFacts {
  clock: ClockState
  dueAt: number | null
  events: readonly ClockEvent[]
  /** Null for plans older than the rules. */
  time: PlanTime | null
  /** Dates that a calendar published later moved. */
  moves: readonly { at: number; words: string }[]
  /** Requests for a supplement, and when the time they ended in began. */
  asked: readonly { at: number; since: number }[]
}

export async function readDueFacts(sql: Querying, dossierId: string): Promise<DueFacts | null> {
  const [[head], moves, asked, events] = await Promise.all([
    typedRows(sql, 'time.dueFacts')`
      select clock, epoch_ms(due_at) as "dueAt", plan.body -> 'time' as time
      from dossier join plan on plan.hash = plan_hash where dossier.id = ${dossierId}`,
    typedRows(sql, 'time.dueMoves')`
      select epoch_ms(valid_at) as at, payload ->> 'words' as words from journal
      where dossier_id = ${dossierId} and kind = 'dueMoved' and not payload ? 'correction' order by seq`,
    typedRows(sql, 'time.extensionsAsked')`
      select epoch_ms(asked.opened_at) as at, epoch_ms(coalesce(
        (select max(closed_at) from task received where received.dossier_id = asked.dossier_id and received.outcome = 'accepted'
          and received.closed_at <= asked.opened_at),
        (select filed_at from dossier where id = asked.dossier_id))) as since
      from task asked where asked.dossier_id = ${dossierId} and asked.step = 'supplement' order by asked.opened_at`,
    readClockEvents(sql, [dossierId]),
  ])
  return head === undefined ? null : { ...head, moves, asked, events: events.get(dossierId) ?? [] }
}
