/** Judges a staged staff list as a set: which mandate each row stands for, what becomes of it, and what contradicts. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import type { Transaction } from '../statement.ts'
import { judgeTogether } from './judge-list.ts'
import type { StaffRun } from './staff-run.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * By the statistics of an empty table, or of rows without an outcome, each row is compared with all. Until the end of the transaction it holds
 * up another list.
 */
async function analyzeStage(sql: Querying): Promise<void> {
  await sql`select analyze_staff_lists()`
}

/**
 * Finds units and offices, and what each row would do; a contradiction gives a reason. Reads everything as it is now.
 * @param armedAt from when an armed reorganisation will be true, ms: until then only what begins with it or later comes in. Null: none is armed
 */
export async function judgeStage(sql: Transaction, run: StaffRun, armedAt: number | null): Promise<void> {
  await analyzeStage(sql)
  await findUnits(sql, run)
  await findReasons(sql, run, armedAt)
  const id = sql`concat_ws(':', 'uy-quyen', ${run.source}::text, s.row_key, (epoch_ms(lower(s.valid)))::bigint)`
  await sql`
    update staff_stage s set
      mandate_id = case when s.reason is null and not ${unchanged(sql)} then
        case when m.id is null or not ${stays(sql)}
          -- One that was called off keeps its id.
          then ${id} || case when exists (select 1 from mandate taken where taken.id = ${id}) then ${`:${run.batchId}`} else '' end
          else m.id end end,
      held = case when m.id is not null and ${stays(sql)} then ${takenValidity(sql)} else s.valid end,
      outcome = case
        when s.reason is not null then 'quarantined'
        when ${repeated(sql)} or ${unchanged(sql)} then 'alreadyThere'
        when m.id is null then 'created'
        when ${stays(sql)} then 'updated'
        else 'moved' end
    ${withFormer(sql, run)}`
  await analyzeStage(sql)
  await judgeTogether(sql, run)
}

/**
 * `s` with the mandate `m` that its key stands for, as the run `r` that wrote it had it, and the officer `p`. Where a reorganisation has ended
 * the row's own mandate, or the key is new, a standing mandate of that post which no row names is `adopted`: it is what the row says. Where the
 * row leaves the post in which a reorganisation went on with its own mandate, it leaves that `continuation`.
 */
const withFormer = (sql: Querying, { batchId, source }: StaffRun): Fragment => sql`
  from staff_stage x
  left join staff_row r on r.source = ${source} and r.row_key = x.row_key
  left join mandate own on own.id = r.mandate_id
  left join officer p on p.id = x.officer_id
  left join lateral (
    select held.id from mandate held
    where ${post(sql, 'held', 'x')} and held.valid && x.valid and held.id is distinct from own.id
      and (own.id is null or ${changedSince(sql, 'own')} and (isempty(own.valid) or upper(own.valid) <= lower(held.valid))
        and not (${post(sql, 'own', 'x')} and ${saysTheSame(sql, 'own', 'x')}))
      and not exists (select 1 from staff_row o where o.mandate_id = held.id)
      and not exists (
        select 1 from staff_stage o where o.batch_id = x.batch_id and o.row_key <> x.row_key
          and (o.officer_id, o.unit_id, o.role) = (x.officer_id, x.unit_id, x.role) and o.valid && held.valid
          and (lower(o.valid), o.line) < (lower(x.valid), x.line))
    order by upper(held.valid) desc, held.id limit 1) adopted on true
  left join lateral (
    select held.id from mandate held
    where adopted.id is null and ${changedSince(sql, 'own')} and not ${post(sql, 'own', 'x')}
      and (held.officer_id, held.role, held.kind) = (own.officer_id, own.role, own.kind)
      and (starts_with(held.id, own.id || '>') or starts_with(held.id, own.id || '@'))
      and held.valid && tstzrange(lower(x.valid), null)
      and not exists (select 1 from staff_row o where o.mandate_id = held.id)
    order by upper(held.valid) desc, held.id limit 1) continuation on true
  left join mandate m on m.id = coalesce(adopted.id, continuation.id, own.id)
  where s.batch_id = ${batchId} and x.batch_id = s.batch_id and x.line = s.line`

const post = (sql: Querying, a: string, b: string): Fragment => sql`
  ((${sql(a)}.officer_id, ${sql(a)}.unit_id, ${sql(a)}.role, ${sql(a)}.kind) = (${sql(b)}.officer_id, ${sql(b)}.unit_id, ${sql(b)}.role, ${sql(b)}.kind)
    and ${sql(a)}.office_id is not distinct from ${sql(b)}.office_id and ${sql(a)}.acting_for_id is not distinct from ${sql(b)}.acting_for_id)`

