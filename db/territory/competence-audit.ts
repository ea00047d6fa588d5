import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { responsibleForAll } from './responsibility.ts'

/** `unit`: another unit's; `custodian`: on substance, of what is not placed; `mandate`: none of the role, then. */
export const incompetenceReasons = ['unit', 'custodian', 'mandate'] as const
export type IncompetenceReason = (typeof incompetenceReasons)[number]

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
  why: IncompetenceReason
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
 * Every applied decision of a time whose body was not competent at `accepted_at`, by that instant: judged again from
 * the tables of jurisdiction, competence and mandates as they are now, not from what was written then.
 */
export async function incompetentDecisions(
  sql: Querying,
  { fromMs, untilMs, after, limit = 100 }: AuditQuery,
): Promise<{ items: readonly Incompetent[]; next: AuditCursor | null }> {
  const rows = await typedRows(sql, 'territory.incompetentDecisions')`
    with made as (
      select d.id, d.dossier_id, d.task_id, d.actor_id, d.unit_id as signed_for, d.mandate_id, d.accepted_at,
        t.area_id, t.procedure_code, t.field, t.power, t.tier, t.role
      from decision_request d join task t on t.id = d.task_id
      where d.kind = 'decide' and d.status = 'applied'
        and d.accepted_at >= instant(${fromMs}) and d.accepted_at < instant(${untilMs})
        ${after === undefined ? sql`` : sql`and (d.accepted_at, d.id) > (instant(${after.acceptedAt}), ${after.decision}::uuid)`})
    select * from (
      select r.id as decision, r.dossier_id as "dossierId", r.task_id as "taskId", r.actor_id as "officerId",
        r.signed_for as "unitId", r.unit_id as "responsibleId", epoch_ms(r.accepted_at) as "acceptedAt",
        case when r.unit_id is distinct from r.signed_for then 'unit'
          when r.custodian and r.power not in ('receive', 'return') then 'custodian'
          when m.id is null then 'mandate' end as why
      from (${responsibleForAll(sql, 'made', 'accepted_at')}) r
      -- The mandate that the decision names was the signer's, of that role and unit, at that instant.
      left join mandate m on m.id = r.mandate_id and m.officer_id = r.actor_id and m.unit_id = r.signed_for and m.role = r.role
        and m.valid @> r.accepted_at
    ) judged
    where why is not null order by "acceptedAt", decision limit ${limit + 1}`
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || last === undefined) return { items, next: null }
  return { items, next: { acceptedAt: last.acceptedAt, decision: last.decision } }
}
