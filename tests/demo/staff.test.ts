/** The staff list that the demo imports. */
import { expect, test } from 'vitest'
import { staffList } from '../../demo/staff.ts'
import { readStaffRow } from '../../imports/staff-row.ts'

test('has two persons for each commune and one row whose unit nobody knows, all of which can be read', () => {
  const rows = staffList([{ unitId: 'new:00004' }, { unitId: 'new:00008' }], '2026-11-25')
  expect(rows.map(({ unit }) => unit)).toEqual([
    ...['new:00004', 'new:00004', 'new:00008', 'new:00008'],
    'Xã không có thật',
  ])
  expect(new Set(rows.map(({ officer }) => officer)).size).toBe(5)
  for (const row of rows) expect(readStaffRow(row)).toHaveProperty('row')
})
