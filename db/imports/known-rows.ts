import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** What stands here for rows of a source. */
export interface KnownRow {
  oldCode: string
  dossierId: string
  batchId: string
  rowHash: Uint8Array
  identityHash: Uint8Array
}

export interface Known {
  rows: ReadonlyMap<string, KnownRow>
  /** Codes of the source that stand for a dossier which no import made. */
  taken: ReadonlySet<string>
  /** Codes that a dossier here has already. */
  used: ReadonlySet<string>
}

/** All that is known of these codes of a source, in one trip. */
export async function knownRows(sql: Querying, source: string, codes: readonly string[]): Promise<Known> {
  const [rows, others, used] = await Promise.all([
    typedRows(sql, 'imports.knownRows')`
      select old_code as "oldCode", dossier_id as "dossierId", batch_id as "batchId", row_hash as "rowHash",
        identity_hash as "identityHash"
      from import_row where source = ${source} and old_code = any (${[...codes]}::text[])`,
    typedRows(sql, 'imports.otherCodes')`
      select code from external_code where system = ${source} and code = any (${[...codes]}::text[])`,
    typedRows(sql, 'imports.usedCodes')`select code from dossier where code = any (${[...codes]}::text[])`,
  ])
  const known = new Map(rows.map((row) => [row.oldCode, row]))
  return {
    rows: known,
    taken: new Set(others.map(({ code }) => code).filter((code) => !known.has(code))),
    used: new Set(used.map(({ code }) => code)),
  }
}
