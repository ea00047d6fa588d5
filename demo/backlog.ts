/** What the old districts had open, taken over from their own software before the day begins. */
import { vaultOf } from '../bin/process/vault-of.ts'
import type { Querying } from '../db/database.ts'
import type { ImportBatch } from '../db/imports/batches.ts'
import { backlogAsOf, backlogRows, backlogSource } from '../harness/backlog.ts'
import type { Finding } from '../harness/checker.ts'
import { importBacklog } from '../imports/import-backlog.ts'
import { loadSourceMapping } from '../imports/source-mapping.ts'
import { deskOutcomes } from '../procedures/grammar/plan/plan.ts'
import type { Registry } from '../procedures/registry/registry.ts'
import type { City } from './city.ts'
import type { Observed } from './observed.ts'

export interface Backlog {
  /** As the import counted it. */
  batch: ImportBatch
  /** Rows that the file had. */
  rows: number
  /** Dossiers that stood after it, by id. */
  dossiers: ReadonlySet<string>
}

const [rowsOfADay, wholeDay] = [5_000, 120]
const rowsEachOfAShortDay = 8
/** So that a short day has some too. */
const wrong = 0.03

/** The whole backlog from the default size on; a short day has few rows. */
export const backlogSize = (dossiers: number): number =>
  dossiers >= wholeDay ? rowsOfADay : dossiers * rowsEachOfAShortDay

/** The invented file of the seed, imported as `npm run import -- backlog` imports it. */
export async function takeOverBacklog(
  { database, analyze, dataDir, vaultKeys }: City,
  registry: Registry,
  { rows, seed }: { rows: number; seed: number },
): Promise<Backlog> {
  const [vault, mapping] = await Promise.all([
    vaultOf({ vaultKeys, dataDir }, database),
    loadSourceMapping(backlogSource),
  ])
  const batch = await importBacklog(
    { database, vault, registry, now: Date.now },
    {
      ...{ mapping, caller: 'demo', key: `backlog-${seed}`, asOf: backlogAsOf },
      rows: backlogRows(registry, { rows, seed, wrong }),
    },
  )
  await analyze()
  const imported = await importedDossiers(database.sql, batch.id)
  return { batch, rows, dossiers: new Set(imported.map(({ id }) => id)) }
}

export interface ImportedDossier {
  id: string
  /** ms; null while it is open. */
  endedAt: number | null
}

export async function importedDossiers(sql: Querying, batchId: string): Promise<readonly ImportedDossier[]> {
  return await sql<ImportedDossier[]>`
    select d.id, epoch_ms(d.ended_at) as "endedAt" from import_row join dossier d on d.id = import_row.dossier_id
    where batch_id = ${batchId}`
}

/** Imported dossiers that officers may take up beside those of the day. */
export interface TakenUp {
  dossiers: ReadonlySet<string>
  /** How a task of one of them goes on; undefined where that is not for a desk to say, or time alone may say it meanwhile. */
  outcomeOf(task: { procedure: string; step: string }): string | undefined
}

/** What a desk says where nothing is against it. */
const onward = ['accepted', 'approved', 'signed']

/** @param movedAreaId goes to another commune and back in the course of the day: who decides there is not known beforehand */
export async function takenUpToday(
  { database: { sql } }: City,
  registry: Registry,
  movedAreaId: string,
): Promise<TakenUp> {
  const rows = await sql<{ id: string }[]>`
    select t.dossier_id as id from task t join import_row on import_row.dossier_id = t.dossier_id
    join area on area.id = t.area_id and area.kind = 'cell'
    where t.closed_at is null and t.holder = 'desk' and t.area_id <> ${movedAreaId}`
  return {
    dossiers: new Set(rows.map(({ id }) => id)),
    outcomeOf({ procedure: code, step: id }) {
      const procedure = registry.asReceived(code)
      const step = procedure === undefined ? undefined : registry.compiled(procedure).plan.steps[id]
      if (step?.onDue !== 'late') return undefined
      return onward.find((outcome) => deskOutcomes(step).includes(outcome))
    },
  }
}

/** Each decision that was sent of an imported dossier is what became of its task. */
export async function backlogAsDecided(
  sql: Querying,
  { backlogDecided: sent }: Pick<Observed, 'backlogDecided'>,
): Promise<Finding> {
  const rows = await sql<{ id: string; outcome: string | null }[]>`
    select id, outcome from task where id = any(${sent.map(({ task }) => task)}::text[])`
  const stored = new Map(rows.map(({ id, outcome }) => [id, outcome]))
  return {
    invariant: 'what officers decided of the backlog became of it',
    checked: sent.length,
    violations: sent.flatMap(({ task, outcome }) =>
      stored.get(task) === outcome
        ? []
        : [`${task} was decided ${outcome}, PostgreSQL says ${stored.get(task) ?? 'nothing'}`],
    ),
  }
}

/** How the backlog is kept in the evening. */
export interface KeptBacklog {
  /** Imported rows that stand for a dossier. */
  dossiers: number
  /** Of them, those whose workflow was started. */
  started: number
  /** Of them, those that ended in the course of the day: their time had run out, and the law says what that means. */
  ended: number
  /** Rows that became no dossier, each with its reason. */
  quarantined: number
}

export async function keptBacklog(sql: Querying, { batch }: Backlog): Promise<KeptBacklog> {
  const [row] = await sql<KeptBacklog[]>`
    select count(*)::int as dossiers, count(d.started_at)::int as started, count(d.ended_at)::int as ended,
      (select count(*)::int from import_quarantine where batch_id = ${batch.id}) as quarantined
    from import_row join dossier d on d.id = import_row.dossier_id where batch_id = ${batch.id}`
  return row ?? { dossiers: 0, started: 0, ended: 0, quarantined: 0 }
}

interface Counted {
  batch: Pick<ImportBatch, 'rowsIn' | 'created' | 'alreadyThere' | 'updated' | 'quarantined'>
  rows: number
}

/** Each row of the file is created, already there, updated or quarantined, and stands as counted. Pure. */
export function backlogCounted({ batch, rows }: Counted, kept: KeptBacklog): Finding {
  const { rowsIn, created, alreadyThere, updated, quarantined } = batch
  const counted = created + alreadyThere + updated + quarantined
  return {
    invariant: 'every row of the backlog is counted once and kept',
    checked: rows,
    violations: [
      ...(rowsIn === rows ? [] : [`the file has ${rows} rows, ${rowsIn} were read`]),
      ...(counted === rowsIn ? [] : [`${rowsIn} rows were read and ${counted} are counted`]),
      ...(kept.dossiers === created
        ? []
        : [`${created} dossiers were created and ${kept.dossiers} are there`]),
      ...(kept.quarantined === quarantined
        ? []
        : [`${quarantined} rows were quarantined and ${kept.quarantined} say why`]),
    ],
  }
}

export const describeBacklog = ({ batch }: Pick<Counted, 'batch'>): string => {
  const { rowsIn, created, alreadyThere, updated, quarantined } = batch
  return `${rowsIn} rows of the old districts = ${created} created + ${alreadyThere} already there + ${updated} updated + ${quarantined} quarantined`
}

export const describeKept = (
  { dossiers, started, ended }: KeptBacklog,
  { backlogPlaced, backlogDecided }: Pick<Observed, 'backlogPlaced' | 'backlogDecided'>,
): string =>
  `${started} of ${dossiers} imported dossiers were started beside the day's own, ${backlogPlaced} were placed, officers decided ${backlogDecided.length} tasks of them, ${ended} have ended`
