/** What the engine ran when a list was frozen from the rows: a second record, made when the engine answers. */
import type { Run } from '../../domain/dossier/workflow-id.ts'
import { freezeMs } from '../connection/pool-limits.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'

export interface EngineSide {
  /** By the clock of the database, ms. */
  askedAt: number
  /** SHA-256 in hex. */
  hash: string
}

/** The list of which something is to be said. Instants in ms. */
export interface ToAsk {
  listId: string
  frozenAt: number
  /** The clock of the database. */
  now: number
}

/** The last list of each instant where the engine was not asked of it yet. */
export async function listsToAsk(sql: Querying): Promise<readonly ToAsk[]> {
  const rows = await typedRows(sql, 'certificate.listsToAsk')`
    select list.id as "listId", epoch_ms(list.frozen_at) as "frozenAt", epoch_ms(recording_clock()) as now from frozen_list list
    where list.rows_alone and not exists (select from frozen_engine where list_id = list.id) and not exists (
      select from frozen_list later where later.taken_for = list.taken_for and later.frozen_at > list.frozen_at)
    order by list.frozen_at`
  return rows.flatMap(({ listId, frozenAt, now }) =>
    frozenAt === null || now === null ? [] : [{ listId, frozenAt, now }],
  )
}

/** Runs of a list that were started by the rows, and are not among those that the engine lists: late in its list, or lost. */
export async function startedNotAmong(
  sql: Querying,
  listId: string,
  ran: readonly Run[],
): Promise<readonly Run[]> {
  return await typedRows(sql, 'certificate.startedNotAmong')`
    select run.dossier_id as "dossierId", run.correction from frozen_run run
    where run.list_id = ${listId} and run.started and not exists (
      select from ${runsOf(sql, ran)} where ran.dossier_id = run.dossier_id and ran.correction = run.correction)
    order by run.dossier_id, run.correction`
}

const runsOf = (sql: Querying, runs: readonly Run[]) => sql`
  (select "dossierId" as dossier_id, correction from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as run ("dossierId" uuid, correction int)) ran`

/** What the engine said of a list. */
export interface Answer {
  listId: string
  /** When it was asked, by the clock of the database, ms. */
  askedAt: number
  /** What ran when the list was frozen, on the list or not. */
  ran: readonly Run[]
}

/**
 * Adds what the engine ran when a list was frozen, with its hash in the chain of the list. The first answer stays.
 * @returns whether it was added: another process may have been first
 */
export async function addEngineSide(
  database: Pick<Database, 'sql'>,
  { listId, askedAt, ran }: Answer,
): Promise<boolean> {
  return await transaction(database.sql, async (tx) => {
    await tx`select set_config('statement_timeout', ${String(freezeMs)}, true), set_config('lock_timeout', ${String(freezeMs)}, true)`
    await tx`select pg_advisory_xact_lock(hashtext('frozen list'))`
    const [list] = await typedRows(tx, 'certificate.listAsked')`
      select encode(hash, 'hex') as hash, journal_id as "journalId" from frozen_list
      where id = ${listId} and not exists (select from frozen_engine where list_id = ${listId})`
    if (list === undefined) return false
    await tx`
      with ran as materialized (select distinct dossier_id, correction from ${runsOf(tx, ran)}),
      said as materialized (
        select coalesce(ran.dossier_id, run.dossier_id) as dossier_id, coalesce(ran.correction, run.correction) as correction,
          ran.dossier_id is not null as ran
        from ran full join (select dossier_id, correction, started from frozen_run where list_id = ${listId}) run
          on run.dossier_id = ran.dossier_id and run.correction = ran.correction
        left join dossier known on known.id = coalesce(ran.dossier_id, run.dossier_id)
        where (ran.dossier_id is not null) <> coalesce(run.started, false) and coalesce(${ofCitizens(tx, 'known')}, true)),
      side as (
        insert into frozen_engine (list_id, asked_at, hash)
        select ${listId}::uuid, instant(${askedAt}), ${hashOfSaid(tx, { list: list.hash ?? '', askedAt })} from said
        returning list_id, hash),
      kept as (
        insert into frozen_engine_run (list_id, dossier_id, correction, ran)
        select ${listId}::uuid, dossier_id, correction, ran from said)
      insert into journal (dossier_id, kind, actor_id, payload, valid_at)
      select ${list.journalId}::uuid, 'engineAsked', 'freeze',
        jsonb_build_object('list', list_id, 'hash', encode(hash, 'hex'), 'askedAt', ${askedAt}::float8), instant(${askedAt})
      from side`
    return true
  })
}

/** Of what the engine said otherwise, in one order, over the list and when it was asked. */
const hashOfSaid = (sql: Querying, { list, askedAt }: { list: string; askedAt: number }) => sql`
  sha256(convert_to(${list}::text || ' ' || ${askedAt}::bigint || chr(10)
    || coalesce(string_agg(dossier_id || '/' || correction || ' ' || ran::int || chr(10), '' order by dossier_id, correction), ''), 'UTF8'))`

/** What the engine said of a list, as known at an instant; null where nothing is, or it is not what was hashed. */
export async function engineSideOf(
  sql: Querying,
  { list, knownAt }: { list: { id: string; hash: string }; knownAt: number },
): Promise<EngineSide | null> {
  const [side] = await typedRows(sql, 'certificate.engineSide')`
    select epoch_ms(side.asked_at) as "askedAt", encode(side.hash, 'hex') as hash from frozen_engine side
    where side.list_id = ${list.id} and side.recorded_at <= instant(${knownAt}) and exists (
      select from journal join frozen_list list on list.id = side.list_id
      where journal.dossier_id = list.journal_id and journal.kind = 'engineAsked'
        and journal.payload ->> 'list' = side.list_id::text and journal.payload ->> 'hash' = encode(side.hash, 'hex'))`
  if (side === undefined || side.askedAt === null) return null
  const { askedAt } = side
  const [read] = await typedRows(sql, 'certificate.hashOfSide')`
    select encode(${hashOfSaid(sql, { list: list.hash, askedAt })}, 'hex') as hash from frozen_engine_run where list_id = ${list.id}`
  return read?.hash === side.hash ? { askedAt, hash: side.hash ?? '' } : null
}
