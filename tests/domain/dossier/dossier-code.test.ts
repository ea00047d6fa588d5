import { describe, expect, test } from 'vitest'
import { dossierCode, parseDossierCode } from '../../../domain/dossier/dossier-code.ts'

const own = { central: null, number: 1 }

describe('the form of a dossier code follows its date:', () => {
  test.each([
    ['a commune', { identifier: 'H26.103', receivedOn: '2025-07-01', ...own }, 'H26.103-250701-0001'],
    ['a department', { identifier: 'H26.01', receivedOn: '2026-11-24', ...own }, 'H26.01-261124-0001'],
    ['the city', { identifier: 'H26', receivedOn: '2026-11-24', ...own }, 'H26-261124-0001'],
    [
      'a former commune',
      { identifier: 'H26.301.1', receivedOn: '2025-06-30', ...own },
      '000.01.31.H26-250630-0001',
    ],
    [
      'a former district',
      { identifier: 'H26.330', receivedOn: '2024-02-29', ...own },
      '000.00.60.H26-240229-0001',
    ],
    [
      'a department then',
      { identifier: 'H26.01', receivedOn: '2025-06-30', ...own },
      '000.00.01.H26-250630-0001',
    ],
    [
      'a central system',
      { identifier: 'H26.103', receivedOn: '2026-01-25', central: '05', number: 12 },
      'H26.103-260125-050012',
    ],
    [
      'a day of many',
      { identifier: 'H26.103', receivedOn: '2026-01-25', central: null, number: 123_456 },
      'H26.103-260125-123456',
    ],
  ])('%s', (_whose, of, code) => {
    expect(dossierCode(of)).toBe(code)
  })

  test('a unit without a form on that date is refused', () => {
    expect(() => dossierCode({ identifier: 'H26.103', receivedOn: '2025-06-30', ...own })).toThrow(
      'no dossier codes',
    )
    expect(() =>
      dossierCode({ identifier: 'H26.103', receivedOn: '2026-01-24', central: '05', number: 1 }),
    ).toThrow('only since 2026-01-25')
    expect(() =>
      dossierCode({ identifier: 'H26.103', receivedOn: '2026-01-24', central: null, number: 0 }),
    ).toThrow()
    expect(() => dossierCode({ identifier: 'Ba Đình', receivedOn: '2026-01-24', ...own })).toThrow(
      'form of no',
    )
  })
})

describe('reading a dossier code', () => {
  test('gives back what it was made of, whatever the length of its number', () => {
    for (const number of [1, 9_999, 10_000, 1_234_567]) {
      for (const central of [null, '12']) {
        const of = { identifier: 'H26.226', receivedOn: '2026-11-24', central, number }
        expect(parseDossierCode(dossierCode(of), { central: central !== null })).toEqual(of)
      }
    }
  })

  // Codes of other provinces, as published.
  test.each([
    ['000.17.22.H56-210531-0001', '000.17.22.H56', '2021-05-31', 1],
    ['000.00.06.H56-231027-0361', '000.00.06.H56', '2023-10-27', 361],
    ['H56.14-240823-0001', 'H56.14', '2024-08-23', 1],
  ])('%s', (code, identifier, receivedOn, number) => {
    expect(parseDossierCode(code)).toEqual({ identifier, receivedOn, central: null, number })
  })

  test.each([
    'H26.103-250701-001',
    'H26.103-250701-0000',
    'H26.103-250230-0001',
    'H26.103.1.1-250701-0001',
    'h26.103-250701-0001',
    '00.17.22.H56-210531-0001',
    'H26.103-250701-0001 ',
  ])('refuses %s', (code) => {
    expect(parseDossierCode(code)).toBeNull()
  })
})
