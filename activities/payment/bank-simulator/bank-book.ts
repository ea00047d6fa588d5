import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
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
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('confirmed'), ref: z.string() }),
    z.object({ kind: z.literal('rejected'), reason: z.string() }),
    z.object({ kind: z.literal('accepted') }),
  ]),
})

export interface BankEntry {
  orderKey: string
  order: string
  amountDong: Dong
  /** Its last four digits, as a bank shows them. */
  accountEnding?: string | undefined
  answer: TransferAnswer
}

/** The simulated bank's own append-only book: what it has done with each order, on disk before anyone hears of it. */
export interface BankBook {
  entries: readonly BankEntry[]
  /** The latest word on an order. */
  find(orderKey: string): BankEntry | undefined
  /** On disk when it returns. */
  append(entry: BankEntry): void
  close(): void
}

/** Opens or makes `file` (JSON lines), reading what earlier runs wrote. */
export function openBankBook(file: string): BankBook {
  mkdirSync(dirname(file), { recursive: true })
  const handle = openSync(file, 'a+', 0o600)
  const text = readFileSync(file, 'utf8')
  // A kill can leave half a line, which nobody heard of: without its end it never happened.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) ftruncateSync(handle, Buffer.byteLength(whole))
  const entries: BankEntry[] = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => entrySchema.parse(JSON.parse(line)))
  const latest = new Map(entries.map((entry) => [entry.orderKey, entry]))
  return {
    entries,
    find: (orderKey) => latest.get(orderKey),
    append(entry) {
      writeSync(handle, `${JSON.stringify({ ...entry, amountDong: dongToJson(entry.amountDong) })}\n`)
      fsyncSync(handle)
      entries.push(entry)
      latest.set(entry.orderKey, entry)
    },
    close: () => closeSync(handle),
  }
}
