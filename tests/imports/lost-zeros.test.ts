/** A spreadsheet takes numbers for quantities: what it cut off is put back, or the row says which column is wrong. */
import { describe, expect, test } from 'vitest'
import { readRow } from '../../imports/import-row.ts'
import { rowOf } from './rows.ts'

function read(about: Record<string, unknown>) {
  const found = readRow(rowOf('Z-1', about))
  if ('reason' in found) return `${found.reason} ${found.columns.join(' ')}`
  const { identityNumber, phone, procedure } = found.row
  return { identityNumber, phone, procedure }
}

describe('zeros that a spreadsheet cut off', () => {
  test.each([
    [1_085_000_001, 'person', '001085000001'],
    ['36085000001', 'person', '036085000001'],
    ['001085000001', 'person', '001085000001'],
    // An old identity card of Hà Nội, and one that lost nothing.
    [11_234_567, 'person', '011234567'],
    ['112345678', 'person', '112345678'],
    ['B1234567', 'person', 'B1234567'],
    [101_234_567, 'organisation', '0101234567'],
    ['0101234567001', 'organisation', '0101234567001'],
  ])('are put back before identity number %s of a %s', (identityNumber, applicantKind, whole) => {
    expect(read({ identityNumber, applicantKind })).toMatchObject({ identityNumber: whole })
  })

  test.each(['1234567', '0123456789', '123456789012', '000185000001', '0012345678901'])(
    'cannot be put back where no number is lawful: %s',
    (identityNumber) => {
      expect(read({ identityNumber })).toBe('invalidField identityNumber')
    },
  )

  test.each([
    [912_345_678, '0912345678'],
    ['2438254321', '02438254321'],
    ['0912 345 678', '0912345678'],
    ['+84912345678', '+84912345678'],
    ['84912345678', '84912345678'],
    ['19001009', '19001009'],
  ])('are put back before phone %s', (phone, whole) => {
    expect(read({ phone })).toMatchObject({ phone: whole })
  })

  test('make a phone number that can be none a wrong column', () => {
    expect(read({ phone: '412345678' })).toBe('invalidField phone')
  })

  test.each([
    [1.00089, '1.000890'],
    ['1,000894', '1.000894'],
    ['1.000894', '1.000894'],
    ['TT-12', 'TT-12'],
  ])('are put back after the code of a procedure: %s', (procedure, whole) => {
    expect(read({ procedure })).toMatchObject({ procedure: whole })
  })
})
