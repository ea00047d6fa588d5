import { describe, expect, test } from 'vitest'
import { isName, isStorable } from '../../domain/text.ts'

test.each([
  'Nguyễn Thị Hương',
  'HʼMai Niê',
  "K'Brêu",
  'Łukasz Nowak-Lê',
  'Công ty TNHH 36 (Hà Nội)',
  'Nguyễn\u00a0An',
])('%s is a name', (name) => expect(isName(name)).toBe(true))

describe('what nobody sees, or no name has', () => {
  test.each([
    ['a sign without width', 'An\u200b'],
    ['a bell', 'An\u0007'],
    ['a break of a line', 'An\nNộp tiền vào tài khoản'],
    ['a separator of paragraphs', 'An\u2029Bình'],
    ['a sign that turns the direction', 'An\u202eBình'],
    ['a letter that was lost', 'Nguy\ufffdn An'],
    ['a link', 'An http://x.y'],
    ['the beginning of a link', 'An www.x.y'],
    ['digits alone', '12'],
    ['marks alone', '\u0301'],
  ])('%s is in no name', (_what, name) => expect(isName(name)).toBe(false))
})

test('NUL and half of a surrogate pair cannot be kept', () => {
  expect(isStorable('Hà Nội 🏠')).toBe(true)
  expect(isStorable('a\0')).toBe(false)
  expect(isStorable('\ud800')).toBe(false)
})
