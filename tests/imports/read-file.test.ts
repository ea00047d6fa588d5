import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { RawRow } from '../../imports/import-row.ts'
import { type ImportFile, readFile } from '../../imports/read-file.ts'
import { mapping } from './rows.ts'
import { workbookOf } from './workbook.ts'

async function rowsIn(bytes: Buffer, about: Partial<ImportFile> = {}): Promise<(RawRow | null)[]> {
  const rows: (RawRow | null)[] = []
  // Small pieces, as a network brings them.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
    bytes.subarray(i * 7, i * 7 + 7),
  )
  const file = { format: 'csv', encoding: 'utf-8', bytes: Readable.from(pieces), ...about } as const
  for await (const row of readFile(file, mapping)) rows.push(row)
  return rows
}

const lan = { oldCode: 'A-1', step: 'Thụ lý', applicantName: 'Nguyễn Thị Lan', receivedAt: '13/06/2025' }
const csv =
  'Mã hồ sơ;Bước hiện tại;applicantName;Ngày tiếp nhận;Ghi chú\r\nA-1;Thụ lý;Nguyễn Thị Lan;13/06/2025;bỏ qua\r\n;;;;\r\n'

describe('CSV as Excel writes it is read', () => {
  test('with a byte order mark, semicolons and empty lines', async () => {
    expect(await rowsIn(Buffer.from(`\uFEFF${csv}`))).toEqual([lan])
  })

  test('with a comma for decimals, which divides no cells', async () => {
    const [row] = await rowsIn(Buffer.from('Mã hồ sơ;usedDays\nA-5;2,5\n'))
    expect(row).toEqual({ oldCode: 'A-5', usedDays: '2,5' })
  })

  test('with decomposed names, which come out composed', async () => {
    const [row] = await rowsIn(Buffer.from(csv.normalize('NFD')))
    expect(row).toEqual(lan)
  })

  test('in windows-1258, where the import says so', async () => {
    // That code page has no precomposed letters with two marks: it writes the tone as a sign of its own.
    const tones = csv.replace(/\p{L}/gu, (letter) => {
      const marks = letter.normalize('NFD')
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(marks)?.[0] ?? ''
      return marks.replace(tone, '').normalize('NFC') + tone
    })
    expect(await rowsIn(iconv.encode(tones, 'windows-1258'), { encoding: 'windows-1258' })).toEqual([lan])
  })

  test('as Unicode text, in UTF-16 with tabs', async () => {
    const text = iconv.encode(csv.replaceAll(';', '\t'), 'utf-16le', { addBOM: true })
    expect(await rowsIn(text, { encoding: 'utf-16le' })).toEqual([lan])
  })

  test('with separators and line breaks kept in quoted cells', async () => {
    const [row] = await rowsIn(Buffer.from('Mã hồ sơ,address\nA-2,"Số 2, phố Trúc Bạch\nHà Nội"\n'))
    expect(row).toEqual({ oldCode: 'A-2', address: 'Số 2, phố Trúc Bạch\nHà Nội' })
  })

  test('and is refused without a column of codes', async () => {
    await expect(rowsIn(Buffer.from('a;b\n1;2\n'))).rejects.toMatchObject({ code: 'invalidInput' })
  })
})

test('a line of JSON lines that is no object is a row that cannot be read', async () => {
  const text = `${JSON.stringify(lan)}\n[1]\n{"oldCode":\n\n${JSON.stringify({ oldCode: 'A-3', round: 2 })}`
  const rows = await rowsIn(Buffer.from(text), { format: 'jsonl' })
  expect(rows).toEqual([lan, null, null, { oldCode: 'A-3', round: 2 }])
})

test('a workbook is read with the text, numbers and dates of its cells', async () => {
  const book = await workbookOf([
    ['Mã hồ sơ', 'Bước hiện tại', 'usedDays', 'Ngày tiếp nhận'],
    ['A-4', 'Thụ lý', 2.5, { date: 45821 }],
  ])
  expect(await rowsIn(book, { format: 'xlsx' })).toEqual([
    { oldCode: 'A-4', step: 'Thụ lý', usedDays: 2.5, receivedAt: '2025-06-13' },
  ])
  await expect(rowsIn(Buffer.from('no workbook'), { format: 'xlsx' })).rejects.toMatchObject({
    code: 'malformedBody',
  })
})
