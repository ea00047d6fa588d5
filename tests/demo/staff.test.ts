/** The staff list that the demo imports for the units that begin. */
import { beforeAll, expect, test } from 'vitest'
import { organisationBefore, organisationSince } from '../../db/load/organisation/organisation.ts'
import { readReferenceFiles } from '../../db/load/reference-files.ts'
import { staffList } from '../../demo/staff.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { readStaffRow } from '../../imports/staff-row.ts'

const instant = Date.parse('2026-11-25T09:00:00.123+07:00')

let rows: readonly RawRow[]
beforeAll(async () => {
  const files = await readReferenceFiles()
  rows = staffList(organisationSince(files, organisationBefore(files)), instant)
})

test('has somebody for each role of each commune that begins, and nobody elsewhere', () => {
  const units = new Set(rows.map(({ unit }) => unit))
  expect(units.size).toBe(126 + 1)
  const roles = new Set(rows.flatMap(({ unit, role }) => (unit === 'new:00004' ? [role] : [])))
  expect(roles.size).toBe(12)
})

test('can be read, each person with an account, and names one unit that nobody knows', () => {
  const read = rows.map((row) => readStaffRow(row))
  for (const one of read) expect(one).toHaveProperty('row')
  expect(read.every((one) => 'row' in one && one.row.from === instant)).toBe(true)
  expect(new Set(rows.map(({ officer }) => officer)).size).toBe(rows.length)
  expect(rows.filter(({ account }) => account === undefined)).toHaveLength(1)
  expect(rows.at(-1)?.unit).toBe('Xã không có thật')
})
