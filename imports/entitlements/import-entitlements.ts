/** Takes entitlements over from the list of a district: row by row judged, batch by batch written, each row counted once. */
import { type FoundTwice, sameBenefitTwice } from '../../db/benefits/found-twice.ts'
import { correctListed, grantListed, type Listed } from '../../db/benefits/listed.ts'
import { transaction } from '../../db/connection/transaction.ts'
import type { Database } from '../../db/database.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import {
  beginBatch,
  endBatch,
  hashesOfBatch,
  type ImportBatch,
  lockSource,
  readBatch,
  refuseTimeToCome,
  unlockSource,
} from '../../db/imports/batches.ts'
import {
  catalogueOf,
  confirmEntitlementRows,
  isHeld,
  keepEntitlementRow,
  knownEntitlements,
} from '../../db/imports/entitlement-rows.ts'
import { countRows, type QuarantinedNow } from '../../db/imports/register-rows.ts'
import { readTerritory } from '../../db/imports/territory-rows.ts'
import type { Transaction } from '../../db/statement.ts'
import { monthOf } from '../../domain/benefits/month.ts'
import type { QuarantineReason } from '../../domain/dossier/imports.ts'
import { DomainError } from '../../domain/errors.ts'
import { OperatorError } from '../../domain/operator-error.ts'
import { localDate, startOfLocalDate } from '../../domain/time/local-day.ts'
import { loadPlacer } from '../../placement/load-placer.ts'
import type { RawRow } from '../import-row.ts'
import { inHalves } from '../in-halves.ts'
import { afterReceived } from '../judge-row.ts'
import { inBatches, type Line, RowsRead, rowHashKey } from '../rows-read.ts'
import { territoryOf } from '../territory-then.ts'
import { type EntitlementRow, entitlementRows, identityHashOf } from './entitlement-row.ts'
import { Catalogue, type JudgingEntitlements, judgeEntitlement } from './judge-entitlement.ts'

export interface EntitlementImport {
  /** The district or office whose list it is. */
  source: string
  caller: string
  /** Names the file: what was killed goes on under the same key. */
  key: string
  /** When the other system was read, ms; when the run began where left out. */
  asOf?: number
  rows: AsyncIterable<RawRow | null>
  /** Keyed hash of the file, once its rows are read: who sends another under the same key gets keyReused. */
  fileHash?: () => Promise<Uint8Array>
  /** Rows that are one transaction. @defaultValue 200 */
  rowsAtOnce?: number
  /** Called after each batch. */
  progress?: (batch: ImportBatch) => void
}

export interface EntitlementReport {
  batch: ImportBatch
  /** Persons, of whatever list, who are now owed one monthly benefit twice on different grounds: to be looked at before they are paid. */
  foundTwice: readonly FoundTwice[]
}

export interface EntitlementImportDeps {
  database: Pick<Database, 'sql' | 'reserve'>
  vault: Vault
  /** Instant in ms. */
  now: () => number
}

const rowsAtOnceByDefault = 200

/** The backlog of a system, its staff and its entitlements are three imports. */
export const sourceOfEntitlements = (source: string): string => `entitlements/${source}`

/**
 * Imports a list, or goes on with it after its process was killed. Again with the same file it changes nothing; a corrected row is brought in
 * by facts. Every row that was read is created, already there, updated or quarantined; the database holds the sum to that.
 * @throws {DomainError} `importRunning` where another process imports from the source, `keyReused`
 */
export async function importEntitlements(
  deps: EntitlementImportDeps,
  asked: EntitlementImport,
): Promise<EntitlementReport> {
  const { database, vault, now } = deps
  const source = sourceOfEntitlements(asked.source)
  return await database.reserve(async (own) => {
    if (!(await lockSource(own, source))) throw new DomainError('importRunning')
    try {
      if (asked.asOf !== undefined) await refuseTimeToCome(database.sql, asked.asOf)
      const begun = await beginBatch(database.sql, { ...asked, source, at: now() })
      const key = rowHashKey(vault, source)
      const { rowsHash } = await hashesOfBatch(database.sql, begun.id)
      const file = new RowsRead(key, { id: begun.id, rowsIn: begun.rowsIn, rowsHash }, entitlementRows)
      const importer = new EntitlementImporter(deps, await judgingOf(deps, asked.source), begun, key)
      for await (const rows of inBatches(asked.rows, asked.rowsAtOnce ?? rowsAtOnceByDefault)) {
        const lines = file.notCounted(rows)
        if (lines.length === 0) continue
        await inHalves(lines, (some, refused) => importer.take(some, refused))
        asked.progress?.(await importer.counted())
      }
      file.end()
      await endBatch(database.sql, begun.id, { at: now(), fileHash: (await asked.fileHash?.()) ?? null })
      const month = monthOf(localDate(now()))
      const foundTwice = await sameBenefitTwice(database.sql, { month, scope: {} })
      return { batch: await importer.counted(), foundTwice }
    } finally {
      await unlockSource(own, source)
    }
  })
}

