/** The list of open runs that is frozen before an instant, by another process than the one that certifies them. */
import type { Run } from '../../domain/dossier/workflow-id.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { newId } from '../new-id.ts'
import { typedRows } from '../statement.ts'
import { waitForEarlier } from './wait-for-earlier.ts'

export interface Freezing {
  /** The instant before which the list is taken, ms. */
  takenFor: number
  /** Runs whose workflow runs, as the engine lists them. */
  running: readonly Run[]
  /** Of those that the engine does not list, the ones that were started and of which it runs none; left out where it was not asked. */
  lost?: readonly Run[]
  /** Who froze it: an officer, or the command. */
  actorId: string
  /** The dossier in whose journal the hash stands; a chain of the list's own where left out. */
  journalIn?: string
}

/** Instants in ms. */
export interface FrozenList {
  id: string
  frozenAt: number
  runs: number
  /** SHA-256 in hex. */
  hash: string
}

/**
 * Freezes what is open by the rows that say so today (`dossier.status`, `correction.ended_at`), which a certificate never reads, and by
 * the engine. Its hash goes into the journal in the same transaction.
 * @throws {StartUpError} where the instant has passed by the clock of the database
 */
export async function freezeRuns(database: Database, freezing: Freezing): Promise<FrozenList> {
  const { takenFor, running, lost = null, actorId, journalIn } = freezing
  const [clock] = await typedRows(database.sql, 'certificate.clock')`
    select epoch_ms(recording_clock()) as at`
  const frozenAt = Math.floor(clock?.at ?? 0) - 1
  if (frozenAt >= takenFor) throw tooLate(takenFor)
  await waitForEarlier(database.sql, frozenAt)
  const id = newId()
  return await transaction(database.sql, async (tx) => {
    const [list] = await typedRows(tx, 'certificate.freezeRuns')`
      with listed as materialized (
        select dossier_id, correction, bool_or(in_rows) as in_rows, bool_or(in_engine) as in_engine,
          case when ${lost !== null}::boolean then bool_or(lost) end as lost
        from (
          select open.dossier_id, open.correction, true as in_rows, false as in_engine, false as lost from (${openByRows(tx)}) open
          union all
          select run."dossierId", run.correction, false, true, false
          from jsonb_to_recordset(${JSON.stringify(running)}::jsonb) as run ("dossierId" uuid, correction int)
          union all
          select open.dossier_id, open.correction, true, false, true
          from jsonb_to_recordset(${JSON.stringify(lost ?? [])}::jsonb) as run ("dossierId" uuid, correction int)
          join (${openByRows(tx)}) open on open.dossier_id = run."dossierId" and open.correction = run.correction) found
        left join dossier known on known.id = found.dossier_id
        where coalesce(${ofCitizens(tx, 'known')}, true)
        group by dossier_id, correction),
      hashed as (select count(*)::int as runs, ${hashOfRuns(tx)} as hash from listed),
      list as (
        insert into frozen_list (id, taken_for, frozen_at, runs, hash, journal_id)
        select ${id}::uuid, instant(${takenFor}), instant(${frozenAt}), runs, hash, ${journalIn ?? id}::uuid from hashed
        returning runs, encode(hash, 'hex') as hash),
      kept as (
        insert into frozen_run (list_id, dossier_id, correction, in_rows, in_engine, lost)
        select ${id}::uuid, dossier_id, correction, in_rows, in_engine, lost from listed),
      journalled as (
        insert into journal (dossier_id, kind, actor_id, payload, valid_at)
        select ${journalIn ?? id}::uuid, 'runsFrozen', ${actorId},
          jsonb_build_object('list', ${id}::text, 'runs', runs, 'hash', hash, 'takenFor', ${takenFor}::float8), instant(${frozenAt})
        from list)
      select runs, hash from list`
    if (list === undefined) throw new Error('the list came back without its hash')
    return { id, frozenAt, runs: list.runs, hash: list.hash ?? '' }
  })
}

const tooLate = (takenFor: number): StartUpError =>
  new StartUpError({
    what: `By the clock of the database ${new Date(takenFor).toISOString()} has passed.`,
    why: 'A list frozen after the instant does not prove what was open before it.',
    remedy: 'Freeze the list before the instant. Its certificate will say that there was none.',
  })

