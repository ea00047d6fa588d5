/** Takes the open dossiers of another system over: row by row judged, batch by batch written, each row counted once. */

import { transaction } from '../db/connection/transaction.ts'
import type { Database, Querying } from '../db/database.ts'
import { savePlan } from '../db/editions/save-plan.ts'
import type { Vault } from '../db/identity/identity-vault.ts'
import { AnalyzePoints, analyzeBacklog, analyzeUnknown } from '../db/imports/analyze-backlog.ts'
import {
  beginBatch,
  endBatch,
  hashesOfBatch,
  type ImportBatch,
  lockSource,
  readBatch,
  refuseTimeToCome,
  unlockSource,
} from '../db/imports/batches.ts'
import { giveCodes } from '../db/imports/give-codes.ts'
import { confirmRows, type Known, knownRows } from '../db/imports/known-rows.ts'
import { countRows, type QuarantinedNow, registerDossiers } from '../db/imports/register-rows.ts'
import { type NotReplaced, replaceRow } from '../db/imports/replace-row.ts'
import { readTerritory } from '../db/imports/territory-rows.ts'
import { currentCalendar } from '../db/time/published-calendar.ts'
import { parseDossierCode } from '../domain/dossier/dossier-code.ts'
import type { QuarantineReason } from '../domain/dossier/imports.ts'
import { DomainError } from '../domain/errors.ts'
import { OperatorError } from '../domain/operator-error.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import { localDate, startOfLocalDate } from '../domain/time/local-day.ts'
import { loadPlacer } from '../placement/load-placer.ts'
import type { Registry } from '../procedures/registry/registry.ts'
import { type ImportRow, oldCodeOf, type RawRow, readRow } from './import-row.ts'
import { inHalves } from './in-halves.ts'
import { afterReceived, hashesOf, type JudgedRow, type Judging, judgeRow } from './judge-row.ts'
import { dueOf, registeredOf } from './registered-dossier.ts'
import { inBatches, type Line, type RowReader, RowsRead, rowHashKey } from './rows-read.ts'
import type { SourceMapping } from './source-mapping.ts'
import { territoryOf } from './territory-then.ts'

export interface ImportDeps {
  database: Pick<Database, 'sql' | 'reserve'>
  vault: Vault
  registry: Registry
  /** Instant in ms. */
  now: () => number
}

export interface Import {
  mapping: SourceMapping
  /** Who asked, and the key under which the file is found again. */
  caller: string
  key: string
  /** When the other system was read, ms. */
  asOf: number
  /** The rows of the file from its first on, also where a part of it is done already; null for one that cannot be read. */
  rows: AsyncIterable<RawRow | null>
  /** Keyed hash of the file, once its rows are read: who sends another under the same key gets keyReused. */
  fileHash?: () => Promise<Uint8Array>
  /** Rows that are one transaction. @defaultValue 500 */
  rowsAtOnce?: number
  /** Called after each batch. */
  progress?: (batch: ImportBatch) => void
}

/** So many rows are one transaction: large enough that a trip costs little, short enough that nobody waits behind it. */
const rowsAtOnceByDefault = 500

/**
 * Imports a file, or goes on with it after its process was killed. Again with the same file it changes nothing. Every row that was
 * read is created, already there, updated or quarantined; the database holds the sum to that.
 * @throws {DomainError} `importRunning` where another process imports from the source, `keyReused`
 */
