import type postgres from 'postgres'
import type { Querying, Sql } from '../database.ts'
import { typedRows } from '../statement.ts'
import { deskCovers, deskIsOver, desksAt } from '../territory/authority/desk.ts'
import { lastRecorded } from '../territory/reference-change.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { isWithin } from '../territory/units/unit-lookup.ts'
import { claimHolds } from './claim-holds.ts'
import { forgetReaches, heldRows, isEmpty, type Look, type Reach, type ReachKind, reachOf } from './reach.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

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
 * Tasks looked at first, in equal parts of every place: no task of the page is due later than that of them at the page's end,
 * which bounds what is read of each. More than a page, as the parts are rounded down.
 */
const earlyTasks = 80

/**
 * Tasks open at the desks a unit is responsible for at an instant, by due time. Tasks name no unit: the unit's
 * areas and powers are looked up (`reachOf`) and the first tasks of each are merged, so that a page costs the same however
 * many tasks there are. Every task at a desk has a due time.
 */
export async function inboxPage(sql: Sql, query: InboxQuery): Promise<InboxPage> {
  const limit = Math.min(Math.max(query.limit ?? LONGEST_PAGE, 1), LONGEST_PAGE)
  // Read again only after another change was committed, of which there is one at a time.
  for (;;) {
    const reach = await reachOf(sql, query.unitId, query.asOfMs)
    const items = isEmpty(reach) ? [] : await readPage(sql, query, reach)
    if (items.length > 0 || (await isCurrent(sql, reach))) return pageOf(items, limit)
    forgetReaches(sql)
  }
}

/** Whether there has been no change since; of a page without tasks, which has none too where there has been one. */
async function isCurrent(sql: Sql, { known }: Reach): Promise<boolean> {
  const [last] = await typedRows(sql, 'tasks.lastRecorded')`select ${lastRecorded(sql)}::text as known`
  return last?.known === known
}

/** Nothing where the reach is no longer what the statement itself would see. */
async function readPage(sql: Sql, query: InboxQuery, reach: Reach): Promise<InboxItem[]> {
  const looks = reach.looks.map((look) => firstOf(sql, foundByLook(sql, look)))
  if (reach.places > 0) looks.push(firstOf(sql, placedTasks(sql, reach)))
  // One more than the page tells whether another follows. Written out: of a parameter the planner takes a tenth of all rows.
  return await typedRows(sql, 'tasks.inboxPage')`
    with ${officersDesks(sql, query)}
    wanted as not materialized (${wantedTasks(sql, query)}),
    ${reach.places > 0 ? placeBounds(sql, reach) : sql``}
    page as materialized (${firstOf(sql, eachOf(sql, looks))})
    select ${itemColumns(sql, query, sql`${query.unitId}`)}
    from page t join dossier d on d.id = t.dossier_id
    where ${lastRecorded(sql)} = ${reach.known}::timestamptz
    order by t.due_at, t.id`
}

/**
 * The first of `tasks` in the order of the page. Looks that are each in this order are merged, each read only as far as the page
 * needs: so the index of a look ends with the id.
 */
const firstOf = (sql: Querying, tasks: Fragment): Fragment =>
  sql`(select * from (${tasks}) found order by due_at, id limit 51)`

/** The tasks of places, and what bounds them. @see placeBounds */
const placedTasks = (sql: Querying, { kinds }: Reach): Fragment =>
  eachOf(
    sql,
    kinds.map(
      (kind) => sql`
    select first.* from ${rowsOf(sql, kind)} cross join lateral (
      select ${pageColumns(sql)} from wanted t
      where ${foundBy(sql, kind)} and t.due_at <= coalesce((select latest.due_at from latest), 'infinity')
      order by t.due_at, t.id limit 51) first`,
    ),
  )

/** As members of a `with`: the rows with places, and the due time after which no task of a place is on the page. */
function placeBounds(sql: Querying, reach: Reach): Fragment {
  const early = reach.kinds.map(
    (kind) => sql`
    select first.due_at from ${rowsOf(sql, kind)} cross join lateral (
      select nearest.due_at from (select t.due_at from wanted t where ${foundBy(sql, kind)} order by t.due_at limit 80) nearest
      limit ${Math.max(1, Math.floor(earlyTasks / reach.places))}) first`,
  )
  return sql`held as materialized (${heldRows(sql, reach)}),
    latest as materialized (select due_at from (${eachOf(sql, early)}) early order by due_at offset 50 limit 1),`
}

