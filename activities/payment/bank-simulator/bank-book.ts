import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Dong, dongToJson, parseDong } from '../../../domain/money.ts'
import type { TransferAnswer } from '../gateways/gateway.ts'

const entrySchema = z.object({
  orderKey: z.string(),
  /** Digest of account and amount: whether a repeated key means the same order. */
  order: z.string(),
  amountDong: z.string().transform(parseDong),
  accountEnding: z.string().optional(),
  /** Digest of the account; books of before accounts could close have none. */
  account: z.string().optional(),
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('confirmed'), ref: z.string() }),
    z.object({ kind: z.literal('rejected'), reason: z.string() }),
    z.object({ kind: z.literal('accepted') }),
  ]),
  /** When, in ms; books of before the bank kept a statement do not say. */
  at: z.number().default(0),
  /** When the money of this payment comes back, in ms. */
  returnsAt: z.number().optional(),
})
const batchSchema = z.object({
  batchKey: z.string(),
  /** Of its orders and their contents. */
  digest: z.string(),
  orderKeys: z.array(z.string()),
  at: z.number(),
  /** Of the lines of its file, where it came as one. */
  fileSha256: z.string().optional(),
})
const lineSchema = z.union([z.object({ batch: batchSchema }), entrySchema])

export interface BankEntry {
  orderKey: string
  order: string
  amountDong: Dong
  /** Its last four digits, as a bank shows them. */
  accountEnding?: string | undefined
  account?: string | undefined
  answer: TransferAnswer
  at: number
  returnsAt?: number | undefined
}

export type BankBatch = z.infer<typeof batchSchema>

/**
 * The simulated bank's own append-only book: what it has done with each order, on disk before anyone hears of it. What stands in it has
 * happened and nothing else has, also after a SIGKILL at any byte.
 */
export interface BankBook {
  /** In the order in which they were written; the place of one never changes. */
  entries: readonly BankEntry[]
  /** The latest word on an order. */
  find(orderKey: string): BankEntry | undefined
  /** How many orders have been written since the latest word on this one. */
  ordersSince(orderKey: string): number
  batch(batchKey: string): BankBatch | undefined
  /** On disk when it returns. @throws Error of the file system; then none of them is in the book */
  append(...entries: BankEntry[]): void
  /** On disk when it returns. */
  appendBatch(batch: BankBatch): void
  close(): void
}

/** Opens or makes `file` (JSON lines), reading what earlier runs wrote. */
export function openBankBook(file: string): BankBook {
  const lines = openLines(file)
  const entries: BankEntry[] = []
  const places = new Map<string, number>()
  const batches = new Map<string, BankBatch>()
  const take = (entry: BankEntry) => void places.set(entry.orderKey, entries.push(entry) - 1)
  for (const text of lines.read()) {
    const line = lineSchema.parse(JSON.parse(text))
    if ('batch' in line) batches.set(line.batch.batchKey, line.batch)
    else take(line)
  }
  return {
    entries,
    find: (orderKey) => entries[places.get(orderKey) ?? -1],
    ordersSince: (orderKey) => entries.length - 1 - (places.get(orderKey) ?? entries.length - 1),
    batch: (batchKey) => batches.get(batchKey),
    append(...added) {
      lines.append(added.map((entry) => ({ ...entry, amountDong: dongToJson(entry.amountDong) })))
      added.forEach(take)
    },
    appendBatch(batch) {
      lines.append([{ batch }])
      batches.set(batch.batchKey, batch)
    },
    close: lines.close,
  }
}

function openLines(file: string) {
  const isNew = makeFile(file)
  const handle = openSync(file, 'a+', 0o600)
  if (isNew) syncFolder(dirname(file))
  let size = 0
  let open = true
  return {
    /** Whole lines; a kill can leave half a line, which nobody heard of: without its end it never happened, and is cut off. */
    *read(): Generator<string> {
      let rest = Buffer.alloc(0)
      const chunk = Buffer.alloc(1 << 20)
      for (let read = readSync(handle, chunk, 0, chunk.length, 0); read > 0; ) {
        const text = Buffer.concat([rest, chunk.subarray(0, read)])
        let from = 0
        for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, from)) {
          if (end > from) yield text.toString('utf8', from, end)
          from = end + 1
        }
        size += from
        rest = text.subarray(from)
        read = readSync(handle, chunk, 0, chunk.length, size + rest.length)
      }
      if (rest.length > 0) ftruncateSync(handle, size)
    },
    append(values: readonly object[]): void {
      // The number of a closed file may already be that of another one.
      if (!open) throw new Error('The book of the simulated bank is closed')
      const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''))
      try {
        for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written)
        fsyncSync(handle)
      } catch (error) {
        // A full disk leaves half a line, and the next line would be written into it.
        ftruncateSync(handle, size)
        throw error
      }
      size += bytes.length
    },
    close(): void {
      open = false
      closeSync(handle)
    },
  }
}

/** @returns whether it was not there */
function makeFile(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** A new file is only there after a loss of power if its folder is on disk too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
