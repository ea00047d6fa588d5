import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** What stands here for rows of a source. */
export interface KnownRow {
  oldCode: string
  dossierId: string
  batchId: string
  rowHash: Uint8Array
  identityHash: Uint8Array
  /** When the other system was last read with this row, ms. */
  asOf: number
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
        identity_hash as "identityHash", epoch_ms(as_of) as "asOf"
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

/** Rows that a later export says again, word for word: an export between the two is older than what is known. @param rows.asOf ms */
export async function confirmRows(
  sql: Querying,
  { source, asOf, oldCodes }: { source: string; asOf: number; oldCodes: readonly string[] },
): Promise<void> {
  if (oldCodes.length === 0) return
  await sql`
    update import_row set as_of = instant(${asOf})
    where source = ${source} and old_code = any (${[...oldCodes]}::text[]) and as_of < instant(${asOf})`
}