/** It is not what the list made of it; one that was adopted begins where the reorganisation began it. */
const changedSince = (sql: Querying, mandate: string): Fragment => sql`
  (${sql(mandate)}.valid <> r.valid * tstzrange(lower(${sql(mandate)}.valid), null))`

/** Something else ended it before the row begins: the row begins another. */
const endedBefore = (sql: Querying): Fragment => sql`
  coalesce(adopted.id is null and ${changedSince(sql, 'm')} and upper(m.valid) <= lower(s.valid), false)`

/** Its reorganisation was called off, or undone before it began; what a person has emptied or ended stays so. */
const calledOff = (sql: Querying): Fragment => sql`
  coalesce(isempty(m.valid) and not exists (select 1 from mandate_change c where c.mandate_id = m.id)
    and exists (
      select 1 from mandate_history h join reference_change c on c.id = lower(h.known)
      where h.id = m.id and upper_inf(h.known) and c.kind in ('reorganisation', 'undo')), false)`

/** The row goes on with the mandate `m`. */
const stays = (sql: Querying): Fragment => sql`(${post(sql, 'm', 's')} and not ${endedBefore(sql)})`

/** What an updated mandate `m` gets of the row `s`: never from before a reorganisation began it. */
const takenValidity = (sql: Querying): Fragment => sql`
  (case when lower(s.valid) < lower(m.valid) and (r.mandate_id is distinct from m.id or lower(r.valid) < lower(m.valid))
    then s.valid * tstzrange(lower(m.valid), null) else s.valid end)`

/** All that a row says but its post: the dates that it had, and what the mandate `a` has. */
const saysTheSame = (sql: Querying, a: string, b: string): Fragment => sql`
  (r.valid = ${sql(b)}.valid and ${sql(a)}.basis = ${sql(b)}.basis and p.name = ${sql(b)}.name
    and ${sql(a)}.fields is not distinct from ${sql(b)}.fields and ${sql(a)}.powers is not distinct from ${sql(b)}.powers
    and ${sql(a)}.areas is not distinct from ${sql(b)}.areas and ${sql(a)}.up_to_dong is not distinct from ${sql(b)}.up_to_dong
    and (${sql(b)}.identity_hmac is null or exists (
      select 1 from officer_identity i where (i.officer_id, i.identity_hmac) = (${sql(b)}.officer_id, ${sql(b)}.identity_hmac)))
    and (${sql(b)}.subject is null or exists (
      select 1 from account a where a.subject = ${sql(b)}.subject and a.officer_id = ${sql(b)}.officer_id and not isempty(a.valid)
        and a.valid @> (${sql(b)}.valid * tstzrange(lower(a.valid), null)))))`

/** The file says what it said before. */
const unchanged = (sql: Querying) => sql`
  (m.id is not null and adopted.id is null and not ${calledOff(sql)} and ${stays(sql)} and ${saysTheSame(sql, 'm', 's')})`

/** An earlier line of the file says the same. */
const repeated = (sql: Querying) => sql`
  exists (select 1 from staff_stage o where o.batch_id = s.batch_id and o.row_key = s.row_key and o.line < s.line)`

/**
 * Of the day that a row says; where a postponement has put off the row's own mandate, also of the day on which that begins, so that the list
 * may say what it said.
 */
async function findUnits(sql: Querying, { batchId, source }: StaffRun): Promise<void> {
  const isOwn = (table: 'unit' | 'office') => sql`
    (${sql(table)}.id = x.${sql(`own_${table}`)} and ${sql(table)}.valid @> x.own_begins)`
  // A unit is looked for by each of its names alone: by all at once each row is compared with each unit.
  await sql`
    with listed as materialized (
      select s.line, s.unit, s.office, lower(s.valid) as begins, own.unit_id as own_unit, own.office_id as own_office, own.begins as own_begins
      from staff_stage s
      left join (
        select r.row_key, lower(r.valid) as said, m.unit_id, m.office_id, lower(m.valid) as begins
        from staff_row r join mandate m on m.id = r.mandate_id where r.source = ${source}) own
        on own.row_key = s.row_key and own.said = lower(s.valid)
      where s.batch_id = ${batchId}),
    names as (select distinct unit as said from listed),
    meant as (
      select said, id, valid from names join unit on id = said
      union select said, id, valid from names join unit on id = 'new:' || lpad(said, 5, '0')
      union select said, id, valid from names join unit on lower(name) = lower(said)),
    found as (
      select distinct on (x.line) x.line, unit.id from listed x join meant unit on unit.said = x.unit
      where unit.valid @> x.begins or ${isOwn('unit')}
      order by x.line, unit.id = x.unit desc, coalesce(${isOwn('unit')}, false) desc, unit.id)
    update staff_stage s set unit_id = u.id, office_id = o.id, outcome = null, reason = null, mandate_id = null, held = null
    from listed x left join found u on u.line = x.line
    left join lateral (
      select office.id from office
      where office.unit_id = u.id and (office.id in (x.office, u.id || '/' || x.office) or lower(office.name) = lower(x.office))
        and (office.valid @> x.begins or ${isOwn('office')})
      order by coalesce(${isOwn('office')}, false) desc, office.id limit 1) o on true
    where s.batch_id = ${batchId} and s.line = x.line`
}