async function judgingOf({ database }: EntitlementImportDeps, source: string): Promise<JudgingEntitlements> {
  const [rows, placer, catalogue] = await Promise.all([
    readTerritory(database.sql, startOfLocalDate(afterReceived)),
    loadPlacer(),
    catalogueOf(database.sql),
  ])
  return { territory: territoryOf(rows, placer), catalogue: new Catalogue(catalogue), source }
}

/** What becomes of a row. */
type Became =
  | 'created'
  | 'alreadyThere'
  | 'updated'
  | { reason: QuarantineReason; columns: readonly string[] }

const keptOut = (reason: QuarantineReason, columns: readonly string[] = []): Became => ({ reason, columns })

class EntitlementImporter {
  constructor(
    private readonly deps: EntitlementImportDeps,
    private readonly judging: JudgingEntitlements,
    private readonly batch: ImportBatch,
    private readonly hashKey: Uint8Array,
  ) {}

  async counted(): Promise<ImportBatch> {
    const batch = await readBatch(this.deps.database.sql, this.batch.id)
    if (batch === null) throw new OperatorError(`The import ${this.batch.id} is not in this database`)
    return batch
  }

  async take(lines: readonly Line<EntitlementRow>[], refused?: QuarantineReason): Promise<void> {
    await transaction(this.deps.database.sql, async (tx) => {
      const counts = { created: 0, alreadyThere: 0, updated: 0, quarantined: 0 }
      const quarantined: QuarantinedNow[] = []
      for (const line of lines) {
        const became = refused === undefined ? await this.#write(tx, line) : keptOut(refused)
        if (typeof became === 'string') counts[became] += 1
        else {
          counts.quarantined += 1
          quarantined.push({ line: line.line, oldCode: line.oldCode, ...became })
        }
      }
      await countRows(tx, { batchId: this.batch.id, rowsHash: lines.at(-1)?.rowsHash }, counts, quarantined)
    })
  }

  async #write(tx: Transaction, { line, read, differs }: Line<EntitlementRow>): Promise<Became> {
    if (differs) return keptOut('twiceInFile')
    if ('reason' in read) return read
    const { row } = read
    const judged = judgeEntitlement(row, this.judging)
    if ('reason' in judged) return judged
    const { source, asOf, id: batchId } = this.batch
    const rowHash = entitlementRows.hash(this.hashKey, row)
    const identityHash = identityHashOf(this.hashKey, { ...row, benefit: judged.listed.benefit })
    const kept = { source, code: row.code, batchId, line, rowHash, identityHash, asOf }
    const before = (await knownEntitlements(tx, source, [row.code])).get(row.code)
    if (before === undefined) {
      const entitlementId = await this.#create(tx, judged.listed)
      if (entitlementId === null) return keptOut('listedTwice')
      await keepEntitlementRow(tx, { ...kept, entitlementId })
      return 'created'
    }
    if (rowHash.equals(before.rowHash)) {
      await confirmEntitlementRows(tx, { source, asOf, codes: [row.code] })
      return 'alreadyThere'
    }
    if (!identityHash.equals(before.identityHash)) return keptOut('otherPerson')
    if (asOf < before.asOf) return keptOut('olderExport')
    const { entitlementId } = before
    const changed = await correctListed(tx, this.deps.vault, entitlementId, judged.listed)
    await keepEntitlementRow(tx, { ...kept, entitlementId })
    return changed ? 'updated' : 'alreadyThere'
  }

  /** Null where the person has it already, from another row or list. */
  async #create(tx: Transaction, listed: Listed): Promise<string | null> {
    const { vault } = this.deps
    const lookup = vault.lookup(listed.person.identityNumber)
    return (await isHeld(tx, { ...listed, lookup })) ? null : await grantListed(tx, vault, listed)
  }
}
