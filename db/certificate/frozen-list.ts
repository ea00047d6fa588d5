/** The list of open runs that is frozen before an instant, by another process than the one that certifies them. */
import type { Run } from '../../domain/dossier/workflow-id.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import { freezeMs } from '../connection/pool-limits.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { newId } from '../new-id.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { type EngineSide, engineSideOf } from './frozen-engine.ts'
import { waitForEarlier } from './wait-for-earlier.ts'

export interface Freezing {
  /** The instant before which the list is taken, ms. */
  takenFor: number
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
  /** What the engine ran then; null where it was not asked yet. Left out of lists of older builds, which have it among their runs. */
  engine?: EngineSide | null
}

/** As long as any pool leaves a transaction idle. */
const waitAtMostMs = 60_000

/**
 * Freezes what is open by the rows that say so today (`dossier.status`, `correction.ended_at`), which a certificate never reads. Its hash
 * goes into the journal in the same transaction. The engine is not asked: `addEngineSide` adds what it ran.
 * @throws {StartUpError} where the instant has passed by the clock of the database
 */
export async function freezeRuns(database: Database, freezing: Freezing): Promise<FrozenList> {
  return await whenWritten(database, freezing.takenFor, (tx, frozenAt) => freeze(tx, frozenAt, freezing))
}

/**
 * As `freezeRuns`, where no other process has frozen one in between.
 * @param last when the last list of the instant was frozen by what the caller has read, ms
 * @returns null where another was first
 */
export async function freezeRunsAfter(
  database: Database,
  last: number | null,
  freezing: Freezing,
): Promise<FrozenList | null> {
  return await whenWritten(database, freezing.takenFor, async (tx, frozenAt) => {
    const { frozenAt: since } = await lastFrozenAt(tx, freezing.takenFor)
    return since === last ? await freeze(tx, frozenAt, freezing) : null
  })
}

/** Runs `work` where what was recorded until now is written, and nobody else freezes. */
async function whenWritten<T>(
  database: Database,
  takenFor: number,
  work: (tx: Transaction, frozenAt: number) => Promise<T>,
): Promise<T> {
  const [clock] = await typedRows(database.sql, 'certificate.clock')`
    select epoch_ms(recording_clock()) as at`
  const frozenAt = Math.floor(clock?.at ?? 0) - 1
  if (frozenAt >= takenFor) throw tooLate(takenFor)
  await waitAsLongAsThereIs(database, frozenAt, takenFor)
  return await transaction(database.sql, async (tx) => {
    await tx`select set_config('statement_timeout', ${String(freezeMs)}, true), set_config('lock_timeout', ${String(freezeMs)}, true)`
    await tx`select pg_advisory_xact_lock(hashtext('frozen list'))`
    return await work(tx, frozenAt)
  })
}

/** A transaction that goes on beyond half of what is left has its runs named `notListed`; a list that came after the instant would be none. */
async function waitAsLongAsThereIs(database: Database, frozenAt: number, takenFor: number): Promise<void> {
  const waitMs = Math.min(waitAtMostMs, (takenFor - frozenAt) / 2)
  await waitForEarlier(database.sql, frozenAt, { waitMs }).catch((error: unknown) => {
    if (!(error instanceof StartUpError)) throw error
  })
}

