/** Rows of a staff list: staged, judged as a set, and written in one change. */

import type { Power, Role } from '../../domain/dossier/dossier.ts'
import type { QuarantineReason } from '../../domain/dossier/imports.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** A row that was read; unit and office as the file names them, instants in ms, sums in đồng. */
export interface StagedRow {
  line: number
  source: string
  rowKey: string
  officer: string
  name: string
  account?: string | undefined
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
    insert into staff_stage (batch_id, line, row_key, officer_id, name, subject, unit, office, role, kind, acting_for_id, fields,
      powers, areas, up_to_dong, valid, basis)
    select ${batchId}, line, "rowKey", concat_ws(':', 'can-bo', source, officer), name, account, unit, office, role, kind,
      'can-bo:' || source || ':' || "actingFor", fields, powers, areas, "upToDong",
      tstzrange(instant("from"), instant(until)), basis
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (line int, source text, "rowKey" text, officer text, name text,
      account text, unit text, office text, role text, kind text, "actingFor" text, fields text[], powers text[], areas text[],
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

interface Run {
  batchId: string
  source: string
}

/** Finds units and offices, and what each row would do; a contradiction gives a reason. Reads everything as it is now. */
export async function judgeStage(sql: Querying, run: Run): Promise<void> {
  await findUnits(sql, run)
  await findReasons(sql, run)
  await sql`
    update staff_stage s set
      mandate_id = case when s.reason is null and not ${unchanged(sql)} then
        case when m.id is null or not ${samePost(sql)}
          then concat_ws(':', 'uy-quyen', ${run.source}::text, s.row_key, (epoch_ms(lower(s.valid)))::bigint) else m.id end end,
      outcome = case
        when s.reason is not null then 'quarantined'
        when ${repeated(sql)} or ${unchanged(sql)} then 'alreadyThere'
        when m.id is null then 'created'
        when ${samePost(sql)} then 'updated'
        else 'moved' end
    ${withFormer(sql, run)}`
}

/** `s` with the mandate `m` that its key stands for, as the run `r` that wrote it had it, and the officer `p`. */
const withFormer = (sql: Querying, { batchId, source }: Run) => sql`
  from staff_stage x
  left join staff_row r on r.source = ${source} and r.row_key = x.row_key
  left join mandate m on m.id = r.mandate_id
  left join officer p on p.id = x.officer_id
  where s.batch_id = ${batchId} and x.batch_id = s.batch_id and x.line = s.line`

const samePost = (sql: Querying) => sql`
  ((m.officer_id, m.unit_id, m.role, m.kind) = (s.officer_id, s.unit_id, s.role, s.kind) and m.office_id is not distinct from s.office_id
    and m.acting_for_id is not distinct from s.acting_for_id)`

/** The file says what it said before. */
const unchanged = (sql: Querying) => sql`
  (m.id is not null and ${samePost(sql)} and r.valid = s.valid and m.basis = s.basis and p.name = s.name
    and m.fields is not distinct from s.fields and m.powers is not distinct from s.powers and m.areas is not distinct from s.areas
    and m.up_to_dong is not distinct from s.up_to_dong
    and (s.subject is null or exists (
      select 1 from account a where a.subject = s.subject and a.officer_id = s.officer_id and a.valid @> s.valid)))`

/** An earlier line of the file says the same. */
const repeated = (sql: Querying) => sql`
  exists (select 1 from staff_stage o where o.batch_id = s.batch_id and o.row_key = s.row_key and o.line < s.line)`

async function findUnits(sql: Querying, { batchId }: Run): Promise<void> {
  await sql`
    update staff_stage s set unit_id = u.id, office_id = o.id, outcome = null, reason = null, mandate_id = null
    from staff_stage x
    left join lateral (
      select unit.id from unit
      where (unit.id in (x.unit, 'new:' || lpad(x.unit, 5, '0')) or lower(unit.name) = lower(x.unit)) and unit.valid @> lower(x.valid)
      order by unit.id = x.unit desc, unit.id limit 1) u on true
    left join lateral (
      select office.id from office
      where office.unit_id = u.id and (office.id in (x.office, u.id || '/' || x.office) or lower(office.name) = lower(x.office))
        and office.valid @> lower(x.valid)
      order by office.id limit 1) o on true
    where s.batch_id = ${batchId} and x.batch_id = s.batch_id and x.line = s.line`
}

/** The first contradiction of each row; none where the file says what it said before. */
async function findReasons(sql: Querying, run: Run): Promise<void> {
  const others = sql`select 1 from staff_stage o where o.batch_id = s.batch_id and o.line <> s.line`
  const content = (of: string) =>
    sql`to_jsonb(${sql(of)}) - array['line', 'unit_id', 'office_id', 'former_id', 'mandate_id', 'outcome', 'reason']`
  await sql`
    update staff_stage s set former_id = m.id, reason = case
      when exists (${others} and o.row_key = s.row_key and ${content('o')} <> ${content('s')}) then 'twiceInFile'
      when exists (${others} and o.officer_id = s.officer_id and o.name <> s.name) then 'nameDiffers'
      when exists (${others} and o.subject = s.subject and o.officer_id <> s.officer_id)
        or exists (select 1 from account a where a.subject = s.subject and a.officer_id <> s.officer_id) then 'accountTaken'
      when s.unit_id is null then 'unknownUnit'
      when s.office is not null and s.office_id is null then 'unknownOffice'
      when ${unchanged(sql)} then null
      when s.role <> 'officeHead' and exists (
        select 1 from office where office.id = s.office_id and s.role <> all(office.roles)) then 'roleNotOfOffice'
      when exists (select 1 from unnest(s.areas) a where a not in (select id from area)) then 'unknownPlace'
      when s.acting_for_id is not null and not exists (select 1 from officer where officer.id = s.acting_for_id)
        and not exists (${others} and o.officer_id = s.acting_for_id) then 'unknownLender'
      when m.id is not null and not ${samePost(sql)} and lower(s.valid) <= lower(m.valid) then 'movedBack'
      when m.id is not null and m.valid <> r.valid then 'actedOn'
      when m.id is not null and exists (
        select 1 from decision_request d where d.mandate_id = m.id
          and not (d.accepted_at <@ case when ${samePost(sql)} then s.valid else m.valid * tstzrange(null, lower(s.valid)) end)) then 'actedOn'
      when exists (${others} and o.row_key <> s.row_key and (o.officer_id, o.unit_id, o.role) = (s.officer_id, s.unit_id, s.role)
          and o.valid && s.valid)
        or exists (
          select 1 from mandate held where (held.officer_id, held.unit_id, held.role) = (s.officer_id, s.unit_id, s.role)
            and held.valid && s.valid and held.id is distinct from m.id) then 'mandateOverlaps'
      end
    ${withFormer(sql, run)}`
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
        count(*) filter (where outcome = 'moved' or outcome = 'updated' and not upper_inf(valid))::int as ended
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
export async function applyStage(tx: Querying, { batchId, source }: Run): Promise<StaffFigures> {
  const rows = tx`select * from staff_stage where batch_id = ${batchId}`
  const figures = await countStage(tx, batchId)
  if (figures.created + figures.updated > 0) {
    await tx`
      insert into officer (id, name) select distinct on (officer_id) officer_id, name from (${rows}) s
      where outcome in ('created', 'updated', 'moved') order by officer_id
      on conflict (id) do update set name = excluded.name where officer.name <> excluded.name`
    await tx`
      update mandate m set valid = m.valid * tstzrange(null, lower(s.valid)) from (${rows}) s where s.outcome = 'moved' and m.id = s.former_id`
    await tx`
      update mandate m set valid = s.valid, fields = s.fields, powers = s.powers, areas = s.areas, up_to_dong = s.up_to_dong, basis = s.basis
      from (${rows}) s where s.outcome = 'updated' and m.id = s.mandate_id`
    await tx`
      insert into mandate (id, officer_id, unit_id, office_id, role, kind, acting_for_id, fields, powers, areas, up_to_dong, valid, basis)
      select mandate_id, officer_id, unit_id, office_id, role, kind, acting_for_id, fields, powers, areas, up_to_dong, valid, basis
      from (${rows}) s where outcome in ('created', 'moved')`
    await tx`
      insert into staff_row (source, row_key, officer_id, mandate_id, batch_id, line, valid)
      select ${source}, row_key, officer_id, mandate_id, batch_id, line, valid from (${rows}) s where outcome in ('created', 'updated', 'moved')
      on conflict (source, row_key) do update set officer_id = excluded.officer_id, mandate_id = excluded.mandate_id,
        batch_id = excluded.batch_id, line = excluded.line, valid = excluded.valid, recorded_at = clock_timestamp()`
    await writeAccounts(tx, batchId)
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

/**
 * An account lasts from the first to the last instant for which the list or a mandate names its officer: a person between two mandates is
 * still known, and a token that resolves to nobody would hide the work of one whose mandate was extended.
 */
async function writeAccounts(tx: Querying, batchId: string): Promise<void> {
  await tx`
    with written as materialized (
      select * from staff_stage where batch_id = ${batchId} and outcome in ('created', 'updated', 'moved')),
    known as materialized (
      select officer_id, range_merge(range_agg(valid)) as valid from (
        select officer_id, valid from staff_row where officer_id in (select officer_id from written)
        union all select officer_id, valid from mandate where officer_id in (select officer_id from written)) said
      group by officer_id),
    widened_or_narrowed as (
      update account a set valid = known.valid from known where a.officer_id = known.officer_id and a.valid <> known.valid)
    insert into account (subject, officer_id, valid, basis)
    select distinct on (subject) subject, officer_id, known.valid, basis from written join known using (officer_id)
    where subject is not null order by subject, lower(written.valid)
    on conflict (subject) do nothing`
}
