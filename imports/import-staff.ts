/** Takes officers, accounts and mandates over from a staff list. */
import { type Elapsed, elapsedSince } from '../db/connection/elapsed.ts'
import { transaction } from '../db/connection/transaction.ts'
import type { Database, Querying } from '../db/database.ts'
import type { Vault } from '../db/identity/identity-vault.ts'
import {
  beginBatch,
  endBatch,
  type ImportBatch,
  lockSource,
  readBatch,
  unlockSource,
} from '../db/imports/batches.ts'
import { judgeStage } from '../db/imports/judge-staff.ts'
import {
  applyStage,
  clearStage,
  countStage,
  quarantineUnread,
  type StaffFigures,
  type StagedRow,
  stageRows,
  type UnreadRow,
} from '../db/imports/staff.ts'
import { commitMs } from '../db/reorganisations/enactment/instant-to-come.ts'
import { armedEnactment, refuseWhileArmed } from '../db/reorganisations/enactment/steps.ts'
import type { Transaction } from '../db/statement.ts'
import { beginChange } from '../db/territory/reference-change.ts'
import { DomainError } from '../domain/errors.ts'
import type { RawRow } from './import-row.ts'
import { readStaffRow, rowKeyOf, type StaffRow } from './staff-row.ts'

export interface StaffImport {
  /** The system or office whose list it is. */
  source: string
  caller: string
  key: string
  /** Instant in ms. */
  at: number
  rows: AsyncIterable<RawRow | null> | Iterable<RawRow | null>
  /** Turns the identity number of a row into its look-up value: no number is written. Only a list without numbers needs none. */
  vault?: Pick<Vault, 'lookup'>
  /** Says what would be done and does nothing. */
  preview?: boolean
  progress?: (rowsIn: number) => void
}

export interface StaffReport {
  batch: ImportBatch
  figures: StaffFigures
}

const rowsAtOnce = 1_000

type ImportDatabase = Pick<Database, 'sql' | 'reserve'>

/**
 * Imports a staff list. Rows are staged and judged first; the change of reference data is open for the last statements alone. Again with
 * the same file it changes nothing, and after a kill it begins again: nothing is written before the end.
 * @throws {DomainError} `importRunning` where another process imports from the source, `keyReused`
 */
export async function importStaff(database: ImportDatabase, asked: StaffImport): Promise<StaffReport> {
  if (asked.preview !== true) return await locked(database, asked)
  // Rows may come over a slow line, and PostgreSQL ends a transaction that waits for them.
  const rows: (RawRow | null)[] = []
  for await (const row of asked.rows) rows.push(row)
  let report: StaffReport | undefined
  try {
    await transaction(database.sql, async (tx) => {
      const batch = await staged(tx, { ...asked, rows })
      await judged(tx, batch, asked)
      const figures = await countStage(tx, batch.id)
      report = { batch: { ...batch, ...totalsOf(figures) }, figures }
      throw new PreviewEnds()
    })
  } catch (error) {
    if (!(error instanceof PreviewEnds)) throw error
  }
  if (report === undefined) throw new Error('the preview gave no figures')
  return report
}

/** Takes back what a preview wrote. */
class PreviewEnds extends Error {}

async function locked(database: ImportDatabase, asked: StaffImport): Promise<StaffReport> {
  const calledAt = performance.now()
  return await database.reserve(async (own) => {
    const elapsed = await elapsedSince(own, calledAt)
    if (!(await lockSource(own, sourceOf(asked)))) throw new DomainError('importRunning')
    try {
      const batch = await staged(database.sql, asked)
      await transaction(database.sql, (tx) => judged(tx, batch, asked))
      return await transaction(database.sql, (tx) => applied(tx, batch, asked, elapsed))
    } finally {
      await unlockSource(own, sourceOf(asked))
    }
  })
}

/** The backlog of a system and its staff are two imports. */
const sourceOf = ({ source }: StaffImport): string => `staff/${source}`

async function staged(sql: Querying, asked: StaffImport): Promise<ImportBatch> {
  const { source, caller, key, at, rows, vault, progress } = asked
  const batch = await beginBatch(sql, { source: sourceOf(asked), caller, key, at })
  await clearStage(sql, batch.id)
  let line = 0
  let read: StagedRow[] = []
  const unread: UnreadRow[] = []
  for await (const raw of rows) {
    line += 1
    const found = readStaffRow(raw)
    if ('row' in found) read.push({ line, source, ...withLookUp(found.row, vault) })
    else unread.push({ line, rowKey: rowKeyOf(raw), ...found })
    if (read.length < rowsAtOnce) continue
    await stageRows(sql, batch.id, read)
    read = []
    progress?.(line)
  }
  await stageRows(sql, batch.id, read)
  await quarantineUnread(sql, batch.id, unread)
  return batch
}

function withLookUp({ identityNumber, ...row }: StaffRow, vault: StaffImport['vault']) {
  if (identityNumber === undefined) return row
  if (vault === undefined) throw new TypeError('A list with identity numbers is imported with a vault')
  return { ...row, identity: Buffer.from(vault.lookup(identityNumber)).toString('base64') }
}

async function judged(tx: Transaction, { id }: ImportBatch, { source, at }: StaffImport): Promise<void> {
  await judgeStage(tx, { batchId: id, source, at }, await armedToCome(tx, at))
}

/** From when an armed reorganisation will be true, ms; null where none is to come. */
async function armedToCome(sql: Querying, at: number): Promise<number | null> {
  const effectiveAt = (await armedEnactment(sql))?.effectiveAt ?? null
  return effectiveAt !== null && effectiveAt > at ? effectiveAt : null
}

/**
 * Judged again under the lock: what was there a moment ago may have changed.
 * @throws {DomainError} `reorganisationArmed` where nothing but what waits for it would come in: its rows were approved as they follow from
 *   those that stand. From its instant to its end all of a list waits
 */
async function applied(
  tx: Transaction,
  batch: ImportBatch,
  { source, caller, at }: StaffImport,
  elapsed: Elapsed,
): Promise<StaffReport> {
  const run = { batchId: batch.id, source, at }
  let armedAt: number | null = null
  const before = await countStage(tx, batch.id)
  if (before.created + before.updated > 0) {
    await beginChange(tx, {
      kind: 'staff',
      actorId: caller,
      basis: `Nhập danh sách cán bộ ${source}, lần ${batch.id}`,
      effectiveAt: at,
    })
    armedAt = await armedToCome(tx, at + (await elapsed()))
    if (armedAt === null) await refuseWhileArmed(tx)
    await judgeStage(tx, run, armedAt)
  }
  const figures = await applyStage(tx, run)
  const waits = figures.reasons.some(({ reason }) => reason === 'waitsForReorganisation')
  if (waits && figures.created + figures.updated === 0) await refuseWhileArmed(tx)
  await clearStage(tx, batch.id)
  await endBatch(tx, batch.id, { at, fileHash: null })
  const ended = await readBatch(tx, batch.id)
  if (ended === null) throw new Error(`The import ${batch.id} was not kept`)
  // Its rows would be seen only after the instant with which they begin.
  if (armedAt !== null && at + (await elapsed()) + commitMs >= armedAt) await refuseWhileArmed(tx)
  return { batch: ended, figures }
}

const totalsOf = ({ created, alreadyThere, updated, quarantined }: StaffFigures) => ({
  ...{ created, alreadyThere, updated, quarantined },
  rowsIn: created + alreadyThere + updated + quarantined,
})
