import type postgres from 'postgres'
import type { RuleScope } from '../../domain/territory/unit.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { custodyAt, keptByField, keptUnder } from '../territory/custody.ts'
import { deskCovers, deskIsOver, desksAt } from '../territory/desk.ts'
import { responsibleFor } from '../territory/responsibility.ts'
import { isWithin } from '../territory/unit-lookup.ts'
import { claimHolds } from './claim-holds.ts'

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
  /** Null where nobody holds it; a claim that has lapsed holds nothing. */
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
  /** Roles to show; all where left out. */
  roles?: readonly string[]
  /** Fields to show; all where left out. */
  fields?: readonly string[]
  /** Shows the desks of this officer alone, and leaves out what another has claimed. */
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
 * Tasks looked at first, in equal parts of every area or field: no task of the page is due later than that of them at the page's end,
 * which bounds what is read of each. More than a page, as the parts are rounded down.
 */
const earlyTasks = 80

/**
 * Tasks open at the desks a unit is responsible for at an instant, by due time. Tasks name no unit: the unit's
 * areas and powers are looked up and the first tasks of each are merged, so that a page costs the same however
 * many tasks there are. Every task at a desk has a due time.
 */
export async function inboxPage(sql: Querying, query: InboxQuery): Promise<InboxPage> {
  const limit = Math.min(Math.max(query.limit ?? LONGEST_PAGE, 1), LONGEST_PAGE)
  // One more than the page tells whether another follows.
  const mine = reached(sql)
  const firsts = sql`order by t.due_at, t.id limit ${limit + 1}`
  const columns = pageColumns(sql)
  // What the unit keeps by field, of areas that others hold.
  const keptIn = (scope: RuleScope, subject: postgres.PendingQuery<postgres.Row[]>) => sql`
    select first.* from reach join rule on rule.unit_id = ${query.unitId} and rule.scope = ${scope} cross join lateral (
      select ${columns} from wanted t
      where ${mine} and ${subject} = rule.subject and t.in_split_area
        and ${withinReach(sql)} and ${keptUnder(sql, 't')} and ${isKept(sql)}
      ${firsts}
    ) first
    where reach.by_area`
  const inArea = sql`
    ${mine} and t.area_id = reach.in_area and ${withinReach(sql)}
      and (not reach.custodian or not ${keptByField(sql, 't')})`
  const byField = sql`not reach.by_area and reach.scope = 'field'`
  const inField = sql`${mine} and t.field = reach.subject`
  const onPage = sql`t.due_at <= coalesce((select latest.due_at from latest), 'infinity')`
  const items = await typedRows(sql, 'tasks.inboxPage')`
    with rule as materialized (${custodyAt(sql, query.asOfMs)}),
    kept as materialized (select area_id, tier from jurisdiction where custodian and valid @> instant(${query.asOfMs})),
    ${officersDesks(sql, query)}
    wanted as not materialized (${wantedTasks(sql, query)}),
    ${reachOf(sql, query)},
    here as materialized (
      select reach.*, j.area_id as in_area, j.custodian from reach
      join jurisdiction j on j.unit_id = ${query.unitId} and j.tier = reach.held_by and j.valid @> instant(${query.asOfMs})
      where reach.by_area),
    early as materialized (
      select first.due_at from here reach cross join lateral (
        select t.due_at from wanted t where ${inArea} order by t.due_at limit (select ${earlyTasks} / greatest(count(*), 1) from here)
      ) first
      union all
      select first.due_at from reach cross join lateral (
        select t.due_at from wanted t where ${inField} order by t.due_at
        limit (select ${earlyTasks} / greatest(count(*), 1) from reach where ${byField})
      ) first
      where ${byField}),
    latest as materialized (select due_at from early order by due_at offset ${limit} limit 1),
    page as materialized (
      select * from (
        select first.* from here reach cross join lateral (
          select ${columns} from wanted t
          where ${inArea} and ${onPage} ${firsts}
        ) first
        union all
        ${keptIn('field', sql`t.field`)}
        union all
        ${keptIn('procedure', sql`t.procedure_code`)}
        union all
        select first.* from reach cross join lateral (
          select ${columns} from wanted t
          where ${mine} and t.procedure_code = reach.subject ${firsts}
        ) first
        where not reach.by_area and reach.scope = 'procedure'
        union all
        select first.* from reach cross join lateral (
          select ${columns} from wanted t
          where ${inField} and ${onPage} ${firsts}
        ) first
        where ${byField}
        union all
        select first.* from reach cross join lateral (
          select ${columns} from wanted t where ${mine} ${firsts}
        ) first
        where not reach.by_area and reach.scope = 'all'
      ) open_task
      order by due_at, id limit ${limit + 1}
    )
    select ${itemColumns(sql, query, sql`${query.unitId}`)}
    from page t join dossier d on d.id = t.dossier_id
    order by t.due_at, t.id`
  return pageOf(items, limit)
}

