/** The rows of a file as far as they are read: numbered, hashed one after the other, each compared with an earlier one of its code. */
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Vault } from '../db/identity/identity-vault.ts'
import { DomainError } from '../domain/errors.ts'
import type { NotRead, RawRow } from './import-row.ts'

/** How the rows of a kind of list are read. */
export interface RowReader<Row> {
  read(raw: RawRow | null): { row: Row } | NotRead
  /** The code that a row has in its own system, where it can be kept. */
  codeOf(raw: RawRow | null): string | null
  /** Keyed hash of a row: two rows with one say the same. */
  hash(key: Uint8Array, row: Row): Buffer
}

/** A key of its own, so that no hash of a row is ever somebody's look-up value. */
export const rowHashKey = (vault: Pick<Vault, 'lookup'>, source: string): Uint8Array =>
  vault.lookup(`import row of ${source}`)

export interface Line<Row> {
  /** From 1, without the header. */
  line: number
  oldCode: string | null
  read: { row: Row } | NotRead
  /** Hash of this row and all before it: equal hashes at the same line are the same rows. */
  rowsHash: Buffer
  /** An earlier row of the file has its code and says something else. */
  differs: boolean
}

/** What a run has counted: so many rows, and the hash of them; null where none was kept. */
export interface CountedSoFar {
  id: string
  rowsIn: number
  rowsHash: Uint8Array | null
}

export class RowsRead<Row> {
  #line = 0
  #rowsHash: Buffer = Buffer.alloc(32)
  /** The first row of each code, also of one that was quarantined: which of two different rows is true a person must say. */
  readonly #firsts = new Map<string, string>()

  constructor(
    private readonly key: Uint8Array,
    private readonly counted: CountedSoFar,
    private readonly reader: RowReader<Row>,
  ) {}

  get count(): number {
    return this.#line
  }

  /**
   * The next rows, without those that are counted already.
   * @throws {DomainError} `keyReused` where the counted ones are not those of this file
   */
  notCounted(rows: readonly (RawRow | null)[]): readonly Line<Row>[] {
    return rows.map((raw) => this.#next(raw)).filter(({ line }) => line > this.counted.rowsIn)
  }

  /** At the end of the file. @throws {DomainError} `keyReused` where more rows are counted than it has */
  end(): void {
    if (this.#line < this.counted.rowsIn) throw new DomainError('keyReused', { id: this.counted.id })
  }

  #next(raw: RawRow | null): Line<Row> {
    const { id, rowsIn, rowsHash } = this.counted
    this.#line += 1
    this.#rowsHash = this.#hash(raw, this.#rowsHash)
    if (this.#line === rowsIn && (rowsHash === null || !this.#rowsHash.equals(rowsHash)))
      throw new DomainError('keyReused', { id })
    const read = this.reader.read(raw)
    const oldCode = this.reader.codeOf(raw)
    const said = 'row' in read ? this.reader.hash(this.key, read.row) : this.#hash(raw)
    return {
      line: this.#line,
      oldCode,
      read,
      rowsHash: this.#rowsHash,
      differs: this.#differs(oldCode, said),
    }
  }

  #differs(oldCode: string | null, said: Buffer): boolean {
    if (oldCode === null) return false
    const short = said.toString('base64', 0, 16)
    const first = this.#firsts.get(oldCode)
    if (first === undefined) this.#firsts.set(oldCode, short)
    return first !== undefined && first !== short
  }

  #hash(raw: RawRow | null, before: Uint8Array = Buffer.alloc(0)): Buffer {
    // JSON leaves symbols out, such as that of a cell that cannot be decoded.
    const text = JSON.stringify(raw, (_, cell: unknown) => (typeof cell === 'symbol' ? String(cell) : cell))
    return createHmac('sha256', this.key).update(before).update(text).digest()
  }
}

export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = []
  try {
    for await (const row of rows) {
      batch.push(row)
      if (batch.length < size) continue
      yield batch
      batch = []
      // Reading a buffered file never waits; what else the process serves gets its turn here.
      await pause(0)
    }
  } catch (error) {
    // A row that cannot be read ends the file there: those before it are counted.
    if (error instanceof DomainError && batch.length > 0) yield batch
    throw error
  }
  if (batch.length > 0) yield batch
}
