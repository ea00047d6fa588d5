import { expect, test } from 'vitest'
import { paperFileName, replacementBasis } from '../../../domain/dossier/paper-file.ts'

test.each([
  ['Giấy khai sinh.pdf', 'Giấy khai sinh.pdf'],
  ['QUET001.PDF', 'QUET001.PDF'],
  ['C:\\Users\\an\\Tờ khai.pdf', 'Tờ khai.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['anh.exe', 'anh.exe.pdf'],
  ['a\u202efdp.exe', 'afdp.exe.pdf'],
  ['trang\r\nset-cookie: x.pdf', 'trangset-cookie_ x.pdf'],
  ['', 'identity.pdf'],
  [undefined, 'identity.pdf'],
  ['x'.repeat(500), `${'x'.repeat(150)}.pdf`],
  ['Bản chụp'.normalize('NFD'), 'Bản chụp.pdf'],
])('a file called %j is saved as %j', (given, name) => {
  expect(paperFileName(given, 'identity', 'application/pdf')).toBe(name)
})

test('the basis on which a paper is not required depends on the day: the resolution for what its annex names, while it is in force', () => {
  const days = ['2025-06-30', '2025-07-01', '2026-01-01', '2027-02-28', '2027-03-01']
  const [decree, annex] = ['Điều 5, 118/2025/NĐ-CP', 'Phụ lục I, 66.7/2025/NQ-CP']
  expect(days.map((day) => replacementBasis(day, true))).toEqual([null, decree, annex, annex, decree])
  expect(days.map((day) => replacementBasis(day, false))).toEqual([null, decree, decree, decree, decree])
})
