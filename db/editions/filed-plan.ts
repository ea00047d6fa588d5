import type postgres from 'postgres'
import type { AdoptingPolicy } from '../../procedures/grammar/definition/transition-policy.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** A newer edition that a dossier took while it was open. */
export interface AdoptedEdition {
  from: string
  to: string
  /** Instant in ms. */
  at: number
  policy: AdoptingPolicy
  basis: string
}

/** In their order; none for most dossiers. */
export async function readAdoptedEditions(
  sql: Querying,
  dossierId: string,
): Promise<readonly AdoptedEdition[]> {
  return await typedRows(sql, 'editions.readAdoptedEditions')`
    select was.edition::text as "from", became.edition::text as "to", epoch_ms(adopted_at) as at, policy, basis
    from adopted_edition adopted
    join plan was on was.hash = adopted.from_plan_hash join plan became on became.hash = adopted.plan_hash
    where dossier_id = ${dossierId} order by revision`
}

/** The hash of the plan that the dossier in scope was filed with: what happened to it begins there. */
export const filedPlanHash = (sql: Querying, dossier: string): Fragment => sql`
  coalesce((select from_plan_hash from adopted_edition
    where dossier_id = ${sql(`${dossier}.id`)} order by revision limit 1), ${sql(`${dossier}.plan_hash`)})`

/** The event of the row in scope (its column `item`) as a workflow takes it: rows name a plan by its hash, so that it is on disk once. */
export const wholeEvent = (sql: Querying): Fragment => sql`
  case when item ? 'planHash'
    then item || jsonb_build_object('plan', (select body from plan where plan.hash = item ->> 'planHash')) else item end`
