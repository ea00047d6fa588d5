/**
 * Judges what the rows of a staff list do together: a row may take the post or the account that another row of the list leaves, in whatever order
 * they stand. Each row is taken for applied first; those that contradict what would then be there are kept out, and without them the rest is
 * judged again, until none contradicts.
 */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { accountsAfter, type StaffRun } from './accounts-after.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Reads `held`, `former_id` and `outcome` of the stage; rows that contradict get a reason and the outcome `quarantined`. */
export async function judgeTogether(sql: Querying, run: StaffRun): Promise<void> {
  for (;;) {
    const kept = [
      await keepOut(sql, run, 'unknownLender', withoutLender(sql)),
      await keepOut(sql, run, 'mandateOverlaps', overlapping(sql)),
      await keepOut(sql, run, 'accountTaken', takingAccounts(sql)),
    ]
    if (kept.every((rows) => rows === 0)) return
  }
}

/** @param contradicts of a row `s`, with what the list leaves behind: `doing`, `mandates` and `accounts` */
async function keepOut(
  sql: Querying,
  run: StaffRun,
  reason: 'unknownLender' | 'mandateOverlaps' | 'accountTaken',
  contradicts: Fragment,
): Promise<number> {
  const { count } = await sql`
    with ${accountsAfter(sql, run)}
    update staff_stage s set reason = ${reason}, outcome = 'quarantined', mandate_id = null
    where s.batch_id = ${run.batchId} and s.outcome in ('created', 'updated', 'moved') and ${contradicts}`
  return count
}

const withoutLender = (sql: Querying): Fragment => sql`
  s.acting_for_id is not null and not exists (select 1 from officer where officer.id = s.acting_for_id)
    and not exists (select 1 from doing o where o.officer_id = s.acting_for_id)`

const overlapping = (sql: Querying): Fragment => sql`
  exists (
    select 1 from mandates held where (held.officer_id, held.unit_id, held.role) = (s.officer_id, s.unit_id, s.role)
      and held.id <> s.mandate_id and held.valid && s.held)`

/** The rows of both officers that name the account or, naming none, lengthen it. */
const takingAccounts = (sql: Querying): Fragment => sql`
  exists (
    select 1 from accounts a join accounts b on b.subject = a.subject and b.officer_id <> a.officer_id and b.valid && a.valid
    where a.officer_id = s.officer_id and (s.subject is null or s.subject = a.subject))`
