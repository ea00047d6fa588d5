/**
 * A workbook that may be read: it is unpacked whole in memory, so how large it will be is counted first, without keeping anything. What it declares
 * of itself is not believed: a file of 64 KiB can say that it holds nothing and unpack to all the memory there is, or have one cell in the last row
 * and column, up to which the reader fills a table.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { Unzip, UnzipInflate } from 'fflate'
import { DomainError, wrongField } from '../domain/errors.ts'

const MIB = 1024 * 1024

export const workbookLimits = {
  /** As it is sent, bytes. */
  packed: 16 * MIB,
  /** Of all its parts, bytes: some 15,000 rows of 25 columns. To read it takes six times as much memory. */
  unpacked: 32 * MIB,
  /** Up to its last row and column, with those that are empty. */
  cells: 2_000_000,
}

/** A piece unpacks to a thousand times as much at most: 4 MB, some 20 ms in which the process serves nobody else. */
const pieceBytes = 4 * 1024

/** @throws {DomainError} `bodyTooLarge` with the figures, `invalidInput` of a cell too far out, `malformedBody` where it is no workbook */
export async function boundedWorkbook(
  bytes: AsyncIterable<Uint8Array>,
  limits: typeof workbookLimits = workbookLimits,
): Promise<Buffer> {
  const packed = await gathered(bytes, limits.packed)
  const counted = new Count(packed.length, limits)
  for (let at = 0; at < packed.length; at += pieceBytes) {
    counted.push(packed.subarray(at, at + pieceBytes))
    await turn()
  }
  counted.push(new Uint8Array(0), true)
  return packed
}

async function gathered(bytes: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > most) throw tooLarge(`The workbook has more than ${inMib(most)}.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

class Count {
  readonly #unzip: Unzip
  #unpacked = 0
  #lastRow = 0
  #lastColumn = 0
  #failed: unknown = null

  constructor(
    private readonly packed: number,
    private readonly limits: typeof workbookLimits,
  ) {
    // As the reader finds its parts: by their own headers, one after the other, and not by the directory at the end.
    this.#unzip = new Unzip((entry) => {
      const addresses = new Addresses((row, column) => this.#cell(row, column))
      entry.ondata = (error, data) => {
        if (error !== null) this.#failed ??= error
        else if (this.#failed === null) this.#part(data, addresses)
      }
      entry.start()
    })
    this.#unzip.register(UnzipInflate)
  }

  push(piece: Uint8Array, isLast = false): void {
    try {
      this.#unzip.push(piece, isLast)
    } catch (error) {
      this.#failed ??= error
    }
    if (this.#failed instanceof DomainError) throw this.#failed
    if (this.#failed !== null) throw new DomainError('malformedBody', {}, { cause: this.#failed })
  }

  #part(data: Uint8Array, addresses: Addresses): void {
    this.#unpacked += data.length
    const { unpacked } = this.limits
    if (this.#unpacked > unpacked)
      this.#failed = tooLarge(
        `The workbook has ${inMib(this.packed)} and unpacks to more than ${inMib(unpacked)}, the most that is read.`,
      )
    else addresses.read(data)
  }

  #cell(row: number, column: number): void {
    this.#lastRow = Math.max(this.#lastRow, row)
    this.#lastColumn = Math.max(this.#lastColumn, column)
    const cells = this.#lastRow * this.#lastColumn
    if (cells > this.limits.cells)
      this.#failed ??= wrongField(
        '/file',
        `is a workbook of ${this.#lastRow} rows and ${this.#lastColumn} columns, ${cells} cells with the empty ones, and at most ` +
          `${this.limits.cells} are read: delete what stands far below or beside the list, or save it as CSV`,
      )
  }
}

/** Where rows and cells say they are. */
class Addresses {
  #rest = ''

  constructor(private readonly found: (row: number, column: number) => void) {}

  read(data: Uint8Array): void {
    const text = this.#rest + Buffer.from(data).toString('latin1')
    const end = text.lastIndexOf('<')
    this.#rest = end === -1 ? '' : text.slice(end)
    if (this.#rest.length > longestTag) {
      if (/^<(?:[\w.-]+:)?(?:row|c)\s/.test(this.#rest))
        throw new RangeError('a cell with attributes without end')
      this.#rest = ''
    }
    for (const [, , address = ''] of text.slice(0, end === -1 ? text.length : end).matchAll(addressed)) {
      const [, letters, digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(address) ?? []
      if (letters === undefined) throw new RangeError('a cell without an address')
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
      this.found(Number(digits), Math.max(1, column))
    }
  }
}

const longestTag = 64 * 1024
const addressed = /<(?:[\w.-]+:)?(?:row|c)\s(?:[^<]*?\s)?r\s*=\s*(["'])([^<]*?)\1/g

const inMib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`

const tooLarge = (what: string): DomainError =>
  new DomainError('bodyTooLarge', {
    hint: `${what} Save the list as CSV, which is read row by row, or divide it. Nothing of it was imported.`,
  })
