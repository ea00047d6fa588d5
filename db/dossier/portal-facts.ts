import type postgres from 'postgres'
import type { PortalFacts } from '../../domain/dossier/portal-status.ts'
import type { Querying } from '../database.ts'

/** What only the tasks of a dossier tell of its status on the portal; the rest is in its row. */
export type TaskFacts = Pick<PortalFacts, 'awaitsSupplement' | 'awaitsPayment' | 'accepted' | 'takenUp'>

/**
 * `TaskFacts` of the dossier in scope, as a subquery of one row by the index `task_by_dossier`:
 * `from dossier cross join lateral (${taskFacts(sql)}) facts`.
 */
export function taskFacts(sql: Querying): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select coalesce(bool_or(closed_at is null and holder = 'applicant'), false) as "awaitsSupplement",
      coalesce(bool_or(closed_at is null and kind = 'collectFee'), false) as "awaitsPayment",
      coalesce(bool_or(kind = 'receive' and outcome = 'accepted'), false) as accepted,
      coalesce(bool_or(kind <> 'receive' and holder <> 'applicant'
        and (closed_at is not null or claimed_by is not null or holder = 'engine')), false) as "takenUp"
    from task where task.dossier_id = dossier.id`
}
