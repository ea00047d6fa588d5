import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldDiacritics, nfc, slugOf } from '../../domain/vietnamese.ts'

const letters = [
  ...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ',
]
const vietnamese = fc.string({
  unit: fc.constantFrom(...letters, ...letters.map((l) => l.toUpperCase()), ' '),
})

describe('Vietnamese text', () => {
  it('composed and decomposed becomes one text', () => {
    const decomposed = 'Hoàn Kiếm'.normalize('NFD')
    expect(decomposed).not.toBe('Hoàn Kiếm')
    expect(nfc(decomposed)).toBe('Hoàn Kiếm')
  })

  it.each([
    ['Đặng Thị Huệ', 'dang thi hue'],
    ['ĐĂNG KÝ KHAI SINH', 'dang ky khai sinh'],
    ['Phường Ô Chợ Dừa', 'phuong o cho dua'],
    ['Nguyễn Thượng Hiền', 'nguyen thuong hien'],
  ])('%s is found as %s', (text, folded) => {
    expect(foldDiacritics(text)).toBe(folded)
    expect(foldDiacritics(text.normalize('NFD'))).toBe(folded)
  })

  it('folds to plain letters for every letter of the alphabet', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(foldDiacritics(text)).toMatch(/^[a-z ]*$/)
        expect(foldDiacritics(text)).toHaveLength(nfc(text).length)
        expect(foldDiacritics(foldDiacritics(text))).toBe(foldDiacritics(text))
      }),
    )
  })

  it.each([
    ['Đăng ký khai sinh', 'dang-ky-khai-sinh'],
    ['  Hộ tịch – Quốc tịch (cấp xã)  ', 'ho-tich-quoc-tich-cap-xa'],
    ['Quyết định 1594/QĐ-TTPVHCC', 'quyet-dinh-1594-qd-ttpvhcc'],
    ['–––', ''],
  ])('%s has the slug "%s"', (text, slug) => {
    expect(slugOf(text)).toBe(slug)
  })
})