/** What an item is made of, taken along from where the task is found: looking each up again costs more. */
const pageColumns = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  t.id, t.dossier_id, t.procedure_code, t.step, t.kind, t.role, t.opened_at, t.due_at, t.claimed_by, t.claimed_under, t.escalated_to,
  t.field, t.power, t.area_id`

const itemColumns = (
  sql: Querying,
  { asOfMs }: Pick<InboxQuery, 'asOfMs'>,
  unit: postgres.PendingQuery<postgres.Row[]>,
): postgres.PendingQuery<postgres.Row[]> => sql`
  t.id as "taskId", t.dossier_id as "dossierId", d.code, t.procedure_code as "procedureCode", t.step, t.kind,
  t.role, epoch_ms(t.opened_at) as "openedAt", epoch_ms(t.due_at) as "dueAt", t.due_at < instant(${asOfMs}) as late,
  case when ${claimHolds(sql, { task: 't', unit, asOfMs })} then t.claimed_by end as "claimedBy", t.escalated_to as "escalatedTo"`

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
  const responsible = sql`r.unit_id`
  const items = await typedRows(sql, 'tasks.claimsPage')`
    select ${itemColumns(sql, query, responsible)}
    from task t join dossier d on d.id = t.dossier_id cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
    where t.claimed_by = ${officerId} and t.closed_at is null and t.holder = 'desk'
      and ${claimHolds(sql, { task: 't', unit: responsible, asOfMs })}
      ${root === null ? sql`` : sql`and ${isWithin(sql, { unit: { column: 'r.unit_id' }, root, asOfMs })}`}
      ${after === undefined ? sql`` : sql`and (t.due_at, t.id) > (instant(${after.dueAt}), ${after.taskId})`}
    order by t.due_at, t.id limit ${limit + 1}`
  return pageOf(items, limit)
}

/**
 * What the unit may hold at the instant, one row for each competence but for the power, with what a narrower
 * one takes out of it: so a task is reached by exactly one row, the same that `competenceFor` chooses. As members of a `with`,
 * the last one `reach`. What is narrower is gathered by power and tier, once for all competences of the unit.
 */
function reachOf(sql: Querying, { unitId, asOfMs }: InboxQuery): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    in_force as materialized (
      select c.tier, c.held_by, c.unit_id, c.scope, c.subject, c.power from competence c where c.valid @> instant(${asOfMs})),
    held as materialized (
      select c.tier, c.held_by, c.unit_id is null as by_area, c.scope, c.subject, c.power
      from in_force c
      where c.unit_id = ${unitId} or c.unit_id is null and (c.held_by = (select unit.tier from unit where unit.id = ${unitId})
        or exists (select 1 from rule where rule.unit_id = ${unitId}))),
    narrower as materialized (
      select n.power, n.tier,
        coalesce(array_agg(n.subject order by n.subject) filter (where n.scope = 'procedure'), '{}') as procedures,
        coalesce(array_agg(n.subject order by n.subject) filter (where n.scope = 'field'), '{}') as fields
      from (select power, tier, bool_or(scope = 'all') as whole from held where scope <> 'procedure' group by power, tier) wider
      join in_force n on n.power = wider.power and n.tier = wider.tier and (n.scope = 'procedure' or n.scope = 'field' and wider.whole)
      group by n.power, n.tier),
    reach as materialized (
      select tier, held_by, by_area, scope, subject, other_procedures, other_fields, array_agg(power) as powers
      from (
        select held.*,
          case when held.scope = 'procedure' then '{}' else coalesce(n.procedures, '{}') end as other_procedures,
          case when held.scope = 'all' then coalesce(n.fields, '{}') else '{}' end as other_fields
        from held left join narrower n on n.power = held.power and n.tier = held.tier
      ) mine
      group by tier, held_by, by_area, scope, subject, other_procedures, other_fields)`
}