export async function importBacklog(deps: ImportDeps, asked: Import): Promise<ImportBatch> {
  const { database, now } = deps
  const { source } = asked.mapping
  return await database.reserve(async (own) => {
    if (!(await lockSource(own, source))) throw new DomainError('importRunning')
    try {
      await refuseTimeToCome(database.sql, asked.asOf)
      const batch = await beginBatch(database.sql, { ...asked, source, at: now() })
      const key = rowHashKey(deps.vault, source)
      await analyzeUnknown(database.sql)
      const importer = await prepare(deps, asked, batch, key)
      const { rowsHash } = await hashesOfBatch(database.sql, batch.id)
      const file = new RowsRead(key, { id: batch.id, rowsIn: batch.rowsIn, rowsHash }, backlogRows)
      const points = new AnalyzePoints()
      for await (const rows of inBatches(asked.rows, asked.rowsAtOnce ?? rowsAtOnceByDefault)) {
        const lines = file.notCounted(rows)
        if (lines.length === 0) continue
        await importer.take(lines)
        if (points.written(lines.length)) await analyzeBacklog(database.sql)
        if (asked.progress !== undefined) asked.progress(await found(database.sql, batch.id))
      }
      file.end()
      const counted = await found(database.sql, batch.id)
      if (counted.rowsIn !== file.count)
        throw new OperatorError(
          `The import ${batch.id} read ${file.count} rows and counted ${counted.rowsIn}`,
        )
      if (points.ended()) await analyzeBacklog(database.sql)
      await endBatch(database.sql, batch.id, { at: now(), fileHash: (await asked.fileHash?.()) ?? null })
      return await found(database.sql, batch.id)
    } finally {
      await unlockSource(own, source)
    }
  })
}

async function found(sql: Querying, id: string): Promise<ImportBatch> {
  const batch = await readBatch(sql, id)
  if (batch === null) throw new OperatorError(`The import ${id} is not in this database`)
  return batch
}

interface Read {
  line: number
  judged: JudgedRow
  rowHash: Buffer
  identityHash: Buffer
}

const backlogRows: RowReader<ImportRow> = {
  read: readRow,
  codeOf: oldCodeOf,
  hash: (key, row) => hashesOf(key, row).rowHash,
}

async function prepare(
  deps: ImportDeps,
  { mapping, asOf }: Import,
  batch: ImportBatch,
  key: Uint8Array,
): Promise<Importer> {
  const { database, registry } = deps
  const [rows, placer, calendar] = await Promise.all([
    readTerritory(database.sql, startOfLocalDate(afterReceived)),
    loadPlacer(),
    currentCalendar(database.sql, asOf),
  ])
  const judging: Judging = { registry, mapping, territory: territoryOf(rows, placer), asOf }
  return new Importer(deps, judging, calendar, batch, key)
}

class Importer {
  readonly #savedPlans = new Set<string>()

  constructor(
    private readonly deps: ImportDeps,
    private readonly judging: Judging,
    private readonly calendar: Calendar,
    private readonly batch: ImportBatch,
    private readonly hashKey: Uint8Array,
  ) {}

  /** One transaction; where a row cannot be written, halves of it, so that one row holds up no other. */
  async take(lines: readonly Line<ImportRow>[]): Promise<void> {
    await inHalves(lines, async (some, refused) => {
      const plans = await transaction(this.deps.database.sql, (tx) => this.#write(tx, some, refused))
      for (const hash of plans) this.#savedPlans.add(hash)
    })
  }

  async #write(
    tx: Querying,
    lines: readonly Line<ImportRow>[],
    refused?: QuarantineReason,
  ): Promise<readonly string[]> {
    const quarantined: QuarantinedNow[] = []
    const put = (
      line: number,
      oldCode: string | null,
      reason: QuarantineReason,
      columns: readonly string[] = [],
    ) => quarantined.push({ line, oldCode, reason, columns })
    const read = lines.flatMap((line) => {
      const judged = refused === undefined ? this.#judge(line) : { reason: refused, columns: [] }
      if ('judged' in judged) return [{ line: line.line, ...judged }]
      put(line.line, line.oldCode, judged.reason, judged.columns)
      return []
    })
    const known = await knownRows(
      tx,
      this.batch.source,
      read.map(({ judged }) => judged.oldCode),
    )
    const { create, replace, alreadyThere, readLater } = this.#sort(read, known, put)
    const plans = await this.#create(tx, create, known)
    let updated = 0
    for (const one of replace) {
      const not = await this.#replace(tx, one, known)
      if (not === null) updated += 1
      else put(one.line, one.judged.oldCode, not.reason, not.columns)
    }
    const { source, asOf } = this.batch
    await confirmRows(tx, { source, asOf, oldCodes: readLater })
    const counts = { created: create.length, alreadyThere, updated, quarantined: quarantined.length }
    await countRows(tx, { batchId: this.batch.id, rowsHash: lines.at(-1)?.rowsHash }, counts, quarantined)
    return plans
  }

