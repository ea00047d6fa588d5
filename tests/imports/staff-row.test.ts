import { describe, expect, test } from 'vitest'
import type { RawRow } from '../../imports/import-row.ts'
import { readStaffRow } from '../../imports/staff-row.ts'

const read = (changes: RawRow) =>
  readStaffRow({
    ...{ rowKey: '1', officer: 'CB-1', name: 'Nguyễn An', unit: '00004', role: 'chair' },
    ...{ from: '01/07/2026', basis: 'Quyết định 1', ...changes },
  })
const wrong = (column: string) => ({ reason: 'invalidField', columns: [column] })

describe('a sum in a staff list', () => {
  test.each<[unknown, number]>([
    [50_000_000, 50_000_000],
    ['50000000', 50_000_000],
    ['50.000.000', 50_000_000],
    ['50 000 000', 50_000_000],
    ['1.000', 1_000],
    ['50.000.000 đ', 50_000_000],
  ])('%j is %d đồng', (upToDong, dong) => {
    expect(read({ upToDong })).toMatchObject({ row: { upToDong: dong } })
  })

  test.each([
    '50000000.0',
    '50000000.5',
    '50.000.00',
    '50.0000.000',
    '50.000 000',
    '50.000.000,00',
    '50,000,000',
    '0',
    '0.500',
    '05',
    '.',
    '-1',
    '5e7',
    0.5,
  ])('%j is refused', (upToDong) => expect(read({ upToDong })).toEqual(wrong('upToDong')))
})

test.each(['An\u200b', 'An\u0007', 'An http://x.y', 'An\nBình', '12'])(
  '%j is no name of an officer',
  (name) => {
    expect(read({ name })).toEqual(wrong('name'))
  },
)

test.each(['fields', 'areas', 'unit', 'basis'])('text that cannot be kept is refused in %s', (column) => {
  expect(read({ [column]: 'Hộ tịch\0' })).toEqual(wrong(column))
})
