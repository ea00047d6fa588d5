import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { deskIsOver, desksAt } from '../territory/authority/desk.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'

/**
 * Tells late tasks to the next one up who is there: the rule's level, or the first after it that somebody holds in the unit
 * responsible now. Marks the task and asks for the notices in one statement, so that none is marked without its notice.
 * @returns how many tasks were looked at; as many as `limit`: there may be more
 */
export async function escalateLate(sql: Querying, at: number, limit: number): Promise<number> {
  const [row] = await typedRows(sql, 'tasks.escalateLate')`
    with due as (
      select id, late_at, escalation_level, tier, role, area_id, procedure_code, field, power, dossier_id from task
      where closed_at is null and escalate_at <= instant(${at})
      order by escalate_at limit ${limit} for update skip locked),
    chosen as (
      select t.id, t.dossier_id, t.role, t.field, t.area_id, r.unit_id, next.level, next.to_role,
        (select min(later.after_hours) from escalation_rule later where later.tier = rules.tier and later.role = t.role
          and later.level > next.level and later.valid @> instant(${at})) as later_hours, t.late_at
      from due t
      left join lateral (${responsibleFor(sql, 't', at)}) r on true
      -- What a department keeps of the communes' goes up in the department.
      left join unit keeper on keeper.id = r.unit_id and r.custodian
      cross join lateral (select coalesce(keeper.tier, t.tier) as tier) rules
      left join lateral (
        select rule.level, rule.to_role from escalation_rule rule
        where rule.tier = rules.tier and rule.role = t.role and rule.level > t.escalation_level and rule.valid @> instant(${at})
          and exists (${holdersOf(sql, { unit: 'r.unit_id', toRole: 'rule.to_role', task: 't' }, at)})
        order by rule.level limit 1
      ) next on true),
    marked as (
      update task set escalation_level = coalesce(chosen.level, escalation_level),
        escalated_to = coalesce(chosen.to_role, escalated_to),
        escalate_at = chosen.late_at + make_interval(hours => chosen.later_hours)
      from chosen where task.id = chosen.id),
    notices_asked as (
      insert into notice_outbox (key, event, dossier_id, task_id, recipient_kind, recipient_id, policy, status, asked_at,
        next_attempt_at)
      select concat_ws('/', 'taskLate', chosen.dossier_id, chosen.id, chosen.level, holder.officer_id), 'taskLate',
        chosen.dossier_id, chosen.id, 'officer', holder.officer_id, how.policy,
        case how.policy when 'none' then 'none' else 'waiting' end, instant(${at}), instant(${at})
      from chosen
      cross join lateral (${holdersOf(sql, { unit: 'chosen.unit_id', toRole: 'chosen.to_role', task: 'chosen' }, at)}) holder
      cross join lateral (
        select coalesce((select policy from notice_policy where event = 'taskLate'), 'individual') as policy) how
      on conflict (key) do nothing)
    select count(*)::int as looked from due`
  return row?.looked ?? 0
}

/** Who in a unit a task in scope is escalated to. */
function holdersOf(
  sql: Querying,
  { unit, toRole, task }: { unit: string; toRole: string; task: string },
  at: number,
): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select distinct desk.officer_id from (${desksAt(sql, sql`m.unit_id = ${sql(unit)}`, at)}) desk
    where ${deskIsOver(sql, 'desk', task, toRole)}`
}
