/** Identity numbers in a staff list: the look-up value is kept, the number never. */
import { beforeAll, expect, test } from 'vitest'
import type { RawRow } from '../../imports/import-row.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { readStaffRow } from '../../imports/staff-row.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rowsOf, vault } from './rows.ts'
import { rowOf, source } from './staff-lists.ts'

const at = Date.parse('2026-07-02T08:00:00+07:00')
const number = '001185000001'
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

let files = 0
async function figures(...rows: readonly RawRow[]) {
  files += 1
  const asked = { source, caller: 'test', key: `file-${files}`, at, vault, rows: rowsOf(rows) }
  const { reasons, created, updated, alreadyThere } = (await importStaff(database, asked)).figures
  return {
    ...{ created, updated, alreadyThere },
    reasons: Object.fromEntries(reasons.map(({ reason, lines }) => [reason, lines])),
  }
}
const staff = (rowKey: string, changes: RawRow = {}) => rowOf(rowKey, { unit: 'new:00004', ...changes })
const identityOf = async (officer: string) => {
  const [row] = await database.sql<{ value: Buffer }[]>`
    select identity_hmac as value from officer_identity where officer_id = ${`can-bo:${source}:${officer}`}`
  return row?.value ?? null
}
const lookUp = (plain: string) => Buffer.from(vault.lookup(plain))
const nothing = { created: 0, updated: 0, alreadyThere: 0, reasons: {} }

test('an officer whose number the list leaves out is not known by it, until a later list gives it', async () => {
  expect(await figures(staff('1'))).toEqual({ ...nothing, created: 1 })
  expect(await identityOf('CB-1')).toBeNull()
  const known = staff('1', { identityNumber: number })
  expect(await figures(known)).toEqual({ ...nothing, updated: 1 })
  expect(await identityOf('CB-1')).toEqual(lookUp(number))
  expect(await figures(known)).toEqual({ ...nothing, alreadyThere: 1 })
  expect(await figures(staff('1'))).toEqual({ ...nothing, alreadyThere: 1 })
  expect(await identityOf('CB-1')).toEqual(lookUp(number))
})

test('a corrected number takes the place of the one before', async () => {
  await figures(staff('2', { identityNumber: '001185000002' }))
  expect(await figures(staff('2', { identityNumber: '001185000003' }))).toMatchObject({ updated: 1 })
  expect(await identityOf('CB-2')).toEqual(lookUp('001185000003'))
})

test('the number itself is in no table', async () => {
  await figures(staff('3', { identityNumber: '001185000999' }))
  const [found] = await database.sql<{ rows: string }[]>`
    select string_agg(query_to_xml(format('select * from %I', table_name), true, false, '')::text, '') as rows
    from information_schema.tables where table_schema = 'public'
      and table_name in ('officer', 'officer_history', 'officer_identity', 'staff_row', 'staff_stage', 'import_batch', 'import_quarantine', 'account')`
  expect(found?.rows).toContain('CB-3')
  expect(found?.rows).not.toContain('001185000999')
})

test('a row with two numbers of one officer is kept out, and so is one that is no number of a person', async () => {
  const two = [
    staff('4', { officer: 'CB-4', identityNumber: '001185000004' }),
    staff('4b', { officer: 'CB-4', role: 'chair', identityNumber: '001185000005' }),
  ]
  expect(await figures(...two)).toEqual({ ...nothing, reasons: { identityDiffers: [1, 2] } })
  expect(await figures(staff('5', { identityNumber: '1234567' }))).toEqual({
    ...nothing,
    reasons: { invalidField: [1] },
  })
})

test('a number whose first zeros a spreadsheet has dropped is the whole number', () => {
  expect(readStaffRow(staff('6', { identityNumber: '1185000001' }))).toMatchObject({
    row: { identityNumber: number },
  })
})

test('nobody is delegated a role by oneself, under another number of the list or the same', async () => {
  const own = [
    staff('7', { role: 'chair', identityNumber: '001185000007' }),
    staff('8', { identityNumber: '001185000007' }),
  ]
  expect(await figures(...own)).toMatchObject({ created: 2 })
  const lent = (rowKey: string, changes: RawRow) =>
    staff(rowKey, { role: 'chair', kind: 'delegated', actingFor: 'CB-7', account: undefined, ...changes })
  expect(await figures(lent('9', { officer: 'CB-7' }), lent('10', { officer: 'CB-8' }))).toEqual({
    ...nothing,
    reasons: { lentToOneself: [1, 2] },
  })
  expect(await figures(lent('11', { officer: 'CB-11' }))).toMatchObject({ created: 1 })
})
