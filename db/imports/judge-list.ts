/**
 * Judges what the rows of a staff list do together: a row may take the post or the account that another row of the list leaves, in whatever order
 * they stand. Each row is taken for applied first; those that contradict what would then be there are kept out, and without them the rest is
 * judged again, until none contradicts.
 */
import type postgres from 'postgres'
import { joiningSets } from '../connection/joining-sets.ts'
import type { Querying } from '../database.ts'
import type { Transaction } from '../statement.ts'
import { accountsAfter } from './accounts-after.ts'
import type { StaffRun } from './staff-run.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Reads `held`, `former_id` and `outcome` of the stage; rows that contradict get a reason and the outcome `quarantined`. */
export async function judgeTogether(tx: Transaction, run: StaffRun): Promise<void> {
  await joiningSets(tx, async () => {
    for (;;) {
      const kept = [
        await keepOut(tx, run, 'unknownLender', withoutLender(tx)),
        await keepOut(tx, run, 'mandateOverlaps', overlapping(tx)),
        await keepOut(tx, run, 'accountTaken', takingAccounts(tx)),
      ]
      if (kept.every((rows) => rows === 0)) return
    }
  })
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
