/** The due times of open dossiers and corrections with the facts that they follow from. */
import type { ClockEvent } from '../../domain/time/clock-events.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { readClockEvents } from './clock-events.ts'
import type { TaskTime } from './task-due.ts'

export interface OpenDueTimes {
  id: string
  /** The correction in progress; 0 where it is the dossier itself. */
  correction: number
  revision: number
  /** Instant in ms; null where the clock has not started. */
  dueAt: number | null
  events: readonly ClockEvent[]
  /** Open tasks that time has not caught up with. Instants in ms. */
  tasks: readonly { key: string; openedAt: number; dueAt: number; time: TaskTime }[]
}

/** Ids of dossiers that are open or being corrected in the order of filing, after one of them; `lock` holds them until the transaction ends. */
export async function openDossierIds(
  sql: Querying,
  { after, limit, lock }: { after: string | null; limit: number; lock: boolean },
): Promise<readonly string[]> {
  // The first comparison is the one an index can answer.
  const following =
    after === null
      ? sql``
      : sql`and filed_at >= (select filed_at from dossier where id = ${after})
          and (filed_at, id) > (select filed_at, id from dossier where id = ${after})`
  const rows = await typedRows(sql, 'time.openDossierIds')`
    select id from dossier where id in (
      (select id from dossier where status <> 'closed' ${following} order by filed_at, id limit ${limit})
      union all
      (select id from correction join dossier on id = dossier_id
        where correction.ended_at is null ${following} order by filed_at, id limit ${limit}))
    order by filed_at, id limit ${limit} ${lock ? sql`for update` : sql``}`
  return rows.map(({ id }) => id)
}

export async function readOpenDueTimes(
  sql: Querying,
  ids: readonly string[],
): Promise<readonly OpenDueTimes[]> {
  const [dossiers, tasks, events] = await Promise.all([
    typedRows(sql, 'time.openClocks')`
      select id, coalesce(correction.number, 0) as correction, revision,
        epoch_ms(case when correction.number is null then dossier.due_at else correction.due_at end) as "dueAt",
        case when correction.number is not null then jsonb_build_object('kind', 'start', 'at', epoch_ms(asked_at),
          'from', epoch_ms(asked_at), 'total', plan.body -> 'total', 'sameDay', null) end as begun
      from dossier
      left join correction on correction.dossier_id = id and correction.ended_at is null
      left join plan on plan.hash = correction.plan_hash
      where id = any (${[...ids]}::uuid[]) and (status = 'open' or correction.number is not null)`,
    typedRows(sql, 'time.openTaskDueTimes')`
      select task.dossier_id as "dossierId", task.key, epoch_ms(opening.valid_at) as "openedAt", epoch_ms(task.due_at) as "dueAt",
        coalesce(opening.result -> 'tasks' -> task.key, jsonb_build_object('holder', task.holder, 'transfer', null, 'capped', false,
          'within', coalesce(plan.body -> 'steps' -> task.step -> 'within', plan.body -> 'supplementWithin'))) as time
      from task
      join dossier on dossier.id = task.dossier_id
      join plan on plan.hash = dossier.plan_hash
      join lateral (
        select valid_at, result from dossier_revision
        where dossier_id = task.dossier_id and result -> 'dueAt' ? task.key order by revision desc limit 1) opening on true
      where task.dossier_id = any (${[...ids]}::uuid[]) and task.closed_at is null and task.late_at is null
        and task.due_at is not null
      order by task.key`,
    readClockEvents(sql, ids),
  ])
  return dossiers.map(({ begun, ...dossier }) => ({
    ...dossier,
    // A correction has one clock, which runs from its asking to its end.
    events: begun === null ? (events.get(dossier.id) ?? []) : [begun],
    tasks: tasks.filter(({ dossierId }) => dossierId === dossier.id),
  }))
}
