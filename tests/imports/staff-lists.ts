/** Staff lists of tests about reorganisations. */
import type { RawRow } from '../../imports/import-row.ts'
import { importStaff } from '../../imports/import-staff.ts'
import type { TestDatabase } from '../database.ts'
import { BEGINS } from '../db/reorganisations/ward-ends.ts'
import { rowsOf } from './rows.ts'

export const source = 'so-noi-vu'

export const rowOf = (rowKey: string, changes: RawRow = {}): RawRow => ({
  ...{ rowKey, officer: `CB-${rowKey}`, name: 'Nguyễn Văn An', unit: BEGINS, role: 'oneStop' },
  ...{ account: `${rowKey}@hanoi`, from: '01/07/2026', basis: 'Quyết định 12/QĐ-UBND' },
  ...changes,
})

/** @param database of the test that runs */
export function staffLists(database: () => TestDatabase) {
  let files = 0
  return {
    /** Imports a list at `at`, ms; lines by their reason. */
    async figures(rows: readonly RawRow[], at: number) {
      files += 1
      const report = await importStaff(database(), {
        source,
        caller: 'test',
        key: `file-${files}`,
        at,
        rows: rowsOf(rows),
      })
      const { reasons, ...counts } = report.figures
      return { ...counts, reasons: Object.fromEntries(reasons.map(({ reason, lines }) => [reason, lines])) }
    },
    /** Unit, beginning and end (ms) of each mandate of the officer of a row. */
    async mandatesOf(rowKey: string) {
      const rows = await database().sql<{ unit: string; from: number | null; until: number | null }[]>`
        select unit_id as unit, epoch_ms(lower(valid)) as from, epoch_ms(upper(valid)) as until from mandate
        where officer_id = ${`can-bo:${source}:CB-${rowKey}`} order by lower(valid), id`
      return rows.map(({ unit, from, until }) => [unit, from, until])
    },
  }
}