const openByRows = (sql: Querying) => sql`
  select id as dossier_id, 0 as correction, started_at from dossier where status <> 'closed'
  union all
  select dossier_id, number, started_at from correction where ended_at is null`

/** Of the runs of a list, in one order. Of older builds nobody asked what is lost, and nothing of it stands in their lines. */
const hashOfRuns = (sql: Querying) => sql`
  sha256(convert_to(coalesce(string_agg(dossier_id || '/' || correction || ' ' || in_rows::int || in_engine::int
    || coalesce(lost::int::text, '') || chr(10), '' order by dossier_id, correction), ''), 'UTF8'))`

/** Runs that are open and were started by the rows, and are not among those that the engine lists: late in its list, or lost. */
export async function startedNotAmong(sql: Querying, running: readonly Run[]): Promise<readonly Run[]> {
  const rows = await typedRows(sql, 'certificate.startedNotAmong')`
    select open.dossier_id as "dossierId", open.correction from (${openByRows(sql)}) open
    join dossier on dossier.id = open.dossier_id and ${ofCitizens(sql, 'dossier')}
    where open.started_at is not null and not exists (
      select from jsonb_to_recordset(${JSON.stringify(running)}::jsonb) as run ("dossierId" uuid, correction int)
      where run."dossierId" = open.dossier_id and run.correction = open.correction)
    order by open.dossier_id, open.correction`
  return rows.flatMap(({ dossierId, correction }) =>
    dossierId === null || correction === null ? [] : [{ dossierId, correction }],
  )
}

/**
 * The last list frozen before an instant and known at another; null where there is none, its hash in the journal is another, or its runs are
 * not those that were hashed.
 */
export async function frozenListOf(
  sql: Querying,
  { at, knownAt }: { at: number; knownAt: number },
): Promise<FrozenList | null> {
  const [list] = await typedRows(sql, 'certificate.frozenList')`
    select list.id, epoch_ms(list.frozen_at) as "frozenAt", list.runs, encode(list.hash, 'hex') as hash
    from frozen_list list
    where list.taken_for = instant(${at}) and list.recorded_at < instant(${at}) and list.recorded_at <= instant(${knownAt})
      and exists (
        select from journal where journal.dossier_id = list.journal_id and journal.kind = 'runsFrozen'
          and journal.payload ->> 'list' = list.id::text and journal.payload ->> 'hash' = encode(list.hash, 'hex'))
    order by list.frozen_at desc limit 1`
  if (list === undefined) return null
  const [read] = await typedRows(sql, 'certificate.hashOfList')`
    select encode(${hashOfRuns(sql)}, 'hex') as hash from frozen_run where list_id = ${list.id}`
  return read?.hash === list.hash ? { ...list, hash: list.hash ?? '' } : null
}

/** When the last list of an instant was frozen, and the clock of the database, by which lists are judged; ms. */
export async function lastFrozenAt(
  sql: Querying,
  takenFor: number,
): Promise<{ now: number; frozenAt: number | null }> {
  const [row] = await typedRows(sql, 'certificate.lastFrozenAt')`
    select epoch_ms(recording_clock()) as now,
      (select epoch_ms(max(frozen_at)) from frozen_list where taken_for = instant(${takenFor})) as "frozenAt"`
  return { now: row?.now ?? 0, frozenAt: row?.frozenAt ?? null }
}

export interface ListedRun extends Run {
  inRows: boolean
  inEngine: boolean
  /** Null where nobody looked it up in the engine. */
  lost: boolean | null
}

/** The runs of a list, by id. @param after the last of the page before */
export async function listedRuns(
  sql: Querying,
  { listId, after, limit }: { listId: string; after: Run | null; limit: number },
): Promise<readonly ListedRun[]> {
  const from = after ?? { dossierId: '00000000-0000-0000-0000-000000000000', correction: 0 }
  return await typedRows(sql, 'certificate.listedRuns')`
    select dossier_id as "dossierId", correction, in_rows as "inRows", in_engine as "inEngine", lost from frozen_run
    where list_id = ${listId} and (dossier_id, correction) > (${from.dossierId}::uuid, ${from.correction}::int)
    order by dossier_id, correction limit ${limit}`
}