async function freeze(
  tx: Transaction,
  frozenAt: number,
  { takenFor, actorId, journalIn }: Freezing,
): Promise<FrozenList> {
  const id = newId()
  const [list] = await typedRows(tx, 'certificate.freezeRuns')`
    with listed as materialized (
      select open.dossier_id, open.correction, true as in_rows, false as in_engine, null::boolean as lost,
        open.started_at is not null as started
      from (${openByRows(tx)}) open left join dossier known on known.id = open.dossier_id
      where coalesce(${ofCitizens(tx, 'known')}, true)),
    hashed as (select count(*)::int as runs, ${hashOfRuns(tx)} as hash from listed),
    list as (
      insert into frozen_list (id, taken_for, frozen_at, runs, hash, journal_id, rows_alone)
      select ${id}::uuid, instant(${takenFor}), instant(${frozenAt}), runs, hash, ${journalIn ?? id}::uuid, true from hashed
      returning runs, encode(hash, 'hex') as hash),
    kept as (
      insert into frozen_run (list_id, dossier_id, correction, in_rows, in_engine, started)
      select ${id}::uuid, dossier_id, correction, in_rows, in_engine, started from listed),
    journalled as (
      insert into journal (dossier_id, kind, actor_id, payload, valid_at)
      select ${journalIn ?? id}::uuid, 'runsFrozen', ${actorId},
        jsonb_build_object('list', ${id}::text, 'runs', runs, 'hash', hash, 'takenFor', ${takenFor}::float8, 'rowsAlone', true),
        instant(${frozenAt})
      from list)
    select runs, hash from list`
  if (list === undefined) throw new Error('the list came back without its hash')
  return { id, frozenAt, runs: list.runs, hash: list.hash ?? '', engine: null }
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

/** Of the runs of a list, in one order. What a build did not ask of a run does not stand in its line. */
const hashOfRuns = (sql: Querying) => sql`
  sha256(convert_to(coalesce(string_agg(dossier_id || '/' || correction || ' ' || in_rows::int || in_engine::int
    || coalesce(lost::int::text, '') || coalesce(' started ' || started::int, '') || chr(10), '' order by dossier_id, correction), ''), 'UTF8'))`

/**
 * The last list frozen before an instant and known at another; null where there is none, its hash in the journal is another, or its runs are
 * not those that were hashed.
 */
export async function frozenListOf(
  sql: Querying,
  { at, knownAt }: { at: number; knownAt: number },
): Promise<FrozenList | null> {
  const [found] = await typedRows(sql, 'certificate.frozenList')`
    select list.id, epoch_ms(list.frozen_at) as "frozenAt", list.runs, encode(list.hash, 'hex') as hash, list.rows_alone as "rowsAlone"
    from frozen_list list
    where list.taken_for = instant(${at}) and list.recorded_at < instant(${at}) and list.recorded_at <= instant(${knownAt})
      and exists (
        select from journal where journal.dossier_id = list.journal_id and journal.kind = 'runsFrozen'
          and journal.payload ->> 'list' = list.id::text and journal.payload ->> 'hash' = encode(list.hash, 'hex')
          and journal.payload ? 'rowsAlone' = list.rows_alone)
    order by list.frozen_at desc limit 1`
  if (found === undefined) return null
  const { rowsAlone, ...row } = found
  const list = { ...row, hash: row.hash ?? '' }
  const [read] = await typedRows(sql, 'certificate.hashOfList')`
    select encode(${hashOfRuns(sql)}, 'hex') as hash from frozen_run where list_id = ${list.id}`
  if (read?.hash !== list.hash) return null
  return rowsAlone ? { ...list, engine: await engineSideOf(sql, { list, knownAt }) } : list
}

/** Whether a list can prove something: one of which the engine was not asked says only half. */
export const provesRuns = (list: FrozenList | null): boolean => list !== null && list.engine !== null

/** When the last list of an instant was frozen, whether the engine was asked of it, and the clock of the database, by which lists are judged; ms. */
export async function lastFrozenAt(
  sql: Querying,
  takenFor: number,
): Promise<{ now: number; frozenAt: number | null; engineAsked: boolean }> {
  const [row] = await typedRows(sql, 'certificate.lastFrozenAt')`
    select epoch_ms(recording_clock()) as now, epoch_ms(last.frozen_at) as "frozenAt", coalesce(last.asked, false) as "engineAsked"
    from (values (0)) one left join lateral (
      select frozen_at, not rows_alone or exists (select from frozen_engine where list_id = list.id) as asked
      from frozen_list list where taken_for = instant(${takenFor}) order by frozen_at desc limit 1) last on true`
  return {
    now: row?.now ?? 0,
    frozenAt: row?.frozenAt ?? null,
    engineAsked: row?.engineAsked ?? false,
  }
}

export interface ListedRun extends Run {
  inRows: boolean
  /** Null where the engine was not asked. */
  inEngine: boolean | null
  /** Null where nobody looked it up in the engine. */
  lost: boolean | null
}

/** The runs of a list with what the engine said of them, by id. @param after the last of the page before */
export async function listedRuns(
  sql: Querying,
  {
    list: { id, engine },
    after,
    limit,
  }: { list: Pick<FrozenList, 'id' | 'engine'>; after: Run | null; limit: number },
): Promise<readonly ListedRun[]> {
  const from = after ?? { dossierId: '00000000-0000-0000-0000-000000000000', correction: 0 }
  const asked = engine != null
  return await typedRows(sql, 'certificate.listedRuns')`
    (select run.dossier_id as "dossierId", run.correction, run.in_rows as "inRows",
        case when run.started is null then run.in_engine when ${asked} then coalesce(said.ran, run.started) end as "inEngine",
        case when run.started is null then run.lost when ${asked} then run.started and said.ran is false end as lost
      from frozen_run run left join frozen_engine_run said
        on ${asked} and said.list_id = run.list_id and said.dossier_id = run.dossier_id and said.correction = run.correction
      where run.list_id = ${id} and (run.dossier_id, run.correction) > (${from.dossierId}::uuid, ${from.correction}::int)
      order by run.dossier_id, run.correction limit ${limit})
    union all
    (select said.dossier_id, said.correction, false, true, false from frozen_engine_run said
      where ${asked} and said.list_id = ${id} and said.ran
        and (said.dossier_id, said.correction) > (${from.dossierId}::uuid, ${from.correction}::int)
        and not exists (select from frozen_run run where run.list_id = said.list_id and run.dossier_id = said.dossier_id
          and run.correction = said.correction)
      order by said.dossier_id, said.correction limit ${limit})
    order by "dossierId", correction limit ${limit}`
}
