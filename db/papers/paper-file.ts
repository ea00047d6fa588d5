/** Versions of the files of papers: a row for each, written when its file is in the store. */

import {
  mostBytesOfDossier,
  mostFilesOfDossier,
  type PaperFileType,
} from '../../domain/dossier/paper-file.ts'
import { DomainError } from '../../domain/errors.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { isUniqueViolation } from '../sql-error.ts'
import { typedRows } from '../statement.ts'

export interface NewPaperFile {
  id: string
  caller: string
  key: string
  bodyHash: Uint8Array
  dossierId: string
  /** The paper, by its key in the procedure, and which of its files. */
  kind: string
  part: number
  storeKey: string
  type: PaperFileType
  sizeBytes: number
  sha256: Uint8Array
  name: { cipher: Uint8Array; keyId: string }
  addedBy: string
  unitId: string | null
  /** Legal instant, ms. */
  at: number
}

/** A version, with its name still sealed. */
export interface PaperFileRow {
  id: string
  dossierId: string
  kind: string
  part: number
  version: number
  storeKey: string
  type: PaperFileType
  sizeBytes: number
  sha256: Uint8Array
  nameCipher: Uint8Array | null
  nameKeyId: string | null
  addedBy: string
  unitId: string | null
  addedAt: number
  erasedAt: number | null
}

const columns = (sql: Querying) => sql`
  id, dossier_id as "dossierId", kind, part, version, store_key as "storeKey", type, size_bytes as "sizeBytes", sha256,
  name_cipher as "nameCipher", name_key_id as "nameKeyId", added_by as "addedBy", unit_id as "unitId",
  epoch_ms(added_at) as "addedAt", epoch_ms(erased_at) as "erasedAt"`

/**
 * The next version of a file, and a line in the journal: ids and hash, no name. The file must be in the store by now.
 * The same key with the same body gives the version kept first.
 * @throws {DomainError} `keyReused`, `dossierClosed`, `tooManyFiles`: no row was written
 */
export async function keepPaperFile(
  { sql }: Pick<Database, 'sql'>,
  file: NewPaperFile,
): Promise<{ row: PaperFileRow; repeated: boolean }> {
  try {
    return await transaction(sql, (tx) => write(tx, file))
  } catch (error) {
    // Under one key two dossiers at once: the other was faster.
    if (isUniqueViolation(error, 'paper_file_key')) throw new DomainError('keyReused')
    throw error
  }
}

async function write(tx: Querying, file: NewPaperFile): Promise<{ row: PaperFileRow; repeated: boolean }> {
  // The lock numbers versions in turn, and refuses a file while the dossier is being closed.
  const [dossier] = await typedRows(tx, 'papers.lockDossier')`
    select status from dossier where id = ${file.dossierId} for no key update`
  const before = await findPaperFile(tx, file)
  if (before !== null) return { row: before, repeated: true }
  if (dossier?.status === 'closed') throw new DomainError('dossierClosed')
  await requireRoom(tx, file.dossierId, file.sizeBytes)
  const journalled = {
    ...{ paper: file.kind, part: file.part, file: file.id, type: file.type, bytes: file.sizeBytes },
    sha256: Buffer.from(file.sha256).toString('hex'),
  }
  const [row] = await typedRows(tx, 'papers.insertFile')`
    with kept as (
      insert into paper_file (id, caller, key, body_hash, dossier_id, kind, part, version, store_key, type, size_bytes, sha256,
        name_cipher, name_key_id, added_by, unit_id, added_at)
      select ${file.id}, ${file.caller}, ${file.key}, ${Buffer.from(file.bodyHash)}, ${file.dossierId}, ${file.kind}, ${file.part},
        coalesce(max(version), 0) + 1, ${file.storeKey}, ${file.type}, ${file.sizeBytes}, ${Buffer.from(file.sha256)},
        ${Buffer.from(file.name.cipher)}, ${file.name.keyId}, ${file.addedBy}, ${file.unitId}, instant(${file.at})
      from paper_file where dossier_id = ${file.dossierId} and kind = ${file.kind} and part = ${file.part}
      returning *),
    journalled as (
      insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
      select dossier_id, 'paperKept', added_by, unit_id,
        ${JSON.stringify(journalled)}::jsonb || jsonb_build_object('version', version), added_at from kept)
    select ${columns(tx)} from kept`
  if (row === undefined) throw new Error(`version ${file.id} was not written; send it again`)
  return { row, repeated: false }
}

