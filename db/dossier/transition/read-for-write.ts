/** What a write is judged by: all of it in one statement, or row by row under a lock. */

import type postgres from 'postgres'
import { dossierWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import type { Calendar } from '../../../domain/time/calendar.ts'
import type { DossierEvent } from '../../../procedures/grammar/run/event.ts'
import { requestKinds } from '../../../procedures/grammar/run/request.ts'
import type { WriteInput } from '../../../procedures/grammar/run/write.ts'
import type { Querying, Sql } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { type Authority, authorityOf } from '../../territory/authority/authority.ts'
import { calendarAsPublished, publishedCalendar } from '../../time/published-calendar.ts'
import type { ClockRow } from '../../time/statutory-clock.ts'
import { lockDossier } from '../lock-dossier.ts'
import { type RequestToApply, requestAuthority } from '../requests/request-authority.ts'
import type { DossierRowAtWrite } from './transition-rows.ts'

export type DossierRow = DossierRowAtWrite & ClockRow & { correctionDueAt: number | null }

/** Kinds of events that are requested; the key of such an event is the request's id. */
export const requested: ReadonlySet<DossierEvent['kind']> = new Set(requestKinds)

/** The row that a write changes, under the lock of its dossier. @throws Error where this database has no such dossier */
export async function lockForWrite(
  tx: Querying,
  { dossierId, correction = 0 }: WriteInput,
): Promise<DossierRow> {
  await lockDossier(tx, dossierId)
  const [row] = await typedRows(tx, 'dossier.lockForWrite')`
    select ${dossierColumns(tx, correction)}, null as "rowVersion" from dossier where id = ${dossierId}`
  if (row === undefined || (correction > 0 && row.correctionDueAt === null)) {
    throw new Error(`${dossierWorkflowId(dossierId, correction)} is not in this database; reconcile names it`)
  }
  return row
}

export interface ReadForWrite {
  row: DossierRow
  request: RequestToApply | null
  calendar: Calendar
  authority: Authority
}

/** All that a write is judged by, in one statement and without a lock; null where there is no such dossier or correction. */
export async function readForWrite(sql: Sql, input: WriteInput): Promise<ReadForWrite | null> {
  const { dossierId, correction = 0, item } = input
  const asked = requested.has(item.kind)
  const none = sql`null::jsonb`
  const [found] = await typedRows(sql, 'dossier.readForWrite')`
    select ${dossierColumns(sql, correction)}, xmin::text as "rowVersion",
      (select to_jsonb(published) from (${publishedCalendar(sql, item.at)}) published) as published,
      ${asked ? sql`(select to_jsonb(asked) from (${requestRow(sql, item.key)}) asked)` : none} as request,
      ${asked ? sql`(select to_jsonb(held) from (${requestAuthority(sql, input)}) held)` : none} as held
    from dossier where id = ${dossierId}`
  if (found === undefined || (correction > 0 && found.correctionDueAt === null)) return null
  const { request, published, held, ...row } = found
  const calendar = await calendarAsPublished(sql, published, item.at)
  return { row, request, calendar, authority: authorityOf(held) }
}

const dossierColumns = (sql: Querying, correction: number): postgres.PendingQuery<postgres.Row[]> => sql`
    revision, procedure_code as "procedureCode", field, area_id as "areaId", epoch_ms(clock_from) as "clockFrom",
      epoch_ms(paused_at) as "pausedAt", paused_working_ms::float8 as "pausedWorkingMs", epoch_ms(due_at) as "dueAt",
      epoch_ms(filed_at) as "filedAt", channel, reception_unit_id as "receptionUnitId",
      entered_later is not null as "enteredLater",
      (select epoch_ms(correction.due_at) from correction
        where correction.dossier_id = dossier.id and correction.number = ${correction}) as "correctionDueAt"`

export async function lockRequest(tx: Querying, id: string): Promise<RequestToApply | null> {
  const [row] = await typedRows(tx, 'dossier.lockRequest')`${requestRow(tx, id)} for update`
  return row ?? null
}

const requestRow = (sql: Querying, id: string): postgres.PendingQuery<postgres.Row[]> => sql`
    select request.id, request.kind, status, refusal, task_id as "taskId", actor_id as "actorId",
      actor_role as "actorRole", acting_for_id as "actingForId", unit_id as "unitId", mandate_id as "mandateId",
      epoch_ms(accepted_at) as "acceptedAt", notices
    from decision_request request where request.id = ${id}`
