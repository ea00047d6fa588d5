import type postgres from 'postgres'
import type { ClockState, DossierStatus, Ending } from '../../domain/dossier/dossier.ts'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { dossiersOfUnits, firstsOf, holdLandAlone, receivedBy } from './dossiers-of-units.ts'
import { type FoundTask, openTasksOf } from './open-tasks.ts'
import type { SearchScope } from './search-scope.ts'

/** What is looked for; nothing: all there is, the latest first. */
export type SearchBy =
  | { kind: 'code'; prefix: string }
  | { kind: 'identity'; lookup: Uint8Array }
  | { kind: 'phone'; phone: string }
  /** Searchable words that a name holds one after the other, the last perhaps begun only. */
  | { kind: 'text'; text: string }
  /** The code that another system gave it. */
  | { kind: 'external'; system: string; code: string }
  | { kind: 'all' }

export interface SearchFilter {
  status?: DossierStatus
  procedure?: string
  field?: string
  /** Past the statutory time: still open, or ended after it. */
  late?: boolean
}

/** Where a page ended: the name or code it is ordered by (empty where by time alone), the filing, the dossier. */
export interface SearchCursor {
  text: string
  filedAt: number
  dossierId: string
}

export interface FoundDossier {
  dossierId: string
  code: string
  procedureCode: string
  procedureName: string
  status: DossierStatus
  clock: ClockState
  ending: Ending | null
  filedAt: number
  dueAt: number | null
  endedAt: number | null
  late: boolean
  applicants: readonly string[]
  tasks: readonly FoundTask[]
}

interface Search {
  by: SearchBy
  scope: SearchScope
  filter: SearchFilter
  limit: number
  after?: SearchCursor
  asOfMs: number
}

type Fragment = postgres.PendingQuery<postgres.Row[]>
/** A dossier that was found, the name or code by which, and whether a task of it is open. */
type Hit = Omit<FoundDossier, 'tasks'> & { text: string; hasTasks: boolean }

/**
 * A page of the dossiers that are somebody's business. Names come in the order of the alphabet, the latest filing of
 * equal names first, so that a page costs the same however many follow; a dossier is on it once. On a later page
 * it may stand again under another of its names. Everything else comes the latest first, codes in their order.
 *
 * Of tasks it asks once it knows that some are open: of most dossiers none is, and starting to ask takes as long as finding a name. What was
 * closed in between is not among them.
 */
export async function searchDossiers(
  sql: Querying,
  search: Search,
): Promise<{ items: readonly FoundDossier[]; next: SearchCursor | null }> {
  const hits = await (search.by.kind === 'all' ? latest(sql, search) : matching(sql, search))
  const page = hits.slice(0, search.limit)
  const last = page.at(-1)
  const once = new Map(page.map((hit) => [hit.dossierId, hit]))
  const tasks = await openTasksOf(
    sql,
    [...once.values()].filter(({ hasTasks }) => hasTasks).map(({ dossierId }) => dossierId),
    search.asOfMs,
  )
  return {
    items: [...once.values()].map(({ text: _, hasTasks: __, ...found }) => ({
      ...found,
      tasks: tasks.get(found.dossierId) ?? [],
    })),
    next:
      hits.length > page.length && last !== undefined
        ? { text: last.text, filedAt: last.filedAt, dossierId: last.dossierId }
        : null,
  }
}

async function matching(sql: Querying, search: Search): Promise<readonly Hit[]> {
  const { by, after } = search
  if (by.kind === 'text') return await byName(sql, search, by.text)
  const wanted = wantedDossiers(sql, search)
  const said = foundOf(sql, search)
  if (by.kind === 'code') {
    return await typedRows(sql, 'search.byCode')`
      with hit as (
        select d.id, d.code as text, d.filed_at from dossier d
        where d.code > ${after?.text ?? ''} and d.code >= ${by.prefix} and d.code < ${`${by.prefix}\u{10ffff}`} and ${wanted}
        order by d.code limit 51)
      ${said}`
  }
  if (by.kind === 'external') {
    return await typedRows(sql, 'search.byExternalCode')`
      with hit as (
        select d.id, '' as text, d.filed_at from external_code e join dossier d on d.id = e.dossier_id
        where e.system = ${by.system} and e.code = ${by.code} and ${wanted})
      ${said}`
  }
  const whose =
    by.kind === 'identity'
      ? sql`p.identity_hmac = ${Buffer.from(by.lookup)}`
      : sql`p.phone = ${by.kind === 'phone' ? by.phone : ''}`
  return await typedRows(sql, 'search.byParty')`
    with hit as (
      select distinct d.id, '' as text, d.filed_at
      from party p join dossier_party dp on dp.party_id = p.id join dossier d on d.id = dp.dossier_id
      where ${whose} and ${wanted} ${after === undefined ? sql`` : sql`and ${laterInTime(sql, 'd.filed_at', after)}`}
      order by d.filed_at desc, d.id desc limit 51)
    ${said}`
}

