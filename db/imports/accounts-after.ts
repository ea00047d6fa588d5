/** Mandates and accounts as a staff list leaves them, from its stage and the rows that stand. */
import type postgres from 'postgres'
import { joiningSets } from '../connection/joining-sets.ts'
import type { Querying } from '../database.ts'
import { type Transaction, typedRows } from '../statement.ts'
import type { StaffRun } from './staff-run.ts'

/**
 * Parts of a statement: `doing` (rows that do something), `mandates` of their officers, and the `accounts` that they have or had, or that they name.
 *
 * An account lasts from the first to the last instant for which a row that names it, or a row or mandate without an account, names its officer: a
 * person between two mandates is still known, and a token that resolves to nobody would hide the work of one whose mandate was extended. It
 * ends when the row names another: at the import, or where the officer changes post with that post. There the other one begins. Its beginning is
 * only moved back: it may have been used.
 */
export const accountsAfter = (
  sql: Querying,
  { batchId, source, at }: StaffRun,
): postgres.PendingQuery<postgres.Row[]> => sql`
  doing as materialized (
    select x.*, r.officer_id as officer_before, lower(r.valid) as began_before, kept.subject as named_before, coalesce(x.subject, kept.subject) as named,
      case x.outcome when 'moved' then lower(x.valid) else greatest(lower(x.valid), instant(${at})) end as replaces_at
    from staff_stage x left join staff_row r on r.source = ${source} and r.row_key = x.row_key
    cross join lateral (select case when r.officer_id = x.officer_id then r.subject end as subject) kept
    where x.batch_id = ${batchId} and x.outcome in ('created', 'updated', 'moved')),
  people as materialized (
    select officer_id from doing union select officer_before from doing where officer_before is not null),
  mandates as materialized (
    select m.id, m.officer_id, m.unit_id, m.role, case o.outcome when 'updated' then o.held
      when 'moved' then m.valid * tstzrange(null, lower(o.valid)) else m.valid end as valid
    from mandate m left join doing o on o.former_id = m.id and o.outcome <> 'created'
    where m.officer_id in (select officer_id from people)
    union all
    select mandate_id, officer_id, unit_id, role, held from doing where outcome <> 'updated'),
  listed as materialized (
    select officer_id, named, mandate_id, valid from doing
    union all
    select officer_id, subject, mandate_id, valid from staff_row r
    where officer_id in (select officer_id from people)
      and not exists (select 1 from doing o where r.source = ${source} and o.row_key = r.row_key)),
  said as materialized (
    select officer_id, named, valid from listed
    union all
    select m.officer_id, l.named, m.valid from mandates m left join listed l on l.mandate_id = m.id),
  -- From when rows that do something name an account, and to when they move its beginning back.
  naming as (
    select officer_id, named as subject, min(lower(valid)) as begins, min(case
        when named_before = named then case when lower(valid) < began_before then lower(valid) end
        when named_before is null then lower(valid)
        else replaces_at end) as back_to
    from doing where named is not null group by officer_id, named),
  replaced as (
    select officer_id, named_before as subject, max(replaces_at) as ends from doing d
    where named_before <> named and not exists (
      select 1 from listed l where (l.officer_id, l.named) = (d.officer_id, d.named_before))
    group by officer_id, named_before),
  -- The last of an officer's times with an account; one that another officer has had since is not gone on with.
  had as materialized (
    select distinct on (a.officer_id, a.subject) a.id, a.officer_id, a.subject, a.valid from account a
    where a.officer_id in (select officer_id from people) and not isempty(a.valid) and not exists (
      select 1 from account o where o.subject = a.subject and o.officer_id <> a.officer_id and lower(o.valid) >= upper(a.valid)
        and not isempty(o.valid))
    order by a.officer_id, a.subject, lower(a.valid) desc),
  lasts as (
    select of.officer_id, of.subject, max(coalesce(upper(s.valid), 'infinity')) as until, min(lower(s.valid)) as begins
    from (select officer_id, subject from had union select officer_id, subject from naming) of
    join said s on s.officer_id = of.officer_id and (s.named is null or s.named = of.subject) and not isempty(s.valid)
    group by of.officer_id, of.subject),
  touched as (
    select had.*, case
      when replaced.ends is not null then had.valid * tstzrange(null, replaced.ends)
      else tstzrange(greatest(least(lower(had.valid), naming.back_to), (
          select max(upper(o.valid)) from account o where o.subject = had.subject and o.officer_id <> had.officer_id
            and upper(o.valid) <= lower(had.valid))), nullif(greatest(lasts.until, lower(had.valid)), 'infinity'))
      end as after
    from had left join replaced using (officer_id, subject) left join naming using (officer_id, subject)
    left join lasts using (officer_id, subject)
    where replaced.ends is not null or lasts.until is not null
      and (had.officer_id in (select officer_id from doing where named is null)
        or (had.officer_id, had.subject) in (select officer_id, named from doing where named is not null)
        or had.officer_id in (select officer_before from doing where officer_before <> officer_id))
      and ((had.officer_id, had.subject) in (select officer_id, named from listed where named is not null)
        or had.officer_id not in (select officer_id from listed where named is not null))),
  -- Where another officer's row has named another account instead, this one is free from then on.
  freed as (
    select naming.officer_id, naming.subject, max(coalesce(other.ends, upper(a.valid))) as at
    from naming join account a on a.subject = naming.subject and a.officer_id <> naming.officer_id
    left join replaced other on (other.officer_id, other.subject) = (a.officer_id, a.subject)
    where other.ends is not null or not exists (select 1 from staff_row r where (r.officer_id, r.subject) = (a.officer_id, a.subject))
    group by naming.officer_id, naming.subject),
  beginning as (
    select naming.officer_id, naming.subject, greatest(coalesce(own.ends, naming.begins), freed.at) as at
    from naming left join (select officer_id, max(ends) as ends from replaced group by officer_id) own using (officer_id)
    left join freed using (officer_id, subject)
    where not exists (select 1 from had where (had.officer_id, had.subject) = (naming.officer_id, naming.subject))),
  begun as (
    select officer_id, subject, tstzrange(beginning.at, nullif(lasts.until, 'infinity')) as after
    from beginning join lasts using (officer_id, subject) where beginning.at < lasts.until),
  accounts as materialized (
    select id, subject, officer_id, after as valid, valid as before from touched
    union all
    select concat_ws(' ', subject, officer_id, (epoch_ms(lower(after)))::bigint), subject, officer_id, after, null from begun
    union all
    select a.id, a.subject, a.officer_id, a.valid, a.valid from account a
    where (a.officer_id in (select officer_id from people) or a.subject in (select named from doing)
      or a.subject in (select subject from touched))
      and a.id not in (select id from touched))`

