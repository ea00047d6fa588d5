import type postgres from 'postgres'
import type { RuleScope } from '../../domain/territory/unit.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { custodyAt, keptByField, keptUnder } from '../territory/custody.ts'
import { responsibleFor } from '../territory/responsibility.ts'
import { isWithin } from '../territory/unit-lookup.ts'

export interface InboxItem {
  taskId: string
  dossierId: string
  code: string
  procedureCode: string
  step: string
  kind: string
  role: string
  openedAt: number
  dueAt: number
  late: boolean
  /** Null where nobody holds it; a claim under a mandate that has ended holds nothing. */
  claimedBy: string | null
  /** Role, at the unit, to which it has been escalated. */
  escalatedTo: string | null
}

/** Where a page ended; the next one begins after it, even if tasks were opened or closed meanwhile. */
export interface InboxCursor {
  dueAt: number
  taskId: string
}

export interface InboxQuery {
  unitId: string
  /** Desks to show; all where left out. */
  roles?: readonly string[]
  /** Fields to show; all where left out. */
  fields?: readonly string[]
  /** Leaves out what another officer has claimed. */
  officerId?: string
  /** Shows, beside the desks, what has been escalated to somebody; see `EscalatedTo`. */
  escalated?: EscalatedTo
  /** Only what has been escalated, to whomever or to `escalated`. */
  escalatedOnly?: boolean
  /** At most 50. @defaultValue 50 */
  limit?: number
  after?: InboxCursor
  /** The instant for which responsibility is read, and lateness judged. */
  asOfMs: number
}

export interface InboxPage {
  items: InboxItem[]
  /** Null on the last page. */
  next: InboxCursor | null
}

/** An officer to whom tasks have been escalated: by the roles held, and as head of the office that does the task. */
export interface EscalatedTo {
  officerId: string
  roles: readonly string[]
}

const LONGEST_PAGE = 50

/**
 * Tasks open at the desks a unit is responsible for at an instant, by due time. Tasks name no unit: the unit's
 * areas and powers are looked up and the first tasks of each are merged, so that a page costs the same however
 * many tasks there are. Every task at a desk has a due time.
 */
export async function inboxPage(sql: Querying, query: InboxQuery): Promise<InboxPage> {
  const limit = Math.min(Math.max(query.limit ?? LONGEST_PAGE, 1), LONGEST_PAGE)
  // One more than the page tells whether another follows.
  const wanted = wantedTasks(sql, query)
  const firsts = sql`order by t.due_at, t.id limit ${limit + 1}`
  // What the unit keeps by field, of areas that others hold.
  const keptIn = (scope: RuleScope, subject: postgres.PendingQuery<postgres.Row[]>) => sql`
    select first.* from reach join rule on rule.unit_id = ${query.unitId} and rule.scope = ${scope} cross join lateral (
      select t.id, t.due_at from task t
      where t.tier = reach.tier and ${subject} = rule.subject and t.area_id like 'unplaced:old:%'
        and ${wanted} and ${withinReach(sql)} and ${keptUnder(sql, 't')} and ${isKept(sql)}
      ${firsts}
    ) first
    where reach.by_area`
  const items = await typedRows(sql, 'tasks.inboxPage')`
    with rule as materialized (${custodyAt(sql, query.asOfMs)}),
    kept as materialized (select area_id, tier from jurisdiction where custodian and valid @> instant(${query.asOfMs})),
    reach as materialized (${reachOf(sql, query)}), page as materialized (
      select id, due_at from (
        select first.* from reach
        join jurisdiction j on j.unit_id = ${query.unitId} and j.tier = reach.held_by and j.valid @> instant(${query.asOfMs})
        cross join lateral (
          select t.id, t.due_at from task t
          where t.tier = reach.tier and t.area_id = j.area_id and ${wanted} and ${withinReach(sql)}
            and (not j.custodian or not ${keptByField(sql, 't')})
          ${firsts}
        ) first
        where reach.by_area
        union all
        ${keptIn('field', sql`t.field`)}
        union all
        ${keptIn('procedure', sql`t.procedure_code`)}
        union all
        select first.* from reach cross join lateral (
          select t.id, t.due_at from task t
          where t.tier = reach.tier and t.procedure_code = reach.subject and ${wanted} ${firsts}
        ) first
        where not reach.by_area and reach.scope = 'procedure'
        union all
        select first.* from reach cross join lateral (
          select t.id, t.due_at from task t
          where t.tier = reach.tier and t.field = reach.subject and ${wanted} ${firsts}
        ) first
        where not reach.by_area and reach.scope = 'field'
        union all
        select first.* from reach cross join lateral (
          select t.id, t.due_at from task t where t.tier = reach.tier and ${wanted} ${firsts}
        ) first
        where not reach.by_area and reach.scope = 'all'
      ) open_task
      order by due_at, id limit ${limit + 1}
    )
    select ${itemColumns(sql, query)}
    from page join task t on t.id = page.id join dossier d on d.id = t.dossier_id
    order by page.due_at, page.id`
  return pageOf(items, limit)
}

const itemColumns = (
  sql: Querying,
  query: Pick<InboxQuery, 'asOfMs'>,
): postgres.PendingQuery<postgres.Row[]> => sql`
  t.id as "taskId", t.dossier_id as "dossierId", d.code, t.procedure_code as "procedureCode", t.step, t.kind,
  t.role, epoch_ms(t.opened_at) as "openedAt", epoch_ms(t.due_at) as "dueAt", t.due_at < instant(${query.asOfMs}) as late,
  case when not ${lapsed(sql, query)} then t.claimed_by end as "claimedBy", t.escalated_to as "escalatedTo"`