/**
 * While a reorganisation is armed, its rows and those that stand are as they were approved: what comes in makes a mandate of its own, or corrects
 * one that an earlier list made for after the instant.
 */
const comesIn = (sql: Querying, armedAt: number | null): Fragment =>
  armedAt === null
    ? sql`true`
    : sql`
  (lower(s.valid) >= instant(${armedAt}) and (m.id is null or ${endedBefore(sql)} or ${calledOff(sql)}
    or ${stays(sql)} and adopted.id is null and lower(m.valid) >= instant(${armedAt})))`

/** Look-up values as the list leaves them. */
const identities = (sql: Querying): Fragment => sql`
  select o.officer_id, o.identity_hmac from staff_stage o where o.batch_id = s.batch_id and o.identity_hmac is not null
  union select i.officer_id, i.identity_hmac from officer_identity i`

/** The first contradiction of each row; none where the file says what it said before. */
async function findReasons(sql: Querying, run: StaffRun, armedAt: number | null): Promise<void> {
  const others = sql`select 1 from staff_stage o where o.batch_id = s.batch_id and o.line <> s.line`
  const content = (of: string) =>
    sql`to_jsonb(${sql(of)}) - array['line', 'unit_id', 'office_id', 'former_id', 'mandate_id', 'held', 'outcome', 'reason']`
  await sql`
    update staff_stage s set former_id = m.id, reason = case
      when exists (${others} and o.row_key = s.row_key and ${content('o')} <> ${content('s')}) then 'twiceInFile'
      when exists (${others} and o.officer_id = s.officer_id and o.name <> s.name) then 'nameDiffers'
      when exists (${others} and o.officer_id = s.officer_id and o.identity_hmac <> s.identity_hmac) then 'identityDiffers'
      when not starts_with(s.officer_id, ${`can-bo:${run.source}:`}) and p.id is null then 'unknownOfficer'
      when p.name <> s.name and not starts_with(s.officer_id, ${`can-bo:${run.source}:`}) then 'nameDiffers'
      when not starts_with(s.officer_id, ${`can-bo:${run.source}:`}) and exists (
        select 1 from officer_identity i where i.officer_id = s.officer_id and i.identity_hmac <> s.identity_hmac) then 'identityDiffers'
      when s.acting_for_id = s.officer_id or s.acting_for_id is not null and exists (
        select 1 from (${identities(sql)}) mine join (${identities(sql)}) lender on lender.identity_hmac = mine.identity_hmac
        where mine.officer_id = s.officer_id and lender.officer_id = s.acting_for_id) then 'lentToOneself'
      when s.unit_id is null then 'unknownUnit'
      when s.office is not null and s.office_id is null then 'unknownOffice'
      when ${unchanged(sql)} then null
      when not ${comesIn(sql, armedAt)} then 'waitsForReorganisation'
      when s.role <> 'officeHead' and exists (
        select 1 from office where office.id = s.office_id and s.role <> all(office.roles)) then 'roleNotOfOffice'
      when exists (select 1 from unnest(s.areas) a where a not in (select id from area)) then 'unknownPlace'
      when m.id is not null and not ${stays(sql)} and (lower(s.valid) < lower(m.valid)
        or continuation.id is null and lower(s.valid) = lower(m.valid)) then 'movedBack'
      when m.id is not null and adopted.id is null and ${changedSince(sql, 'm')} and not ${endedBefore(sql)} and not ${calledOff(sql)}
        then 'actedOn'
      when m.id is not null and exists (
        select 1 from decision_request d where d.mandate_id = m.id
          and not (d.accepted_at <@ case when ${stays(sql)} then ${takenValidity(sql)} else m.valid * tstzrange(null, lower(s.valid)) end)) then 'actedOn'
      end
    ${withFormer(sql, run)}`
}
