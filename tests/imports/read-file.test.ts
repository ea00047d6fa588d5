import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { notDecoded, type RawRow, readRow } from '../../imports/import-row.ts'
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

describe('letters that are none in the encoding of a file', () => {
  const text = 'Mã hồ sơ;applicantName;Ghi chú\nA-6;Nguyễn Thị Lan;bỏ qua\nA-7;Lê An;x\n'
  const broken = (letter: string, from: string) => {
    const bytes = Buffer.from(from)
    bytes[bytes.indexOf(Buffer.from(letter)) + 1] = 0x41
    return bytes
  }

  test('keep their row out, with the column, and no other row', async () => {
    const [first, second] = await rowsIn(broken('ễ', text))
    expect(first).toEqual({ oldCode: 'A-6', applicantName: notDecoded })
    expect(second).toEqual({ oldCode: 'A-7', applicantName: 'Lê An' })
    expect(readRow(first ?? null)).toEqual({ reason: 'notDecoded', columns: ['applicantName'] })
  })

  test('are no matter in a column that is not read', async () => {
    expect(await rowsIn(broken('ỏ', text))).toMatchObject([{ applicantName: 'Nguyễn Thị Lan' }, {}])
  })

  test('keep out the last row of a file that was cut in a letter', async () => {
    const cut = Buffer.from('Mã hồ sơ;applicantName\nA-8;Lê Thể')
    expect(await rowsIn(cut.subarray(0, -1))).toEqual([{ oldCode: 'A-8', applicantName: notDecoded }])
  })

  test('are found inside lists and forms of JSON lines', async () => {
    const line = JSON.stringify({ oldCode: 'A-9', papersHeld: ['Tờ khai'], form: { note: { a: 'Nguyễn' } } })
    const [row] = await rowsIn(broken('ễ', line), { format: 'jsonl' })
    expect(row).toEqual({ oldCode: 'A-9', papersHeld: ['Tờ khai'], form: notDecoded })
  })

  test('in the first line refuse the file, and say what to declare', async () => {
    await expect(rowsIn(iconv.encode('Mã h\u00f4̀ sơ;a\n1;2\n', 'windows-1258'))).rejects.toMatchObject({
      code: 'invalidInput',
      details: { fields: [{ path: '/file', problem: expect.stringContaining('column 1') }] },
    })
  })
})

describe('a file without a row', () => {
  test.each<[string, ImportFile['format'], Buffer | (() => ReturnType<typeof workbookOf>), string]>([
    ['an empty CSV', 'csv', Buffer.alloc(0), 'without a single line'],
    ['a CSV of a byte order mark', 'csv', Buffer.from('\uFEFF'), 'without a single line'],
    ['a CSV of its header', 'csv', Buffer.from('Mã hồ sơ;a\r\n;;\r\n'), 'nothing below its header'],
    ['an empty workbook', 'xlsx', () => workbookOf([]), 'without a single line'],
    ['a workbook of its header', 'xlsx', () => workbookOf([['Mã hồ sơ']]), 'nothing below its header'],
    ['JSON lines without a line', 'jsonl', Buffer.from('\n\n'), 'no line'],
  ])('%s is refused, and what was found is said', async (_what, format, given, problem) => {
    const bytes = typeof given === 'function' ? await given() : given
    await expect(rowsIn(bytes, { format })).rejects.toMatchObject({
      code: 'invalidInput',
      details: { fields: [{ path: '/file', problem: expect.stringContaining(problem) }] },
    })
  })
})

describe('a row that cannot be read holds up no other:', () => {
  test('a line of JSON that is too long is a row of its own', async () => {
    const long = `{"oldCode":"L-2","step":"${'x'.repeat(1_100_000)}"}`
    const bytes = Readable.from([
      '{"oldCode":"L-1"}\n',
      long.slice(0, 600_000),
      long.slice(600_000),
      '\n{"oldCode":"L-3"}\n',
      long,
    ])
    expect(await rowsIn(Buffer.alloc(0), { format: 'jsonl', bytes })).toEqual([
      { oldCode: 'L-1' },
      null,
      { oldCode: 'L-3' },
      null,
    ])
  })

  test('a quotation mark that does not close is named by its row, also where another one closes it below', async () => {
    const head = 'Mã hồ sơ;Bước hiện tại;applicantName;phone;step\n'
    const named = (row: number) => ({
      code: 'malformedBody',
      details: { hint: expect.stringContaining(`Row ${row} below the header`) },
    })
    await expect(
      rowsIn(Buffer.from(`${head}A-1;b;c;d;e\nA-2;"b;c;d;e\nA-3;b;c;d;e\n`)),
    ).rejects.toMatchObject(named(2))
    const closed = `${head}A-1;b;"c;d;e\nA-2;b;c";d;e\nA-4;b;c;d;e\n`
    await expect(rowsIn(Buffer.from(closed))).rejects.toMatchObject(named(1))
    const spaces = `${head}A-1;b;"Số 5;\nphố thử";d;e\n`
    expect(await rowsIn(Buffer.from(spaces))).toEqual([
      { oldCode: 'A-1', step: 'b', applicantName: 'Số 5;\nphố thử', phone: 'd' },
    ])
  })

  test('a sender that breaks off ends the rows of its file with what it broke off with', async () => {
    async function* breaking() {
      yield Buffer.from('Mã hồ sơ;Bước hiện tại\nA-1;b\n')
      throw new Error('the sender broke off')
    }
    await expect(rowsIn(Buffer.alloc(0), { bytes: Readable.from(breaking()) })).rejects.toThrow('broke off')
  })
})