  #judge({
    read,
    differs,
  }: Line<ImportRow>): Omit<Read, 'line'> | { reason: QuarantineReason; columns: readonly string[] } {
    if (differs) return { reason: 'twiceInFile', columns: [] }
    if ('reason' in read) return read
    const judgement = judgeRow(read.row, this.judging)
    return 'reason' in judgement ? judgement : { ...judgement, ...hashesOf(this.hashKey, read.row) }
  }

  /** What becomes of each row: a dossier, a replaced position, nothing, or quarantine. */
  #sort(
    read: readonly Read[],
    known: Known,
    put: (line: number, oldCode: string, reason: QuarantineReason) => void,
  ): {
    create: readonly Read[]
    replace: readonly Read[]
    alreadyThere: number
    /** Codes whose row says the same as one that was read earlier. */
    readLater: readonly string[]
  } {
    const create = new Map<string, Read>()
    const replace = new Map<string, Read>()
    const readLater: string[] = []
    let alreadyThere = 0
    for (const row of read) {
      const { oldCode } = row.judged
      const before = known.rows.get(oldCode)
      // Two rows of one file that are judged say the same.
      const inBatch = create.has(oldCode) || replace.has(oldCode)
      if (inBatch || (before !== undefined && row.rowHash.equals(before.rowHash))) {
        alreadyThere += 1
        if (before !== undefined && before.asOf < this.batch.asOf) readLater.push(oldCode)
      } else if (before === undefined) {
        if (known.taken.has(oldCode)) put(row.line, oldCode, 'codeTaken')
        else create.set(oldCode, row)
      } else if (!row.identityHash.equals(before.identityHash)) put(row.line, oldCode, 'otherDossier')
      else if (this.batch.asOf < before.asOf) put(row.line, oldCode, 'olderExport')
      else replace.set(oldCode, row)
    }
    return { create: [...create.values()], replace: [...replace.values()], alreadyThere, readLater }
  }

  /** @returns hashes of the plans that were saved with them */
  async #create(tx: Querying, rows: readonly Read[], known: Known): Promise<readonly string[]> {
    if (rows.length === 0) return []
    const fresh: string[] = []
    for (const { judged } of rows) {
      if (this.#savedPlans.has(judged.planHash) || fresh.includes(judged.planHash)) continue
      await savePlan(tx, judged)
      fresh.push(judged.planHash)
    }
    const keeps = ({ judged: { oldCode } }: Read) =>
      parseDossierCode(oldCode) !== null && !known.used.has(oldCode)
    const others = rows.filter((row) => !keeps(row))
    const wanted = others.map(({ judged }) => ({
      unitId: judged.receptionUnitId,
      receivedOn: localDate(judged.row.receivedAt),
    }))
    const brought = new Set(rows.filter(keeps).map(({ judged }) => judged.oldCode))
    const given = await giveCodes(tx, wanted, brought)
    const codes = new Map(others.map((row, i) => [row, given[i] ?? '']))
    const { vault, now } = this.deps
    const { source, id: batchId, asOf } = this.batch
    const registered = rows.map((row) =>
      registeredOf(
        { ...row, code: codes.get(row) ?? row.judged.oldCode, source },
        { vault, calendar: this.calendar },
      ),
    )
    await registerDossiers(tx, { source, batchId, asOf, at: now() }, registered)
    return fresh
  }

  async #replace(tx: Querying, row: Read, known: Known): Promise<NotReplaced | null> {
    const { judged, line, rowHash } = row
    const { oldCode, position, clock } = judged
    const dossierId = known.rows.get(oldCode)?.dossierId ?? ''
    const { source, id: batchId, asOf } = this.batch
    const content = registeredOf(
      { ...row, code: oldCode, source, dossierId },
      { vault: this.deps.vault, calendar: this.calendar },
    )
    const due = dueOf(this.calendar, clock)
    return await replaceRow(tx, this.calendar, {
      ...{ dossierId, source, oldCode, batchId, line, rowHash, position, clock, content, due, asOf },
    })
  }
}
