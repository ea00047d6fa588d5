/** Rows of a file, one after the other: JSON lines, CSV as Excel leaves it, or a workbook. */
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { readSheet } from 'read-excel-file/node'
import { DomainError, wrongField } from '../domain/errors.ts'
import { boundedWorkbook } from './bounded-workbook.ts'
import { notDecoded, type RawRow } from './import-row.ts'

export const importFormats = ['jsonl', 'csv', 'xlsx'] as const
export type ImportFormat = (typeof importFormats)[number]

/** What a file may be written in. UTF-16 is Excel's "Unicode Text". */
export const importEncodings = ['utf-8', 'utf-16le', 'windows-1258', 'windows-1252'] as const
export type ImportEncoding = (typeof importEncodings)[number]

/** Which headers a file may have. */
export interface Columns {
  /** The column of a header; null where it is none that is read. */
  columnOf(header: string): string | null
  /** The column without which a table is not the file that was meant. */
  keyColumn: string
}

export interface ImportFile {
  format: ImportFormat
  /** Of JSON lines and CSV; a byte order mark may precede it. */
  encoding: ImportEncoding
  bytes: Readable
}

/** What a decoder writes for bytes that are no letter: what stood there is lost. */
const LOST = '\uFFFD'

/** A line beyond it is no row: it would fill the memory first. */
const longestRowBytes = 1024 * 1024

/**
 * Rows by column, empty cells left out; null for a row that cannot be read. A column that nobody knows is not read. A cell that is not in the
 * encoding of the file is `notDecoded`.
 * @throws {DomainError} `malformedBody` where the file is none of its format; `bodyTooLarge` of a workbook; `invalidInput` where it has no key column, a header that is not
 *   in its encoding, or no row
 */
export async function* readFile(file: ImportFile, columns: Columns): AsyncGenerator<RawRow | null> {
  let rows = 0
  for await (const row of rowsIn(file, columns)) {
    rows += 1
    yield row
  }
  // An export that failed leaves such a file: taken, it would look like a list that was imported.
  if (rows === 0) {
    const found = file.format === 'jsonl' ? 'no line' : 'nothing below its header'
    throw wrongField('/file', `is a ${file.format} file with ${found}: export it again`)
  }
}

function rowsIn({ format, encoding, bytes }: ImportFile, columns: Columns): AsyncGenerator<RawRow | null> {
  switch (format) {
    case 'jsonl':
      return readLines(decoded(bytes, encoding), columns)
    case 'csv':
      return readCsv(decoded(bytes, encoding), columns)
    case 'xlsx':
      return readWorkbook(bytes, columns)
  }
}

/** Exports of a Mac are decomposed, and windows-1258 writes tones as signs of their own: cells are put into NFC. */
async function* decoded(bytes: Readable, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  for await (const chunk of bytes) yield decoder.write(chunk)
  yield decoder.end() ?? ''
}

async function* readLines(pieces: AsyncGenerator<string>, columns: Columns): AsyncGenerator<RawRow | null> {
  let rest = ''
  let tooLong = false
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (tooLong) yield null
      else if (line.trim() !== '') yield rowOfLine(line, columns)
      tooLong = false
    }
    if (tooLong || rest.length > longestRowBytes) {
      tooLong = true
      rest = ''
    }
  }
  if (tooLong) yield null
  else if (rest.trim() !== '') yield rowOfLine(rest, columns)
}

function rowOfLine(line: string, columns: Columns): RawRow | null {
  if (line.length > longestRowBytes) return null
  try {
    const value: unknown = JSON.parse(line.normalize('NFC'))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return rowOf(Object.entries(value).map(([name, cell]) => [columns.columnOf(name), cell] as const))
  } catch {
    return null
  }
}

