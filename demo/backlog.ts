/** What the old districts had open, taken over from their own software before the day begins. */
import { vaultOf } from '../bin/process/vault-of.ts'
import type { Querying } from '../db/database.ts'
import type { ImportBatch } from '../db/imports/batches.ts'
import { backlogAsOf, backlogRows, backlogSource } from '../harness/backlog.ts'
import type { Finding } from '../harness/checker.ts'
import { importBacklog } from '../imports/import-backlog.ts'
import { loadSourceMapping } from '../imports/source-mapping.ts'
import type { Registry } from '../procedures/registry/registry.ts'
import type { City } from './city.ts'

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
  { database, dataDir, vaultKeys }: City,
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
  return { batch, rows, dossiers: new Set(await importedDossiers(database.sql)) }
}

async function importedDossiers(sql: Querying): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`select dossier_id as id from import_row`
  return rows.map(({ id }) => id)
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

export const describeKept = ({ dossiers, started, ended }: KeptBacklog, placed: number): string =>
  `${started} of ${dossiers} imported dossiers were started beside the day's own, ${placed} were placed, ${ended} have ended`