/** What an item is made of, taken along from where the task is found: looking each up again costs more. */
const pageColumns = (sql: Querying): Fragment => sql`
  t.id, t.dossier_id, t.procedure_code, t.step, t.kind, t.role, t.opened_at, t.due_at, t.claimed_by, t.claimed_under, t.escalated_to,
  t.field, t.power, t.area_id`

const itemColumns = (sql: Querying, { asOfMs }: Pick<InboxQuery, 'asOfMs'>, unit: Fragment): Fragment => sql`
  t.id as "taskId", t.dossier_id as "dossierId", d.code, t.procedure_code as "procedureCode", t.step, t.kind,
  t.role, epoch_ms(t.opened_at) as "openedAt", epoch_ms(t.due_at) as "dueAt", t.due_at < instant(${asOfMs}) as late,
  case when t.claimed_by is not null and ${claimHolds(sql, { task: 't', unit, asOfMs })} then t.claimed_by end as "claimedBy",
  t.escalated_to as "escalatedTo"`

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

/** Joins one look into an index after the other. */
const eachOf = (sql: Querying, looks: readonly Fragment[]): Fragment =>
  looks.reduce((before, look) => sql`${before} union all ${look}`)

/** The rows of a kind, a row for each `place`. */
const rowsOf = (sql: Querying, kind: ReachKind): Fragment => sql`
  (select held.*, place from held cross join unnest(held.places) place where held.kind = ${kind}) held`

/** Which tasks belong to a place of a row; each kind begins with an index of its own. */
function foundBy(sql: Querying, kind: ReachKind): Fragment {
  const where: Readonly<Record<ReachKind, Fragment>> = {
    area: sql`t.area_id = held.place and (held.only_field is null or t.field = held.only_field)
      and (held.only_procedure is null or t.procedure_code = held.only_procedure)`,
    field: sql`t.field = held.place`,
    procedure: sql`t.procedure_code = held.place`,
  }
  return sql`t.tier = held.tier and ${where[kind]} and t.power = any(held.powers)
    and t.procedure_code <> all(held.other_procedures) and t.field <> all(held.other_fields)`
}

/** The tasks of a look. */
function foundByLook(sql: Querying, look: Look): Fragment {
  const kept = sql`
    and t.in_split_area and t.area_id = any(${look.places}::text[])
    ${look.onlyField === null ? sql`` : sql`and t.field = ${look.onlyField}`}
    ${look.onlyProcedure === null ? sql`` : sql`and t.procedure_code = ${look.onlyProcedure}`}`
  const field = sql`and t.field = ${look.subject}`
  const procedure = sql`and t.procedure_code = ${look.subject}`
  const where: Readonly<Record<Look['kind'], Fragment>> = {
    elsewhere: sql`${procedure} and t.area_id <> all(${look.places}::text[])`,
    all: sql``,
    field,
    procedure,
    keptField: sql`${field} ${kept}`,
    keptProcedure: sql`${procedure} ${kept}`,
  }
  return sql`
    select ${pageColumns(sql)} from wanted t
    where t.tier = ${look.tier} ${where[look.kind]} and t.power = any(${look.powers}::text[])
      ${leftOut(sql, look, 't.procedure_code', look.otherProcedures)} ${leftOut(sql, look, 't.field', look.otherFields)}`
}

/** Of all of a tier much is left out, and most tasks are passed over: there it is hashed, which for the tasks of one field costs more than it saves. */
function leftOut(sql: Querying, { kind }: Look, column: string, others: string): Fragment {
  if (others === '{}') return sql``
  return kind === 'all'
    ? sql`and ${sql(column)} not in (select unnest(${others}::text[]))`
    : sql`and ${sql(column)} <> all(${others}::text[])`
}

/** The open tasks that the query asks for, wherever they are; inlined where it is used, so that each use has its own index. */
function wantedTasks(sql: Querying, query: InboxQuery): Fragment {
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
function wantedDesks(sql: Querying, query: InboxQuery): Fragment {
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
