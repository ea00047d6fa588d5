/** A run over one file: found again under its key, so that what was killed goes on where it stood. */
import type postgres from 'postgres'
import type { ImportStatus, QuarantineReason } from '../../domain/dossier/imports.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { Querying } from '../database.ts'
import { newId } from '../new-id.ts'
import { typedRows } from '../statement.ts'

/** Instants in ms. */
export interface ImportBatch {
  id: string
  source: string
  key: string
  asOf: number
  status: ImportStatus
  rowsIn: number
  created: number
  alreadyThere: number
  updated: number
  quarantined: number
  beganAt: number
  endedAt: number | null
}

export interface NewBatch {
  source: string
  caller: string
  key: string
  /** When the other system was read, ms; when the run began where left out. */
  asOf?: number
  at: number
}

/** Whether this connection is now the only one that imports from a source; kept until it closes or gives it back. */
export async function lockSource(sql: Querying, source: string): Promise<boolean> {
  const [row] = await typedRows(sql, 'imports.lockSource')`
    select pg_try_advisory_lock(hashtext('thong-suot import'), hashtext(${source})) as mine`
  return row?.mine ?? false
}

export async function unlockSource(sql: Querying, source: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtext('thong-suot import'), hashtext(${source}))`
}

/**
 * Begins a run, or goes on with the one of this key that was broken off. Another file's run of the same source that was broken
 * off is abandoned: what it did stays, and the rest of its file is not read any more. Called under `lockSource`.
 * @throws {DomainError} `keyReused` where the key stands for another source or another instant
 */
export async function beginBatch(sql: Querying, batch: NewBatch): Promise<ImportBatch> {
  const { source, caller, key, asOf, at } = batch
  const [running] = await findBatches(sql, sql`caller = ${caller} and key = ${key} and status = 'running'`)
  if (running !== undefined) {
    if (running.source === source && (asOf === undefined || running.asOf === asOf)) return running
    throw new DomainError('keyReused', { id: running.id })
  }
  await sql`
    update import_batch set status = 'abandoned', ended_at = instant(${at}) where source = ${source} and status = 'running'`
  const id = newId()
  await sql`
    insert into import_batch (id, source, caller, key, as_of, began_at)
    values (${id}, ${source}, ${caller}, ${key}, instant(${asOf ?? at}), instant(${at}))`
  const begun = await readBatch(sql, id)
  if (begun === null) throw new Error(`The import ${id} was not kept`)
  return begun
}

export async function readBatch(sql: Querying, id: string): Promise<ImportBatch | null> {
  const [batch] = await findBatches(sql, sql`id = ${id}`)
  return batch ?? null
}

/** The latest run of a caller's key that has ended; null where there is none. */
export async function completeBatch(
  sql: Querying,
  { caller, key }: { caller: string; key: string },
): Promise<ImportBatch | null> {
  const [batch] = await findBatches(sql, sql`caller = ${caller} and key = ${key} and status = 'complete'`)
  return batch ?? null
}

const findBatches = (sql: Querying, where: postgres.PendingQuery<postgres.Row[]>) => typedRows(
  sql,
  'imports.batches',
)`
  select id, source, key, epoch_ms(as_of) as "asOf", status, rows_in as "rowsIn", created, already_there as "alreadyThere",
    updated, quarantined, epoch_ms(began_at) as "beganAt", epoch_ms(ended_at) as "endedAt"
  from import_batch where ${where} order by began_at desc limit 1`

/** @param ended.fileHash keyed hash of all its bytes; null where they are no file */
export async function endBatch(
  sql: Querying,
  id: string,
  { at, fileHash }: { at: number; fileHash: Uint8Array | null },
): Promise<void> {
  const hash = fileHash === null ? null : Buffer.from(fileHash)
  await sql`
    update import_batch set status = 'complete', ended_at = instant(${at}), file_hash = ${hash}
    where id = ${id} and status = 'running'`
}

/** Keyed hashes of the rows that are counted, and of the whole file of a run that has ended. */
export async function hashesOfBatch(
  sql: Querying,
  id: string,
): Promise<{ rowsHash: Uint8Array | null; fileHash: Uint8Array | null }> {
  const [hashes] = await typedRows(sql, 'imports.hashesOfBatch')`
    select rows_hash as "rowsHash", file_hash as "fileHash" from import_batch where id = ${id}`
  return hashes ?? { rowsHash: null, fileHash: null }
}

/** @throws {DomainError} `invalidInput` of an export that is said to be read later than the database's clock says it is */
export async function refuseTimeToCome(sql: Querying, asOf: number): Promise<void> {
  const [clock] = await typedRows(sql, 'imports.timeToCome')`
    select instant(${asOf}) > recording_clock() as "toCome"`
  if (clock?.toCome === true)
    throw wrongField('/querystring/asOf', 'is to come: give the instant at which the other system was read')
}

export interface QuarantinedRow {
  line: number
  oldCode: string | null
  reason: QuarantineReason
  columns: readonly string[]
}

/** Rows that became no dossier, by their line, after one of them. */
export async function readQuarantine(
  sql: Querying,
  batchId: string,
  { afterLine, limit }: { afterLine: number; limit: number },
): Promise<readonly QuarantinedRow[]> {
  return await typedRows(sql, 'imports.quarantined')`
    select line, old_code as "oldCode", reason, columns from import_quarantine
    where batch_id = ${batchId} and line > ${afterLine} order by line limit ${limit}`
}

/** How many rows stand in quarantine by reason, and how many dossiers have a slip that disagrees with the row's own days. */
export async function readBatchFigures(
  sql: Querying,
  batchId: string,
): Promise<{ reasons: readonly { reason: QuarantineReason; rows: number }[]; dueDisagrees: number }> {
  const [reasons, [marked]] = await Promise.all([
    typedRows(sql, 'imports.reasons')`
      select reason, count(*)::int as rows from import_quarantine where batch_id = ${batchId} group by reason order by reason`,
    typedRows(sql, 'imports.dueDisagrees')`
      select count(*)::int as rows from import_row where batch_id = ${batchId} and due_disagrees`,
  ])
  return { reasons, dueDisagrees: marked?.rows ?? 0 }
}
