/** Claims: which officer of the desk works on a task. They bind nobody outside PostgreSQL. */

import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { isWithin } from '../territory/units/unit-lookup.ts'
import { claimHolds, responsibleNow } from './claim-holds.ts'

interface Claim {
  taskId: string
  dossierId: string
  officerId: string
  /** The unit responsible at `at`, and a mandate of the officer there. */
  unitId: string
  mandateId: string
  /** Legal instant, ms. */
  at: number
}

/**
 * Claims an open task for an officer; false when another holds it or it has closed. A claim that has lapsed (`claimHolds`) holds
 * nothing: after a reorganisation the desk that is responsible now takes over.
 */
export async function claimTask(database: Database, claim: Claim): Promise<boolean> {
  return await transaction(database.sql, async (tx) => {
    const [before] = await typedRows(tx, 'tasks.lockToClaim')`
      select case when ${claimHolds(tx, { task: 't', unit: tx`${claim.unitId}`, asOfMs: claim.at })} then t.claimed_by end as "claimedBy"
      from task t where t.id = ${claim.taskId} and t.closed_at is null and t.holder = 'desk' for update of t`
    if (before === undefined) return false
    if (before.claimedBy !== null) return before.claimedBy === claim.officerId
    await tx`
      update task set claimed_by = ${claim.officerId}, claimed_under = ${claim.mandateId} where id = ${claim.taskId}`
    await journal(tx, 'claimed', claim)
    return true
  })
}

/** Gives a claimed task back to its desk; false when the officer does not hold it, or no longer, or it has closed. */
export async function releaseTask(
  database: Database,
  release: Pick<Claim, 'taskId' | 'dossierId' | 'officerId' | 'at'> & { unitId: string | null },
): Promise<boolean> {
  return await transaction(database.sql, async (tx) => {
    const released = await tx`
      update task t set claimed_by = null, claimed_under = null
      where t.id = ${release.taskId} and t.closed_at is null and t.claimed_by = ${release.officerId}
        and ${claimHolds(tx, { task: 't', unit: responsibleNow(tx, 't', release.at), asOfMs: release.at })} returning 1`
    if (released.length > 0) await journal(tx, 'released', release)
    return released.length > 0
  })
}

async function journal(
  tx: Querying,
  kind: 'claimed' | 'released',
  {
    taskId,
    dossierId,
    officerId,
    unitId,
    at,
  }: Omit<Claim, 'mandateId' | 'unitId'> & { unitId: string | null },
): Promise<void> {
  await tx`
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    values (${dossierId}, ${kind}, ${officerId}, ${unitId}, ${JSON.stringify({ task: taskId })}::jsonb, instant(${at}))`
}

/** Open tasks that an officer holds in units within `root` (null: in all), by due time, and how many there are. */
export async function claimsOf(
  sql: Querying,
  by: { officerId: string; root: string | null; limit: number; asOfMs: number },
): Promise<{ tasks: readonly string[]; total: number }> {
  const { officerId, root, limit, asOfMs } = by
  const within = root === null ? sql`true` : isWithin(sql, { unit: { column: 'r.unit_id' }, root, asOfMs })
  const rows = await typedRows(sql, 'tasks.claimsOf')`
    select t.id, count(*) over ()::int as total
    from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
    where t.claimed_by = ${officerId} and t.closed_at is null and t.holder = 'desk' and ${within}
      and ${claimHolds(sql, { task: 't', unit: sql`r.unit_id`, asOfMs })}
    order by t.due_at, t.id limit ${limit}`
  return { tasks: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}
