/** Lists of more than 5,000 rows, as CSV and as a workbook: each row is counted once, and the preview says what the import then does. */
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { importBacklog } from '../../imports/import-backlog.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { type Columns, type ImportFormat, readFile } from '../../imports/read-file.ts'
import { staffColumns } from '../../imports/staff-row.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, vault } from './rows.ts'
import { workbookOf } from './workbook.ts'

const count = 5_040
/** Each so-manieth row contradicts itself. */
const wrong = 40

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const formats = ['csv', 'xlsx'] as const
/** @param rows with the same columns each */
function fileOf(format: ImportFormat, rows: readonly Readonly<Record<string, string>>[]): Buffer {
  const header = Object.keys(rows[0] ?? {})
  const lines = [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))]
  return format === 'xlsx'
    ? workbookOf(lines)
    : Buffer.from(`\uFEFF${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`)
}
const read = (format: ImportFormat, bytes: Buffer, columns: Columns) =>
  readFile({ format, encoding: 'utf-8', bytes: Readable.from([bytes]) }, columns)

describe('a staff list of more than 5,000 rows', () => {
  const rows = (prefix: string) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ 'Mã dòng': `${prefix}-${n}`, 'Số hiệu': `${prefix}-${n}`, 'Họ và tên': 'Nguyễn Văn An' },
      ...{ 'Tài khoản': `${prefix}-${n}@hanoi`, 'Đơn vị': n % wrong === 0 ? 'Phường Không Có' : '00004' },
      ...{ 'Vai trò': 'Bộ phận Một cửa', 'Từ ngày': '01/07/2025', 'Căn cứ': 'Quyết định 12' },
    }))

  test.each(formats)('as %s is counted, and its preview equals its import', async (format) => {
    const bytes = fileOf(format, rows(format))
    const importing = (preview: boolean) =>
      importStaff(database, {
        ...{ source: 'so-noi-vu', caller: 'test', key: format, preview },
        ...{ at: Date.parse('2025-09-01T08:00:00+07:00'), rows: read(format, bytes, staffColumns) },
      })
    const previewed = await importing(true)
    const [before] =
      await database.sql`select count(*)::int as rows from staff_row where row_key like ${`${format}-%`}`
    expect(before).toEqual({ rows: 0 })
    const imported = await importing(false)
    const quarantined = count / wrong
    expect(imported.figures).toMatchObject({
      created: count - quarantined,
      quarantined,
      alreadyThere: 0,
      updated: 0,
    })
    expect(imported.figures.reasons).toMatchObject([
      { reason: 'unknownUnit', lines: { length: quarantined } },
    ])
    expect(previewed.figures).toEqual(imported.figures)
    expect([previewed.batch.rowsIn, imported.batch.rowsIn]).toEqual([count, count])
    const [after] =
      await database.sql`select count(*)::int as rows from staff_row where row_key like ${`${format}-%`}`
    expect(after).toEqual({ rows: count - quarantined })
  })
})

describe('a backlog of more than 5,000 rows', () => {
  const rows = (prefix: string) =>
    Array.from({ length: count }, (_, n) => {
      const about = n % wrong === 0 ? { step: 'Đang suy nghĩ' } : {}
      return Object.fromEntries(
        Object.entries(rowOf(`${prefix}-${n}`, about)).map(([column, cell]) => [column, String(cell)]),
      )
    })

  test.each(formats)('as %s is counted, and again it is already there', async (format) => {
    const bytes = fileOf(format, rows(format))
    const importing = (key: string) =>
      importBacklog(
        { database, vault, registry, now: () => Date.parse('2025-06-30T08:00:00+07:00') },
        { ...{ mapping, caller: 'test', key, asOf }, rows: read(format, bytes, mapping) },
      )
    const quarantined = count / wrong
    const counts = { rowsIn: count, updated: 0, quarantined }
    const here = count - quarantined
    expect(await importing(format)).toMatchObject({ ...counts, created: here, alreadyThere: 0 })
    expect(await importing(`${format} again`)).toMatchObject({ ...counts, created: 0, alreadyThere: here })
    const [kept] =
      await database.sql`select count(*)::int as rows from import_row where old_code like ${`${format}-%`}`
    expect(kept).toEqual({ rows: here })
  })
})