const reached = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  t.tier = reach.tier and t.power = any(reach.powers)
    and t.procedure_code <> all(reach.other_procedures) and t.field <> all(reach.other_fields)`

const withinReach = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  case reach.scope when 'procedure' then t.procedure_code = reach.subject when 'field' then t.field = reach.subject else true end`

/**
 * Whether a custodian keeps the area of the task, for the tier that holds its power. `is true` stops the planner from starting
 * at custodian areas; it should scan tasks by due time. One set for all tasks: a lookup for each costs more than its task.
 */
const isKept = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  ((t.area_id, reach.held_by) in (select kept.area_id, kept.tier from kept)) is true`

/** The open tasks that the query asks for, wherever they are; inlined where it is used, so that each use has its own index. */
function wantedTasks(sql: Querying, query: InboxQuery): postgres.PendingQuery<postgres.Row[]> {
  const { fields, escalatedOnly = false, asOfMs, after } = query
  return sql`
    select t.* from task t where t.closed_at is null and t.holder = 'desk' and ${wantedDesks(sql, query)}
    ${fields === undefined ? sql`` : sql`and t.field = any(${[...fields]}::text[])`}
    ${escalatedOnly ? sql`and t.escalated_to is not null and t.due_at <= instant(${asOfMs})` : sql``}
    ${after === undefined ? sql`` : sql`and (t.due_at, t.id) > (instant(${after.dueAt}), ${after.taskId})`}`
}

/** As a member of a `with`, the desks of the officer who asks; none where nobody does. */
function officersDesks(
  sql: Querying,
  { unitId, officerId, escalated, asOfMs }: InboxQuery,
): postgres.PendingQuery<postgres.Row[]> {
  const officer = officerId ?? escalated?.officerId
  if (officer === undefined) return sql``
  return sql`desk as materialized (${desksAt(sql, sql`m.officer_id = ${officer} and m.unit_id = ${unitId}`, asOfMs)}),`
}

/** Tasks at the desks that no other officer has claimed, and those escalated to the officer even if claimed. */
function wantedDesks(sql: Querying, query: InboxQuery): postgres.PendingQuery<postgres.Row[]> {
  const { unitId, roles, officerId, escalated, escalatedOnly = false, asOfMs } = query
  // Beside the desk, which tells more: the planner has statistics of roles.
  const ofRoles = roles === undefined ? sql`true` : sql`t.role = any(${[...roles]}::text[])`
  const own =
    officerId === undefined
      ? ofRoles
      : sql`(${ofRoles} and exists (select 1 from desk where ${deskCovers(sql, 'desk', 't')})
        and (t.claimed_by is null or t.claimed_by = ${officerId}
          or not ${claimHolds(sql, { task: 't', unit: sql`${unitId}`, asOfMs })}))`
  if (escalated === undefined) return own
  const toThem = sql`(t.escalated_to = any(${[...escalated.roles]}::text[])
    and exists (select 1 from desk where ${deskIsOver(sql, 'desk', 't', 't.escalated_to')}))`
  return escalatedOnly ? toThem : sql`(${own} or ${toThem})`
}
