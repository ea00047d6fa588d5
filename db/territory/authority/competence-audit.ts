import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import type { KnownAt } from '../as-known.ts'
import { areaAt, responsibleForAll } from '../responsibility/responsibility.ts'
import { deskCovers, desksAt } from './desk.ts'

/** `unit`: another unit's; `custodian`: on substance, of what is not placed; `mandate`: none whose desk covers it, then. */
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

export interface Audit {
  /** By what was known when it was decided. */
  items: readonly Incompetent[]
  /** Lawful by what was known then, and not by what is known now: it stands, and the tables have been changed behind it. */
  asKnownNow: readonly Incompetent[]
  next: AuditCursor | null
}

export interface AuditQuery {
  /** Decisions accepted from here, ms, and before `untilMs`. */
  fromMs: number
  untilMs: number
  /** Where the page before ended. */
  after?: AuditCursor
  /** @defaultValue 100 */
  limit?: number
  /** What "now" means: as known at that change, without what was applied after the instant, ms. Then the answer stays the same. */
  known?: KnownAt | null
}

export interface AuditCursor {
  acceptedAt: number
  decision: string
}

/**
 * Every applied decision of a time whose body was not competent at `accepted_at`, by that instant: judged again from
 * the tables of jurisdiction, competence and mandates, as they were known when it was decided and as they are known now. A row without
 * the number is judged by what was known when it was recorded; before numbers were kept, by the first change.
 */
export async function incompetentDecisions(
  sql: Querying,
  { fromMs, untilMs, after, limit = 100, known = null }: AuditQuery,
): Promise<Audit> {
  const since =
    after === undefined
      ? sql``
      : sql`and (d.accepted_at, d.id) > (instant(${after.acceptedAt}), ${after.decision}::uuid)`
  const until = known === null ? sql`` : sql`and d.settled_at <= instant(${known.atMs})`
  const now = known === null ? undefined : 'known_now'
  const rows = await typedRows(sql, 'territory.incompetentDecisions')`
    with made as materialized (
      select d.id, d.dossier_id, d.task_id, d.actor_id, d.unit_id as signed_for, d.mandate_id, d.accepted_at,
        coalesce(d.law, (select max(c.id) from reference_change c where c.recorded_at <= d.recorded_at),
          (select min(id) from reference_change)) as law, ${known?.change ?? null}::bigint as known_now,
        ${areaAt(sql, 't', { column: 'd.accepted_at' })} as area_id, t.procedure_code, t.field, t.power, t.tier, t.role
      from decision_request d join task t on t.id = d.task_id
      where d.kind = 'decide' and d.status = 'applied'
        and d.accepted_at >= instant(${fromMs}) and d.accepted_at < instant(${untilMs}) ${until}
        ${since}),
    as_known_then as (${judged(sql, 'law')}),
    as_known_now as (${judged(sql, now)})
    select * from (
      select r.id as decision, r.dossier_id as "dossierId", r.task_id as "taskId", r.actor_id as "officerId",
        r.signed_for as "unitId", r.unit_id as "responsibleId", now.unit_id as "responsibleNowId",
        epoch_ms(r.accepted_at) as "acceptedAt", r.why, now.why as "whyNow"
      from as_known_then r join as_known_now now on now.id = r.id
    ) judged
    where why is not null or "whyNow" is not null order by "acceptedAt", decision limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    items: page.flatMap(({ why, whyNow: _, responsibleNowId: __, ...row }) =>
      why === null ? [] : [{ ...row, why }],
    ),
    asKnownNow: page.flatMap(({ why, whyNow, responsibleNowId, ...row }) =>
      why !== null || whyNow === null ? [] : [{ ...row, responsibleId: responsibleNowId, why: whyNow }],
    ),
    next: more ? { acceptedAt: last.acceptedAt, decision: last.decision } : null,
  }
}

/** Each decision of `made` with what stands against it, as known at the change in its column `law`; as known now where left out. */
function judged(sql: Querying, law: string | undefined): postgres.PendingQuery<postgres.Row[]> {
  const whose = sql`m.id = r.mandate_id and m.officer_id = r.actor_id and m.unit_id = r.signed_for`
  return sql`
    select r.*, case when r.unit_id is distinct from r.signed_for then 'unit'
        when r.custodian and r.power not in ('receive', 'return') then 'custodian'
        when m.id is null then 'mandate' end as why
    from (${responsibleForAll(sql, 'made', 'accepted_at', law)}) r
    -- The mandate that the decision names was the signer's, in that unit, and its desk covered the task, at that instant.
    left join lateral (
      select desk.id from (${desksAt(sql, whose, { column: 'r.accepted_at' }, law === undefined ? null : `r.${law}`)}) desk
      where ${deskCovers(sql, 'desk', 'r')}) m on true`
}