/** Writes the accounts that the rows of a list make, move and end; before its mandates and rows are written, which they follow from. */
export async function writeAccounts(tx: Transaction, run: StaffRun): Promise<void> {
  const accounts = await joiningSets(
    tx,
    async () =>
      await typedRows(tx, 'imports.accountsAfter')`
    with ${accountsAfter(tx, run)}
    select a.id, subject, officer_id as "officerId", epoch_ms(lower(a.valid)) as from, epoch_ms(upper(a.valid)) as until,
      isempty(a.valid) as empty, named.basis
    from accounts a left join (
      select distinct on (officer_id, named) officer_id, named as subject, basis from doing order by officer_id, named, lower(valid)) named
      using (officer_id, subject)
    where a.before is distinct from a.valid`,
  )
  if (accounts.length === 0) return
  const written = tx`
    (select *, case when empty then 'empty'::tstzrange else tstzrange(instant("from"), instant(until)) end as valid
    from jsonb_to_recordset(${JSON.stringify(accounts)}::text::jsonb) as r (id text, subject text, "officerId" text, "from" float8,
      until float8, empty boolean, basis text))`
  // What becomes shorter first: one officer's time with an account may touch another's, and never overlaps it.
  await tx`update account a set valid = a.valid * w.valid from ${written} w where a.id = w.id and not a.valid <@ w.valid`
  await tx`update account a set valid = w.valid from ${written} w where a.id = w.id and a.valid <> w.valid`
  await tx`
    insert into account (id, subject, officer_id, valid, basis) select id, subject, "officerId", valid, basis from ${written} w
    where not exists (select 1 from account a where a.id = w.id)`
}