async function byName(sql: Querying, search: Search, text: string): Promise<readonly Hit[]> {
  const { after, scope } = search
  const said = foundOf(sql, search)
  const inRange = sql`
    where n.tail >= ${after?.text ?? text} and n.tail < ${`${text}\u{10ffff}`}
      ${after === undefined ? sql`` : sql`and (n.tail > ${after.text} or ${laterInTime(sql, 'n.filed_at', after)})`}`
  const inOrder = sql`order by n.tail, n.filed_at desc nulls last, n.dossier_id limit 51`
  if (scope.units !== null && holdLandAlone(scope.units)) {
    // Nearly all that a commune finds it received itself, which the row tells. Only starting the plan that asks who is responsible costs more than this.
    const received = await typedRows(sql, 'search.byNameReceived')`
      with may as (
        select d.id, n.tail as text, n.filed_at, ${receivedBy(sql, scope.units, search.asOfMs)} as received
        -- By their keys: the planner would read all that the commune received, and look among it for the name.
        from party_name n cross join lateral (select * from dossier where dossier.id = n.dossier_id offset 0) d ${inRange}
          and ${wantedWherever(sql, search)}
          and (d.reception_unit_id = any(${[...scope.units.ids]}::text[]) or d.area_id = any(${[...scope.units.areas]}::text[]))
        ${inOrder}),
      hit as (select id, text, filed_at from may where not exists (select from may other where not other.received))
      ${said}`
    if (received.length > 0) return received
  }
  return await typedRows(sql, 'search.byName')`
    with hit as (
      select d.id, n.tail as text, n.filed_at from party_name n join dossier d on d.id = n.dossier_id ${inRange} and ${wantedDossiers(sql, search)} ${inOrder})
    ${said}`
}

/** The latest first. */
async function latest(sql: Querying, search: Search): Promise<readonly Hit[]> {
  const { scope, filter, after, asOfMs } = search
  const firsts = sql`
    and ${wantedDossiers(sql, search)} ${after === undefined ? sql`` : sql`and ${laterInTime(sql, 'd.filed_at', after)}`}
    order by d.filed_at desc, d.id desc limit 51`
  const columns = sql`d.id, '' as text, d.filed_at`
  const said = foundOf(sql, search)
  // What is late and open was filed long ago: by time of filing all that is not late would come first.
  if (filter.late === true && filter.status === 'open')
    return await typedRows(sql, 'search.lateAndOpen')`
      with late as materialized (
        select id, filed_at, filed_by, reception_unit_id, area_id, procedure_code, field, status, due_at, ended_at from dossier
        where status <> 'closed' and due_at < instant(${asOfMs})),
      -- In order first: so only as many are asked about as the page needs.
      hit as (select ${columns} from (select * from late order by filed_at desc, id desc offset 0) d where true ${firsts})
      ${said}`
  if (scope.units === null)
    return await typedRows(sql, 'search.latest')`
      with hit as (select ${columns} from dossier d where true ${firsts})
      ${said}`
  return await typedRows(sql, 'search.latestOfUnits')`
    with hit as (
      select * from (${firstsOf(sql, scope.units, columns, firsts)}) firsts order by filed_at desc, id desc limit 51)
    ${said}`
}

const laterInTime = (sql: Querying, filedAt: string, { filedAt: at, dossierId }: SearchCursor): Fragment =>
  filedAt === 'n.filed_at'
    ? sql`n.filed_at < instant(${at}) or n.filed_at = instant(${at}) and n.dossier_id > ${dossierId}`
    : sql`(d.filed_at, d.id) < (instant(${at}), ${dossierId}::uuid)`

const wantedDossiers = (sql: Querying, search: Search): Fragment => sql`${wantedWherever(sql, search)}
  ${search.scope.units === null ? sql`` : dossiersOfUnits(sql, search.scope.units, search.asOfMs)}`

/** Whatever units it is the business of. */
function wantedWherever(sql: Querying, { scope, filter, asOfMs }: Search): Fragment {
  const { status, procedure, field, late } = filter
  return sql`true
    ${scope.filedBy === null ? sql`` : sql`and d.filed_by = ${scope.filedBy} and ${ofCitizens(sql, 'd')}`}
    ${status === undefined ? sql`` : sql`and d.status = ${status}`}
    ${procedure === undefined ? sql`` : sql`and d.procedure_code = ${procedure}`}
    ${field === undefined ? sql`` : sql`and d.field = ${field}`}
    ${late === undefined ? sql`` : sql`and ${lateBy(sql, asOfMs)} = ${late}`}`
}

const lateBy = (sql: Querying, asOfMs: number): Fragment =>
  sql`coalesce(d.due_at < coalesce(d.ended_at, instant(${asOfMs})), false)`

/**
 * What is said of each row of `hit`, in its order. One more than the page tells whether another follows. In `hit` the limit, of the longest
 * page, is written out: of a parameter the planner assumes a tenth of all dossiers, and reads them all.
 */
function foundOf(sql: Querying, { by, limit, asOfMs }: Pick<Search, 'by' | 'limit' | 'asOfMs'>): Fragment {
  const inOrder = orderOf(sql, by)
  return sql`
    select hit.text, d.id as "dossierId", d.code, d.procedure_code as "procedureCode", plan.body ->> 'name' as "procedureName", d.status, d.clock,
      d.ending, epoch_ms(d.filed_at) as "filedAt", epoch_ms(d.due_at) as "dueAt", epoch_ms(d.ended_at) as "endedAt",
      ${lateBy(sql, asOfMs)} as late, who.applicants,
      exists (select 1 from task where task.dossier_id = d.id and task.closed_at is null) as "hasTasks"
    from (select hit.* from hit ${inOrder} limit ${limit + 1}) hit
    join dossier d on d.id = hit.id join plan on plan.hash = d.plan_hash
    cross join lateral (
      select coalesce(array_agg(party.name order by party.id), '{}') as applicants from dossier_party dp join party on party.id = dp.party_id
      where dp.dossier_id = d.id and dp.role = 'applicant') who
    ${inOrder}`
}

/** The order that `hit` is in, written the same everywhere: so nothing is sorted where an index gives it, null last for that of names. */
function orderOf(sql: Querying, { kind }: SearchBy): Fragment {
  if (kind === 'text') return sql`order by hit.text, hit.filed_at desc nulls last, hit.id`
  return kind === 'code' ? sql`order by hit.text` : sql`order by hit.filed_at desc, hit.id desc`
}
