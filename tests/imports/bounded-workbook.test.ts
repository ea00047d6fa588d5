/** A workbook that would take the memory of all is refused, with figures, before it is unpacked. */
import { Readable } from 'node:stream'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { boundedWorkbook, workbookLimits } from '../../imports/bounded-workbook.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { readFile } from '../../imports/read-file.ts'
import { mapping } from './rows.ts'
import { workbookOf } from './workbook.ts'

const sheet = 'xl/worksheets/sheet1.xml'
const small = workbookOf([['Mã hồ sơ'], ['A-1']])
/** The small workbook with another sheet. */
const withSheet = (xml: Uint8Array): Buffer =>
  Buffer.from(zipSync({ ...unzipSync(small), [sheet]: xml }, { level: 1 }))
const withCell = (cell: string, row = '2'): Buffer =>
  withSheet(
    Buffer.from(
      `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Mã hồ sơ</t></is></c></row>` +
        `<row r="${row}"><c r="${cell}" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`,
    ),
  )

async function rowsIn(book: Buffer): Promise<(RawRow | null)[]> {
  const rows: (RawRow | null)[] = []
  const file = { format: 'xlsx', encoding: 'utf-8', bytes: Readable.from([book]) } as const
  for await (const row of readFile(file, mapping)) rows.push(row)
  return rows
}

/** Sizes in the headers of its parts, in front of each and in the directory, set to nothing. */
function denying(book: Buffer): Buffer {
  const denied = Buffer.from(book)
  for (const [signature, sizeAt] of [
    ['PK\u0003\u0004', 22],
    ['PK\u0001\u0002', 24],
  ] as const) {
    for (let at = denied.indexOf(signature); at !== -1; at = denied.indexOf(signature, at + 4))
      denied.writeUInt32LE(0, at + sizeAt)
  }
  return denied
}

describe('a workbook is refused, and nothing of it is kept in memory, where it', () => {
  const bomb = withSheet(Buffer.alloc(workbookLimits.unpacked + 8 * 1024 * 1024, ' '))
  const figures = {
    code: 'bodyTooLarge',
    details: { hint: expect.stringMatching(/has \d\.\d MiB and unpacks to more than 32\.0 MiB/) },
  }

  test('unpacks to more than the limit, also where it declares to be empty', async () => {
    expect(bomb.length).toBeLessThan(512 * 1024)
    await expect(rowsIn(bomb)).rejects.toMatchObject(figures)
    await expect(rowsIn(denying(bomb))).rejects.toMatchObject(figures)
  })

  test('does so in a part that nobody reads', async () => {
    const parts = { ...unzipSync(small), 'xl/media/image1.png': new Uint8Array(workbookLimits.unpacked + 1) }
    await expect(rowsIn(Buffer.from(zipSync(parts, { level: 1 })))).rejects.toMatchObject(figures)
  })

  test('is sent with more bytes than the limit, and no further byte of it is awaited', async () => {
    let sent = 0
    async function* endless() {
      for (;;) {
        sent += 1
        yield small
      }
    }
    const limits = { ...workbookLimits, packed: 10 * small.length }
    await expect(boundedWorkbook(endless(), limits)).rejects.toMatchObject({ code: 'bodyTooLarge' })
    expect(sent).toBe(11)
  })

  test.each([
    [
      'a last cell far below and beside the list',
      withCell('XFD1048576', '1048576'),
      '1048576 rows and 16384 columns',
    ],
    ['a row that no sheet has', withCell('A2', '9999999'), '9999999 rows'],
  ])('has %s', async (_what, book, figure) => {
    await expect(rowsIn(book)).rejects.toMatchObject({
      code: 'invalidInput',
      details: { fields: [{ path: '/file', problem: expect.stringContaining(figure) }] },
    })
  })

  test.each([
    ['written otherwise than as a number', withCell('A2', '99999&#57;9')],
    ['of more digits than a row has', withCell('A2', '99999999999')],
    [
      'behind attributes without end',
      withSheet(Buffer.from(`<worksheet><sheetData><row ${' '.repeat(200_000)} r="9999999"/>`)),
    ],
  ])('has an address %s', async (_what, book) => {
    await expect(rowsIn(book)).rejects.toMatchObject({ code: 'malformedBody' })
  })
})

test('a workbook within the limits is read as it is, also in pieces and with a stray empty column', async () => {
  const book = workbookOf([
    ['Mã hồ sơ', 'Bước hiện tại'],
    ...Array.from({ length: 3_000 }, (_, n) => [`A-${n}`, 'Thụ lý']),
  ])
  const pieces = Array.from({ length: Math.ceil(book.length / 999) }, (_, n) =>
    book.subarray(n * 999, (n + 1) * 999),
  )
  expect((await boundedWorkbook(Readable.from(pieces))).equals(book)).toBe(true)
  expect(await rowsIn(book)).toHaveLength(3_000)
})

test('a text that is longer than a cell may be keeps its own row out and no other', async () => {
  const book = workbookOf([
    ['Mã hồ sơ', 'Bước hiện tại'],
    ['A-1', 'x'.repeat(32_768)],
    ['A-2', 'x'.repeat(32_767)],
  ])
  expect(await rowsIn(book)).toEqual([null, { oldCode: 'A-2', step: 'x'.repeat(32_767) }])
})
