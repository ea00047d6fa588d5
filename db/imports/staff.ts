/** Rows of a staff list: staged, judged as a set, and written in one change. */

import type { Power, Role } from '../../domain/dossier/dossier.ts'
import type { QuarantineReason } from '../../domain/dossier/imports.ts'
import type { Querying } from '../database.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { writeAccounts } from './accounts-after.ts'
import type { StaffRun } from './staff-run.ts'

/**
 * A row that was read; unit and office as the file names them, instants in ms, sums in đồng. An officer whom another list named first is named
 * by the id here (`can-bo:…`).
 */
export interface StagedRow {
  line: number
  source: string
  rowKey: string
  officer: string
  name: string
  account?: string | undefined
  /** Look-up value of the person's identity number, base64. */
  identity?: string | undefined
  unit: string
  office?: string | undefined
  role: Role
  kind: string
  actingFor?: string | undefined
  fields: readonly string[] | null
  powers: readonly Power[] | null
  areas: readonly string[] | null
  upToDong?: number | undefined
  from: number
  until?: number | undefined
  basis: string
}

export interface UnreadRow {
  line: number
  rowKey: string | null
  reason: QuarantineReason
  columns: readonly string[]
}

/** What becomes of the rows of a run; `ended` counts mandates that end by it, among the updated rows. */
export interface StaffFigures {
  created: number
  alreadyThere: number
  updated: number
  quarantined: number
  ended: number
  reasons: readonly { reason: QuarantineReason; lines: readonly number[] }[]
}

/** Empties what a run left that was killed. */
export async function clearStage(sql: Querying, batchId: string): Promise<void> {
  await sql`delete from staff_stage where batch_id = ${batchId}`
}

