import { describe, expect, it } from 'vitest'
import {
  type CashList,
  type CashRow,
  cashListHeaders,
  cashListPage,
} from '../../../api/pages/cash-list-page.ts'

const row: CashRow = {
  payee: 'Nguyễn Thị Hồng Thắm',
  beneficiary: null,
  identityEnding: '4321',
  benefit: 'Thân nhân của một liệt sĩ',
  amountDong: 5_578_000n,
}
const list = (rows: readonly CashRow[]): CashList => ({
  code: 'CT-2025-06-07/00004',
  unit: 'UBND phường Hoàn Kiếm',
  periods: ['2025-06', '2025-07'],
  printedAt: Date.parse('2025-06-18T08:30:00+07:00'),
  rows,
})
const printed = (rows: readonly CashRow[]): string => [...cashListPage(list(rows))].join('')
const count = (text: string, part: string): number => text.split(part).length - 1

describe('the list of a commune that pays in cash', () => {
  it('is a page of A4 with a column for signatures', () => {
    const carer = { ...row, payee: 'Trần Văn Đức', beneficiary: 'Lê Thị Bưởi', identityEnding: null }
    expect(
      printed([row, { ...carer, benefit: 'Bà mẹ Việt Nam anh hùng', amountDong: 16_734_000n }]),
    ).toMatchSnapshot()
  })

  it('has a sheet for fourteen payees, each with its number, its sum and the sum so far', () => {
    const text = printed(Array.from({ length: 30 }, () => row))
    expect(count(text, '<section class="sheet">')).toBe(3)
    expect([...text.matchAll(/Trang (\d\/\d)/g)].map(([, page]) => page)).toEqual(['1/3', '2/3', '3/3'])
    expect(
      [...text.matchAll(/(Cộng trang \d|Cộng dồn|Tổng cộng): (\d+) lượt nhận/g)].map(([sum]) => sum),
    ).toEqual([
      ...[
        'Cộng trang 1: 14 lượt nhận',
        'Cộng dồn: 14 lượt nhận',
        'Cộng trang 2: 14 lượt nhận',
        'Cộng dồn: 28 lượt nhận',
      ],
      ...['Cộng trang 3: 2 lượt nhận', 'Tổng cộng: 30 lượt nhận'],
    ])
    expect(text).toContain('<td>30</td>')
    expect(text).toContain('167.340.000 đ')
    expect(count(text, 'Người giám sát')).toBe(1)
  })

  it('of nobody is one sheet that says so', () => {
    expect(printed([])).toContain('Tổng cộng: 0 lượt nhận')
    expect(printed([])).toContain('Trang 1/1')
  })

  it('prints names as they are written, and runs none of them', () => {
    const text = printed([{ ...row, payee: '<script>alert(1)</script>', benefit: '"&\'' }])
    expect(text).not.toContain('<script>')
    expect(text).toContain('&#60;script&#62;')
    expect(text).toContain('&#34;&#38;&#39;')
    expect(cashListHeaders['content-security-policy']).toContain("default-src 'none'")
  })

  it('has no sign that can be written in two ways', () => {
    const text = printed([row])
    expect(text).toBe(text.normalize('NFC'))
  })
})
