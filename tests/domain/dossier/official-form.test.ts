import { expect, test } from 'vitest'
import { officialForm, officialForms } from '../../../domain/dossier/official-form.ts'

const lastOld = '2025-09-14'
const firstNew = '2025-09-15'

test.each([
  ['slip', '01', '01'],
  ['supplement', '02', '02'],
  ['refusal', '03', '03'],
  ['apology', '04', '04'],
  ['stop', undefined, '05'],
  ['control', '05', '06'],
  ['register', '06', '07'],
] as const)('the official form for %s is %s until 14 September 2025, %s since', (kind, old, now) => {
  expect(officialForm(kind, lastOld)?.number).toBe(old)
  expect(officialForm(kind, firstNew)?.number).toBe(now)
})

test('an official form cites the circular of its date', () => {
  expect(officialForm('control', lastOld)).toMatchObject({
    basis: '01/2018/TT-VPCP, Điều 9',
    paperSize: 'A5',
  })
  expect(officialForm('stop', firstNew)).toMatchObject({
    name: 'Thông báo dừng giải quyết hồ sơ',
    basis: '03/2025/TT-VPCP, Phụ lục I',
  })
})

test('no number is of two official forms on one day, and no day before the first circular has any', () => {
  for (const date of [lastOld, firstNew, '2026-11-24']) {
    const numbers = officialForms(date).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
  }
  expect(officialForms('2017-12-31')).toEqual([])
})
