import type postgres from 'postgres'
import type { Querying } from './database.ts'
import { responsibleFor } from './responsibility.ts'

/** A decision that stands and that its signer was not competent to take at its legal date. */
export interface Incompetent {
  decision: string
  dossierId: string
  taskId: string
  officerId: string
  /** The unit it was signed for, and the one that was responsible then; null where the tables have a gap. */
  unitId: string | null
  responsibleId: string | null
  /** Legal instant of the signature, ms. */
  acceptedAt: number
  /** `unit`: another unit's; `custodian`: on substance, of what is not placed; `mandate`: none of the role, then. */
  why: 'unit' | 'custodian' | 'mandate'
}

export interface AuditQuery {
  /** Decisions accepted from here, ms, and before `untilMs`. */
  fromMs: number
  untilMs: number
  /** Where the page before ended. */
  after?: AuditCursor
  /** @defaultValue 100 */
  limit?: number
}

export interface AuditCursor {
  acceptedAt: number
  decision: string
}

/**
 * Every applied decision of a time whose body was not competent at `accepted_at`, by that instant: judged anew from
 * the tables of jurisdiction, competence and mandates as they stand now, whoever wrote the row.
 */
export async function incompetentDecisions(
  sql: Querying,
  { fromMs, untilMs, after, limit = 100 }: AuditQuery,
): Promise<{ items: readonly Incompetent[]; next: AuditCursor | null }> {
  const rows = await sql<Incompetent[]>`
    select * from (
      select made.id as decision, made.dossier_id as "dossierId", made.task_id as "taskId", made.actor_id as "officerId",
        made.unit_id as "unitId", r.unit_id as "responsibleId", epoch_ms(made.accepted_at) as "acceptedAt",
        case when r.unit_id is distinct from made.unit_id then 'unit'
          when r.custodian and t.power not in ('receive', 'return') then 'custodian'
          when not ${heldThen(sql)} then 'mandate' end as why
      from decision_request made
      join task t on t.id = made.task_id
      left join lateral (${responsibleFor(sql, 't', { column: 'made.accepted_at' })}) r on true
      where made.kind = 'decide' and made.status = 'applied'
        and made.accepted_at >= instant(${fromMs}) and made.accepted_at < instant(${untilMs})
        ${after === undefined ? sql`` : sql`and (made.accepted_at, made.id) > (instant(${after.acceptedAt}), ${after.decision}::uuid)`}
    ) judged
    where why is not null order by "acceptedAt", decision limit ${limit + 1}`
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || last === undefined) return { items, next: null }
  return { items, next: { acceptedAt: last.acceptedAt, decision: last.decision } }
}

/** The mandate that the decision names was the signer's, of that role and unit, at that instant. */
const heldThen = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`exists (
  select 1 from mandate m where m.id = made.mandate_id and m.officer_id = made.actor_id and m.unit_id = made.unit_id
    and m.role = t.role and m.valid @> made.accepted_at)`
