/** Rows of a file, one after the other: JSON lines, CSV as Excel leaves it, or a workbook. */
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { readSheet } from 'read-excel-file/node'
import { DomainError, wrongField } from '../domain/errors.ts'
import type { RawRow } from './import-row.ts'

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

/** A line beyond it is no row: it would fill the memory first. */
const longestRowBytes = 1024 * 1024

/**
 * Rows by column, empty cells left out; null for a row that cannot be read. A column that nobody knows is not read.
 * @throws {DomainError} `malformedBody` where the file is none of its format, `invalidInput` where it has no key column
 */
export function readFile(
  { format, encoding, bytes }: ImportFile,
  columns: Columns,
): AsyncGenerator<RawRow | null> {
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
  for await (const piece of pieces) {
    rest += piece
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestRowBytes) throw new DomainError('malformedBody')
    for (const line of lines) if (line.trim() !== '') yield rowOfLine(line, columns)
  }
  if (rest.trim() !== '') yield rowOfLine(rest, columns)
}

function rowOfLine(line: string, columns: Columns): RawRow | null {
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
  const parser = Readable.from(joined(begun, pieces)).pipe(
    parse({
      ...{ delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
      max_record_size: longestRowBytes,
    }),
  )
  let header: readonly (string | null)[] | null = null
  try {
    for await (const record of parser) {
      const cells: readonly string[] = record
      if (header === null) header = headerOf(cells, columns)
      else if (cells.some((cell) => cell.trim() !== ''))
        yield rowOf(cells.map((cell, i) => [header?.[i] ?? null, cell]))
    }
  } catch (error) {
    if (error instanceof DomainError || !isCsvError(error)) throw error
    throw new DomainError('malformedBody', {}, { cause: error })
  }
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

const isCsvError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')

/** The first sheet. A workbook is unpacked in memory: above some ten thousand rows CSV is the better export. */
async function* readWorkbook(bytes: Readable, columns: Columns): AsyncGenerator<RawRow | null> {
  const sheet = await readSheet(bytes).catch((error: unknown) => {
    throw new DomainError('malformedBody', {}, { cause: error })
  })
  const [first = [], ...rows] = sheet
  const header = headerOf(first.map(String), columns)
  for (const cells of rows) {
    if (cells.some((cell) => cell !== null && String(cell).trim() !== '')) {
      yield rowOf(cells.map((cell, i) => [header[i] ?? null, cell instanceof Date ? wallClock(cell) : cell]))
    }
  }
}

/** A cell of Excel holds a date without a zone; the reader gives it as if it were UTC. */
const wallClock = (date: Date): string => {
  const text = date.toISOString().slice(0, 16).replace('T', ' ')
  return text.endsWith(' 00:00') ? text.slice(0, 10) : text
}

function headerOf(cells: readonly string[], { columnOf, keyColumn }: Columns): readonly (string | null)[] {
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
    row[column] ??= value
  }
  return row
}