export async function stageRows(sql: Querying, batchId: string, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into staff_stage (batch_id, line, row_key, officer_id, name, subject, identity_hmac, unit, office, role, kind, acting_for_id, fields,
      powers, areas, up_to_dong, valid, basis)
    select ${batchId}, line, "rowKey", case when starts_with(officer, 'can-bo:') then officer else concat_ws(':', 'can-bo', source, officer) end,
      name, account, decode(identity, 'base64'), unit, office, role, kind,
      case when starts_with("actingFor", 'can-bo:') then "actingFor" else 'can-bo:' || source || ':' || "actingFor" end,
      fields, powers, areas, "upToDong", tstzrange(instant("from"), instant(until)), basis
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (line int, source text, "rowKey" text, officer text, name text,
      account text, identity text, unit text, office text, role text, kind text, "actingFor" text, fields text[], powers text[], areas text[],
      "upToDong" bigint, "from" float8, until float8, basis text)`
}

/** Keeps rows that could not be read, by line and key. */
export async function quarantineUnread(
  sql: Querying,
  batchId: string,
  rows: readonly UnreadRow[],
): Promise<void> {
  await sql`
    insert into import_quarantine (batch_id, line, old_code, reason, columns)
    select ${batchId}, line, "rowKey", reason, columns
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (line int, "rowKey" text, reason text, columns text[])
    on conflict (batch_id, line) do nothing`
}

export async function countStage(sql: Querying, batchId: string): Promise<StaffFigures> {
  const [[counted], reasons] = await Promise.all([
    typedRows(sql, 'imports.staffFigures')`
      select count(*) filter (where outcome = 'created')::int as created,
        count(*) filter (where outcome = 'alreadyThere')::int as "alreadyThere",
        count(*) filter (where outcome in ('updated', 'moved'))::int as updated,
        count(*) filter (where outcome = 'quarantined')::int
          + (select count(*) from import_quarantine q where q.batch_id = ${batchId} and not exists (
            select 1 from staff_stage x where x.batch_id = q.batch_id and x.line = q.line))::int as quarantined,
        count(*) filter (where outcome = 'updated' and not upper_inf(valid) or outcome = 'moved' and exists (
          select 1 from mandate former where former.id = former_id and former.valid && tstzrange(lower(staff_stage.valid), null)))::int as ended
      from staff_stage where batch_id = ${batchId}`,
    typedRows(sql, 'imports.staffReasons')`
      select reason, array_agg(line order by line) as lines from (
        select reason, line from staff_stage where batch_id = ${batchId} and reason is not null
        union select reason, line from import_quarantine where batch_id = ${batchId}) kept
      group by reason order by reason`,
  ])
  const { created = 0, alreadyThere = 0, updated = 0, quarantined = 0, ended = 0 } = counted ?? {}
  return { created, alreadyThere, updated, quarantined, ended, reasons }
}

/**
 * Writes what the rows do, with the counts of the run. Within a change of reference data, unless no row does anything. A person who
 * changes unit keeps the row of the officer: one mandate ends where the other begins.
 */
export async function applyStage(tx: Transaction, run: StaffRun): Promise<StaffFigures> {
  const { batchId, source } = run
  const rows = tx`select * from staff_stage where batch_id = ${batchId}`
  const figures = await countStage(tx, batchId)
  if (figures.created + figures.updated > 0) {
    await tx`
      insert into officer (id, name) select distinct on (officer_id) officer_id, name from (${rows}) s
      where outcome in ('created', 'updated', 'moved') order by officer_id
      on conflict (id) do update set name = excluded.name where officer.name <> excluded.name`
    await tx`
      insert into officer_identity (officer_id, identity_hmac, batch_id)
      select distinct on (officer_id) officer_id, identity_hmac, batch_id from (${rows}) s
      where outcome in ('created', 'updated', 'moved') and identity_hmac is not null order by officer_id
      on conflict (officer_id) do update set identity_hmac = excluded.identity_hmac, batch_id = excluded.batch_id,
        recorded_at = clock_timestamp() where officer_identity.identity_hmac <> excluded.identity_hmac`
    await writeAccounts(tx, run)
    await tx`
      update mandate m set valid = m.valid * tstzrange(null, lower(s.valid)) from (${rows}) s
      where s.outcome = 'moved' and m.id = s.former_id and m.valid && tstzrange(lower(s.valid), null)`
    // What becomes shorter first: one mandate of a post may begin where another of the list ends now.
    await tx`
      update mandate m set valid = m.valid * s.held from (${rows}) s
      where s.outcome = 'updated' and m.id = s.mandate_id and not m.valid <@ s.held`
    await tx`
      update mandate m set valid = s.held, fields = s.fields, powers = s.powers, areas = s.areas,
        up_to_dong = s.up_to_dong, basis = s.basis
      from (${rows}) s where s.outcome = 'updated' and m.id = s.mandate_id`
    await tx`
      insert into mandate (id, officer_id, unit_id, office_id, role, kind, acting_for_id, fields, powers, areas, up_to_dong, valid, basis)
      select mandate_id, officer_id, unit_id, office_id, role, kind, acting_for_id, fields, powers, areas, up_to_dong, valid, basis
      from (${rows}) s where outcome in ('created', 'moved')`
    await tx`
      insert into staff_row (source, row_key, officer_id, mandate_id, batch_id, line, valid, subject)
      select ${source}, row_key, officer_id, mandate_id, batch_id, line, valid, subject from (${rows}) s where outcome in ('created', 'updated', 'moved')
      on conflict (source, row_key) do update set officer_id = excluded.officer_id, mandate_id = excluded.mandate_id,
        batch_id = excluded.batch_id, line = excluded.line, valid = excluded.valid,
        subject = coalesce(excluded.subject, case when staff_row.officer_id = excluded.officer_id then staff_row.subject end), recorded_at = clock_timestamp()`
  }
  await tx`
    insert into import_quarantine (batch_id, line, old_code, reason)
    select batch_id, line, row_key, reason from (${rows}) s where outcome = 'quarantined'`
  await tx`
    update import_batch set rows_in = ${figures.created + figures.alreadyThere + figures.updated + figures.quarantined},
      created = ${figures.created}, already_there = ${figures.alreadyThere}, updated = ${figures.updated}, quarantined = ${figures.quarantined}
    where id = ${batchId}`
  return figures
}