async function* readCsv(pieces: AsyncGenerator<string>, columns: Columns): AsyncGenerator<RawRow | null> {
  const { begun, delimiter } = await beginningOf(pieces)
  const parser = parse({
    ...{ delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    max_record_size: longestRowBytes,
  })
  // A sender that breaks off ends the rows: `pipe` would leave the reader waiting.
  pipeline(Readable.from(joined(begun, pieces)), parser, () => undefined)
  let header: readonly (string | null)[] | null = null
  let row = 0
  try {
    for await (const record of parser) {
      const cells: readonly string[] = record
      if (header === null) header = headerOf(cells, columns)
      else if (cells.some((cell) => cell.trim() !== '')) {
        row += 1
        if (swallowsRows(cells, delimiter, header.length)) throw brokenRow(row)
        yield rowOf(cells.map((cell, i) => [header?.[i] ?? null, cell]))
      }
    }
  } catch (error) {
    if (error instanceof DomainError || !isCsvError(error)) throw error
    throw brokenRow(row + 1, error)
  }
  if (header === null) throw empty('csv')
}

async function* joined(begun: string, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  yield begun
  yield* pieces
}

/** Excel of a Vietnamese machine writes semicolons, since the comma divides decimals: the header tells which sign it is. */
async function beginningOf(pieces: AsyncGenerator<string>): Promise<{ begun: string; delimiter: string }> {
  let begun = ''
  while (!begun.includes('\n') && begun.length < longestRowBytes) {
    const piece = await pieces.next()
    if (piece.done === true) break
    begun += piece.value
  }
  const header = begun.split('\n', 1)[0] ?? ''
  const [delimiter] = [';', '\t', ','].sort((a, b) => header.split(b).length - header.split(a).length)
  return { begun, delimiter: delimiter ?? ';' }
}

/** Of a table of fewer a cell may well have as many signs as a row. */
const fewestColumns = 5

/** A quotation mark that opens and does not close takes the rows after it into one cell, up to the next one: all their signs are in there. */
function swallowsRows(cells: readonly string[], delimiter: string, columns: number): boolean {
  const within = cells.filter((cell) => cell.includes('\n')).map((cell) => cell.split(delimiter).length - 1)
  const signs = within.reduce((sum, count) => sum + count, cells.length - 1)
  return columns >= fewestColumns && within.some((count) => count > 0) && signs >= 2 * (columns - 1)
}

/** @param row from 1, without the header */
const brokenRow = (row: number, cause?: unknown): DomainError =>
  new DomainError(
    'malformedBody',
    {
      hint:
        `Row ${row} below the header cannot be divided into cells: a quotation mark of it does not close, or it is longer than 1 MiB. ` +
        'The rows before it are imported and counted. Correct it and send the file again: under the same key it goes on at that row, and ' +
        'under another nothing is done twice.',
    },
    { cause },
  )

const isCsvError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')

/** The first sheet. A workbook is unpacked in memory: above some ten thousand rows CSV is the better export. */
async function* readWorkbook(bytes: Readable, columns: Columns): AsyncGenerator<RawRow | null> {
  const sheet = await readSheet(await boundedWorkbook(bytes)).catch((error: unknown) => {
    throw new DomainError('malformedBody', {}, { cause: error })
  })
  const [first, ...rows] = sheet
  if (first === undefined) throw empty('xlsx')
  const header = headerOf(first.map(String), columns)
  for (const cells of rows) {
    if (cells.some((cell) => typeof cell === 'string' && cell.length > longestCell)) yield null
    else if (cells.some((cell) => cell !== null && String(cell).trim() !== '')) {
      yield rowOf(cells.map((cell, i) => [header[i] ?? null, cell instanceof Date ? wallClock(cell) : cell]))
    }
  }
}

/** Excel's own. One longer text that many cells share would be read again for each of them. */
const longestCell = 32_767

const empty = (format: ImportFormat): DomainError =>
  wrongField('/file', `is a ${format} file without a single line: export it again`)

/** A cell of Excel holds a date without a zone; the reader gives it as if it were UTC. */
const wallClock = (date: Date): string => {
  const text = date.toISOString().slice(0, 16).replace('T', ' ')
  return text.endsWith(' 00:00') ? text.slice(0, 10) : text
}

function headerOf(cells: readonly string[], { columnOf, keyColumn }: Columns): readonly (string | null)[] {
  const lost = cells.findIndex((cell) => cell.includes(LOST))
  if (lost !== -1) {
    throw wrongField(
      '/file',
      `has in its first line, column ${lost + 1}, letters that are none in its encoding; save it as UTF-8, or declare its encoding (windows-1258)`,
    )
  }
  const header = cells.map((cell) => columnOf(cell))
  if (!header.includes(keyColumn)) {
    throw wrongField(
      '/file',
      `has no column for ${keyColumn} in its first line; docs/operations.md names the headers`,
    )
  }
  return header
}

function rowOf(cells: readonly (readonly [string | null, unknown])[]): RawRow {
  const row: Record<string, unknown> = {}
  for (const [column, cell] of cells) {
    const value = typeof cell === 'string' ? cell.normalize('NFC').trim() : cell
    if (column === null || value === '' || value === null || value === undefined) continue
    // Of two headers for one column the first that says something counts.
    row[column] ??= isLost(value) ? notDecoded : value
  }
  return row
}

/** In cells of JSON lines that are lists or forms too. */
const isLost = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes(LOST)
    : typeof value === 'object' && value !== null && JSON.stringify(value).includes(LOST)