/** @throws {DomainError} `tooManyFiles` where the dossier would hold more than it may */
export async function requireRoom(sql: Querying, dossierId: string, sizeBytes: number): Promise<void> {
  const [held] = await typedRows(sql, 'papers.requireRoom')`
    select count(*)::int as files, coalesce(sum(size_bytes), 0)::float8 as bytes
    from paper_file where dossier_id = ${dossierId} and erased_at is null`
  if (held === undefined) return
  if (held.files >= mostFilesOfDossier || held.bytes + sizeBytes > mostBytesOfDossier) {
    throw new DomainError('tooManyFiles')
  }
}

/** The version kept under a caller's key. @throws {DomainError} `keyReused` when the key was used for another body */
export async function findPaperFile(
  sql: Querying,
  { caller, key, bodyHash }: Pick<NewPaperFile, 'caller' | 'key' | 'bodyHash'>,
): Promise<PaperFileRow | null> {
  const [row] = await typedRows(sql, 'papers.findPaperFile')`
    select ${columns(sql)}, body_hash = ${Buffer.from(bodyHash)} as same from paper_file
    where caller = ${caller} and key = ${key}`
  if (row !== undefined && !row.same) throw new DomainError('keyReused', { id: row.id })
  return row ?? null
}

/** Whether the caller has used the key for a file; with what body is judged when the body has come. */
export async function isPaperKeyUsed(sql: Querying, caller: string, key: string): Promise<boolean> {
  const [row] = await sql`select 1 from paper_file where caller = ${caller} and key = ${key}`
  return row !== undefined
}

export async function readPaperFile(sql: Querying, id: string): Promise<PaperFileRow | null> {
  const [row] = await typedRows(
    sql,
    'papers.readPaperFile',
  )`select ${columns(sql)} from paper_file where id = ${id}`
  return row ?? null
}

/** Every version of every file of a dossier, the newest of a file first. */
export async function filesOfDossier(sql: Querying, dossierId: string): Promise<readonly PaperFileRow[]> {
  return await typedRows(sql, 'papers.filesOfDossier')`
    select ${columns(sql)} from paper_file where dossier_id = ${dossierId} order by kind, part, version desc`
}

/** The next rows by id, for a scan of all of them. */
export async function filesAfter(
  sql: Querying,
  after: string,
  limit: number,
): Promise<readonly Pick<PaperFileRow, 'id' | 'dossierId' | 'storeKey' | 'sizeBytes' | 'sha256'>[]> {
  return await typedRows(sql, 'papers.filesAfter')`
    select id, dossier_id as "dossierId", store_key as "storeKey", size_bytes as "sizeBytes", sha256
    from paper_file where id > ${after} and erased_at is null order by id limit ${limit}`
}

/** Of these keys of the store, those that no row names: never committed, or erased. */
export async function keysWithoutRow(sql: Querying, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'papers.keysWithoutRow')`
    select given.key from unnest(${[...keys]}::text[]) as given (key)
    where not exists (select 1 from paper_file where store_key = given.key and erased_at is null)`
  return rows.map(({ key }) => key)
}

/**
 * Erases a file by its row: name and content go, hash and journal stay. The store is emptied by who calls, afterwards, so
 * that no row ever points to what is not there.
 * @param basis the decision or article, journalled: no names in it
 * @returns the key in the store; null where there is no such version, or it is erased already
 */
export async function erasePaperFile(
  { sql }: Pick<Database, 'sql'>,
  erasing: { id: string; by: string; basis: string; at: number },
): Promise<string | null> {
  const { id, by, basis, at } = erasing
  const [row] = await typedRows(sql, 'papers.erasePaperFile')`
    with erased as (
      update paper_file set erased_at = instant(${at}), name_cipher = null, name_key_id = null
      where id = ${id} and erased_at is null returning *),
    journalled as (
      insert into journal (dossier_id, kind, actor_id, payload, valid_at)
      select dossier_id, 'paperErased', ${by}, ${JSON.stringify({ file: id, basis })}::jsonb, instant(${at}) from erased)
    select store_key as "storeKey" from erased`
  return row?.storeKey ?? null
}
