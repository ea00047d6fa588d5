/**
 * The file of a batch for a bank, and the bank's file with what became of it. `assumed`: every bank has a layout of its own, and no
 * source gives one. Pure.
 */
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { csvLine } from '../../../domain/csv-cell.ts'
import { dongToJson, parseDong } from '../../../domain/money.ts'
import type { BankFile, OrderBatch, ReturnFile, TransferAnswer } from './gateway.ts'

export const batchColumns = ['record', 'id', 'account', 'payee_name', 'amount_dong', 'count', 'sha256']

/** CSV in UTF-8: a header, a line of totals, a line an order. @throws RangeError where the key cannot name a file */
export function bankFileOf({ batchKey, orders }: OrderBatch): BankFile {
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(batchKey))
    throw new RangeError('The key of this batch cannot name a file; use letters, digits, "-", "_" and "."')
  const lines = orders
    .map(({ orderKey, account, payeeName = '', amountDong }) =>
      csvLine(['order', orderKey, account, payeeName, dongToJson(amountDong), '', '']),
    )
    .join('')
  const sumDong = orders.reduce((sum, { amountDong }) => sum + amountDong, 0n)
  const totals = { count: orders.length, sumDong, sha256: sha256Of(lines) }
  const total = ['batch', batchKey, '', '', dongToJson(sumDong), String(totals.count), totals.sha256]
  return { fileName: `${batchKey}.csv`, content: csvLine(batchColumns) + csvLine(total) + lines, totals }
}

const refusals = {
  notReadable: 'it is not the CSV in UTF-8 that was agreed on',
  otherBatch: 'it answers another batch',
  otherContent: 'it answers a batch of this key with other orders',
  changed: 'its lines are not those that its totals were made of',
  otherOrder: 'it has an order that is not in the batch, or one twice',
  otherAmount: 'it has an order with another amount',
} as const
export type ReturnRefusal = keyof typeof refusals

/** A return file that is not used, not even in part. Its message quotes nothing of the file. */
export class ReturnFileRefused extends Error {
  override readonly name = 'ReturnFileRefused'
  constructor(readonly reason: ReturnRefusal) {
    super(`The return file was not used: ${refusals[reason]}; get it from the bank again`)
  }
}

export const returnColumns = [
  ...['record', 'id', 'outcome', 'bank_ref', 'reason', 'amount_dong', 'count', 'answers_sha256', 'sha256'],
]
const amount = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(parseDong)
const totalLine = z.object({
  record: z.literal('return'),
  id: z.string(),
  amount_dong: amount,
  count: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  answers_sha256: z.string(),
  sha256: z.string(),
})
const orderLine = z.discriminatedUnion('outcome', [
  z.object({ ...of('order'), outcome: z.literal('confirmed'), bank_ref: z.string().min(1).max(200) }),
  z.object({ ...of('order'), outcome: z.literal('rejected'), reason: z.string().min(1).max(200) }),
  z.object({ ...of('order'), outcome: z.literal('accepted') }),
])

function of<T extends string>(record: T) {
  return { record: z.literal(record), id: z.string(), amount_dong: amount }
}

/**
 * Reads the bank's file for a batch. The totals show a file that was damaged or edited by hand; they are no signature, and a forger
 * can make them: take the file only from where the bank puts it.
 * @throws ReturnFileRefused
 */
export function readReturnFile(batch: OrderBatch, bytes: Uint8Array): ReturnFile {
  const { total, orders, lines } = parsed(bytes)
  if (total.id !== batch.batchKey) throw new ReturnFileRefused('otherBatch')
  if (total.answers_sha256 !== bankFileOf(batch).totals.sha256) throw new ReturnFileRefused('otherContent')
  const sumDong = orders.reduce((sum, { amount_dong }) => sum + amount_dong, 0n)
  const totals = { count: orders.length, sumDong, sha256: sha256Of(lines) }
  const fits = totals.sha256 === total.sha256 && totals.count === total.count && sumDong === total.amount_dong
  if (!fits) throw new ReturnFileRefused('changed')
  const amounts = new Map(batch.orders.map(({ orderKey, amountDong }) => [orderKey, amountDong]))
  const answers = new Map<string, TransferAnswer>()
  for (const order of orders) {
    const ordered = amounts.get(order.id)
    if (ordered === undefined || answers.has(order.id)) throw new ReturnFileRefused('otherOrder')
    if (ordered !== order.amount_dong) throw new ReturnFileRefused('otherAmount')
    answers.set(order.id, answerIn(order))
  }
  return { answers, totals }
}

function answerIn(order: z.infer<typeof orderLine>): TransferAnswer {
  switch (order.outcome) {
    case 'confirmed':
      return { kind: 'confirmed', ref: order.bank_ref }
    case 'rejected':
      return { kind: 'rejected', reason: order.reason }
    case 'accepted':
      return { kind: 'accepted' }
  }
}

function parsed(bytes: Uint8Array) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const [head = '', totals = '', ...rest] = text.split(/(?<=\n)/)
    if (head.trimEnd() !== returnColumns.join(',')) throw new ReturnFileRefused('notReadable')
    const [first, ...others] = z
      .array(z.unknown())
      .parse(parse(totals + rest.join(''), { columns: returnColumns }))
    return { total: totalLine.parse(first), orders: z.array(orderLine).parse(others), lines: rest.join('') }
  } catch {
    throw new ReturnFileRefused('notReadable')
  }
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')