function pageOf(items: readonly InboxItem[], limit: number): InboxPage {
  const last = items[limit - 1]
  if (items.length <= limit || last === undefined) return { items: [...items], next: null }
  return { items: items.slice(0, limit), next: { dueAt: last.dueAt, taskId: last.taskId } }
}

/** Open tasks that an officer holds, in units within `root` (null: wherever), by due time. */
export async function claimsPage(
  sql: Querying,
  query: Pick<InboxQuery, 'limit' | 'after' | 'asOfMs'> & { officerId: string; root: string | null },
): Promise<InboxPage> {
  const { officerId, root, after, asOfMs } = query
  const limit = Math.min(Math.max(query.limit ?? LONGEST_PAGE, 1), LONGEST_PAGE)
  const items = await typedRows(sql, 'tasks.claimsPage')`
    select ${itemColumns(sql, query)}
    from task t join dossier d on d.id = t.dossier_id cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
    where t.claimed_by = ${officerId} and t.closed_at is null and t.holder = 'desk' and not ${lapsed(sql, query)}
      ${root === null ? sql`` : sql`and ${isWithin(sql, { unit: { column: 'r.unit_id' }, root, asOfMs })}`}
      ${after === undefined ? sql`` : sql`and (t.due_at, t.id) > (instant(${after.dueAt}), ${after.taskId})`}
    order by t.due_at, t.id limit ${limit + 1}`
  return pageOf(items, limit)
}

/**
 * What the unit may hold at the instant, one row for each competence but for the power, with what a narrower
 * one takes out of it: so a task is reached by exactly one row, the same that `competenceFor` chooses.
 */
function reachOf(sql: Querying, { unitId, asOfMs }: InboxQuery): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select tier, held_by, by_area, scope, subject, other_procedures, other_fields, array_agg(power) as powers
    from (
      select c.tier, c.held_by, c.unit_id is null as by_area, c.scope, c.subject, c.power,
        array(select n.subject from competence n where n.scope = 'procedure' and c.scope <> 'procedure'
          and n.power = c.power and n.tier = c.tier and n.valid @> instant(${asOfMs}) order by 1) as other_procedures,
        array(select n.subject from competence n where n.scope = 'field' and c.scope = 'all'
          and n.power = c.power and n.tier = c.tier and n.valid @> instant(${asOfMs}) order by 1) as other_fields
      from competence c
      where c.valid @> instant(${asOfMs}) and (c.unit_id = ${unitId}
        or c.unit_id is null and (c.held_by = (select unit.tier from unit where unit.id = ${unitId})
          or exists (select 1 from rule where rule.unit_id = ${unitId})))
    ) held
    group by tier, held_by, by_area, scope, subject, other_procedures, other_fields`
}

const withinReach = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  case reach.scope when 'procedure' then t.procedure_code = reach.subject when 'field' then t.field = reach.subject else true end`

/**
 * Whether a custodian keeps the area of the task, for the tier that holds its power. `is true` stops the planner from starting
 * at custodian areas; it should scan tasks by due time. One set for all tasks: a lookup for each costs more than its task.
 */
const isKept = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  ((t.area_id, reach.held_by) in (select kept.area_id, kept.tier from kept)) is true`

function wantedTasks(sql: Querying, query: InboxQuery): postgres.PendingQuery<postgres.Row[]> {
  const { fields, escalatedOnly = false, asOfMs, after } = query
  return sql`t.closed_at is null and t.holder = 'desk' and t.power = any(reach.powers)
    and t.procedure_code <> all(reach.other_procedures) and t.field <> all(reach.other_fields)
    and ${wantedDesks(sql, query)}
    ${fields === undefined ? sql`` : sql`and t.field = any(${[...fields]}::text[])`}
    ${escalatedOnly ? sql`and t.escalated_to is not null and t.due_at <= instant(${asOfMs})` : sql``}
    ${after === undefined ? sql`` : sql`and (t.due_at, t.id) > (instant(${after.dueAt}), ${after.taskId})`}`
}

/** Tasks at the desks that no other officer has claimed, and those escalated to the officer even if claimed. */
function wantedDesks(sql: Querying, query: InboxQuery): postgres.PendingQuery<postgres.Row[]> {
  const { roles, officerId, escalated, escalatedOnly = false } = query
  const atDesk = roles === undefined ? sql`true` : sql`t.role = any(${[...roles]}::text[])`
  const own =
    officerId === undefined
      ? atDesk
      : sql`(${atDesk} and (t.claimed_by is null or t.claimed_by = ${officerId} or ${lapsed(sql, query)}))`
  if (escalated === undefined) return own
  const toThem = sql`case t.escalated_to
    when 'officeHead' then exists (
      select 1 from mandate m join office on office.id = m.office_id
      where m.officer_id = ${escalated.officerId} and m.unit_id = ${query.unitId} and m.role = 'officeHead'
        and m.valid @> instant(${query.asOfMs}) and t.role = any(office.roles)
        and (office.fields is null or t.field = any(office.fields)))
    else t.escalated_to = any(${[...escalated.roles]}::text[]) end`
  return escalatedOnly ? toThem : sql`(${own} or ${toThem})`
}

/**
 * A claim under a mandate that has ended holds nothing. A scalar, looked up for each row that is claimed: of `exists` the planner makes
 * a table of all mandates, read through for every page.
 */
const lapsed = (
  sql: Querying,
  { asOfMs }: Pick<InboxQuery, 'asOfMs'>,
): postgres.PendingQuery<postgres.Row[]> => sql`
  coalesce((select not m.valid @> instant(${asOfMs}) from mandate m where m.id = t.claimed_under), false)`
