/** Claims: which officer of the desk works on a task. They bind nobody outside PostgreSQL. */

import type postgres from 'postgres'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { isWithin } from '../territory/units/unit-lookup.ts'
import { claimHolds, responsibleNow } from './claim-holds.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

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

/** `claimedAt` (ms) only where the claim of another is dated later than what was asked. */
type HeldByAnother = { kind: 'another'; claimedAt: number | null }
type Claimed = { kind: 'held' } | { kind: 'closed' } | HeldByAnother
type Released = Claimed | { kind: 'free' }

/**
 * Claims an open task for an officer, unless another holds it. A claim that has lapsed (`claimHolds`) holds nothing: after a reorganisation
 * the desk that is responsible now takes over. A claim dated later stands, in whatever order the two reach the row: what is dated
 * before the reorganisation has lapsed with it.
 */
export async function claimTask(database: Database, claim: Claim): Promise<Claimed> {
  return await transaction(database.sql, async (tx): Promise<Claimed> => {
    const { taskId, officerId, mandateId, unitId, at } = claim
    const before = await lockClaim(tx, { taskId, unit: tx`${unitId}`, at })
    if (before === null) return { kind: 'closed' }
    if (before.by === officerId) return { kind: 'held' }
    if (before.by !== null) return anothers(before)
    await tx`
      update task set claimed_by = ${officerId}, claimed_under = ${mandateId}, claimed_at = instant(${at}) where id = ${taskId}`
    await journal(tx, 'claimed', claim)
    return { kind: 'held' }
  })
}

/** Gives a claimed task back to its desk, but not where the officer has claimed it later than that: `held`. */
export async function releaseTask(
  database: Database,
  release: Pick<Claim, 'taskId' | 'dossierId' | 'officerId' | 'at'> & { unitId: string | null },
): Promise<Released> {
  return await transaction(database.sql, async (tx): Promise<Released> => {
    const { taskId, officerId, at } = release
    const before = await lockClaim(tx, { taskId, unit: responsibleNow(tx, 't', at), at })
    if (before === null) return { kind: 'closed' }
    if (before.by === null) return { kind: 'free' }
    if (before.by !== officerId) return anothers(before)
    if (before.laterAt !== null) return { kind: 'held' }
    await tx`update task set claimed_by = null, claimed_under = null, claimed_at = null where id = ${taskId}`
    await journal(tx, 'released', release)
    return { kind: 'free' }
  })
}

interface ClaimInForce {
  /** Who holds the task at the instant, or has claimed it later. */
  by: string | null
  /** Instant of a claim that is dated later, ms. */
  laterAt: number | null
}

const anothers = ({ laterAt }: ClaimInForce): HeldByAnother => ({ kind: 'another', claimedAt: laterAt })

/** Locks an open task of a desk; null where there is none. */
async function lockClaim(
  tx: Querying,
  { taskId, unit, at }: Pick<Claim, 'taskId' | 'at'> & { unit: Fragment },
): Promise<ClaimInForce | null> {
  const [row] = await typedRows(tx, 'tasks.lockClaim')`
    select t.claimed_by as "by", ${claimHolds(tx, { task: 't', unit, asOfMs: at })} as holds, epoch_ms(t.claimed_at) as "claimedAt"
    from task t where t.id = ${taskId} and t.closed_at is null and t.holder = 'desk' for update of t`
  if (row === undefined) return null
  const { by, holds, claimedAt } = row
  const laterAt = by !== null && claimedAt !== null && claimedAt > at ? claimedAt : null
  return { by: holds || laterAt !== null ? by : null, laterAt }
}

/**
 * Locks a task that is to be given to an officer, or back to its desk (null), and says whether a claim dated later stands against that:
 * one of the unit that is responsible since, or any where the task goes back to its desk.
 */
export async function isClaimedLater(
  tx: Querying,
  { taskId, officerId, at }: { taskId: string; officerId: string | null; at: number },
): Promise<boolean> {
  const [row] = await typedRows(tx, 'tasks.claimedLater')`
    select coalesce(t.claimed_at > instant(${at}), false)
      and (${officerId}::text is null or not ${claimHolds(tx, { task: 't', unit: responsibleNow(tx, 't', at), asOfMs: at })}) as later
    from task t where t.id = ${taskId} and t.claimed_by is not null for update of t`
  return row?.later ?? false
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
