/** The sum of a mandate (hạn mức) in a staff list: as spreadsheets write it, and never guessed. */
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { importStaff } from '../../imports/import-staff.ts'
import { readFile } from '../../imports/read-file.ts'
import { readStaffRow, staffColumns } from '../../imports/staff-row.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rowOf, source, staffLists } from './staff-lists.ts'

const at = Date.parse('2026-07-02T08:00:00+07:00')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
const { figures } = staffLists(() => database)
const row = (upToDong?: string | number) =>
  rowOf('sum', { unit: 'new:00004', ...(upToDong === undefined ? {} : { upToDong }) })

const sumOf = async (officer: string) => {
  const [mandate] = await database.sql<{ sum: string | null }[]>`
    select up_to_dong::text as sum from mandate where officer_id = ${`can-bo:${source}:${officer}`}`
  return mandate?.sum
}

describe('a sum is read', () => {
  test.each([
    [50_000_000, 50_000_000],
    ['50000000', 50_000_000],
    ['50.000.000', 50_000_000],
    ['50 000 000', 50_000_000],
    ['50.000.000 đ', 50_000_000],
    ['50.000.000 VNĐ', 50_000_000],
    ['50.000.000 đồng', 50_000_000],
    ['1', 1],
  ])('%s', (written, dong) => {
    expect(readStaffRow(row(written))).toMatchObject({ row: { upToDong: dong } })
  })

  test('as none where the column is empty or missing', () => {
    expect(readStaffRow(row())).toMatchObject({ row: { rowKey: 'sum' } })
    expect(readStaffRow(row())).not.toHaveProperty('row.upToDong')
  })
})

test.each([
  0,
  '0',
  -5,
  50_000_000.5,
  '50.5',
  '50,5',
  '50,000,000',
  '1.0000',
  '50 triệu',
  '5e7',
  'không giới hạn',
  1e16,
])('a sum is not guessed: of %s the row is kept out with the name of its column', (written) => {
  expect(readStaffRow(row(written))).toEqual({ reason: 'invalidField', columns: ['upToDong'] })
})

test('a changed sum changes the mandate, once, and one that is taken out of the list is taken away', async () => {
  expect(await figures([row('50.000.000')], at)).toMatchObject({ created: 1 })
  expect(await sumOf('CB-sum')).toBe('50000000')
  expect(await figures([row('50.000.000 đ')], at)).toMatchObject({ alreadyThere: 1, updated: 0 })
  expect(await figures([row('80.000.000')], at)).toMatchObject({ updated: 1 })
  expect(await sumOf('CB-sum')).toBe('80000000')
  expect(await figures([row('0')], at)).toMatchObject({ quarantined: 1, reasons: { invalidField: [1] } })
  expect(await sumOf('CB-sum')).toBe('80000000')
  expect(await figures([row()], at)).toMatchObject({ updated: 1 })
  expect(await sumOf('CB-sum')).toBeNull()
  const history = await database.sql`
    select up_to_dong::text as sum from mandate_history where officer_id = ${`can-bo:${source}:CB-sum`} order by known`
  expect(history.map(({ sum }) => sum)).toEqual(['50000000', '80000000', null])
})

test('the column of a CSV of Excel is headed «Hạn mức (đồng)»', async () => {
  const text =
    '\uFEFFMã dòng;Số hiệu;Họ và tên;Đơn vị;Vai trò;Hạn mức (đồng);Từ ngày;Căn cứ\r\n' +
    '7;CB-7;Phạm Văn Bảy;00004;chair;50.000.000;1/7/2026;Quyết định 7\r\n' +
    '8;CB-8;Phạm Văn Tám;00004;chair;;1/7/2026;Quyết định 7\r\n'
  const rows = readFile(
    { format: 'csv', encoding: 'utf-8', bytes: Readable.from([Buffer.from(text)]) },
    staffColumns,
  )
  const report = await importStaff(database, { source, caller: 'test', key: 'csv', at, rows })
  expect(report.figures).toMatchObject({ created: 2, quarantined: 0 })
  expect([await sumOf('CB-7'), await sumOf('CB-8')]).toEqual(['50000000', null])
})
