/** The bank's side of files: it reads the file of a batch, and returns one with what became of its orders. */
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { csvLine } from '../../../domain/csv-cell.ts'
import { dongToJson, parseDong } from '../../../domain/money.ts'
import { bankFileOf, batchColumns, returnColumns, sha256Of } from '../gateways/bank-file.ts'
import type { OrderBatch, TransferAnswer } from '../gateways/gateway.ts'

const orderLine = z.object({
  record: z.literal('order'),
  id: z.string().min(1).max(200),
  account: z.string().min(1).max(50),
  payee_name: z.string().max(201),
  amount_dong: z.string().transform(parseDong),
})

/** @returns the batch of a file, and the hash of its lines; undefined where it is none, or was changed since its totals were made */
export function readBankFile(text: string): { batch: OrderBatch; sha256: string } | undefined {
  try {
    const [total, ...lines] = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(text, { columns: [...batchColumns], from_line: 2 }))
    const orders = z
      .array(orderLine)
      .parse(lines)
      .map(({ id, account, payee_name, amount_dong }) => ({
        ...{ orderKey: id, account, amountDong: amount_dong },
        // The apostrophe that keeps a spreadsheet from a formula is not of the name.
        payeeName: payee_name.replace(/^'/, ''),
      }))
    const batch = { batchKey: total?.id ?? '', orders }
    return bankFileOf(batch).content === text ? { batch, sha256: bankFileOf(batch).totals.sha256 } : undefined
  } catch {
    return undefined
  }
}

export interface ReturnedOrder {
  orderKey: string
  amountDong: bigint
  answer: TransferAnswer
}

/** @param answersSha256 of the lines of the file that it answers */
export function returnFileOf(
  batchKey: string,
  answersSha256: string,
  orders: readonly ReturnedOrder[],
): { fileName: string; content: string } {
  const lines = orders
    .map(({ orderKey, amountDong, answer }) => {
      const ref = answer.kind === 'confirmed' ? answer.ref : ''
      const reason = answer.kind === 'rejected' ? answer.reason : ''
      return csvLine(['order', orderKey, answer.kind, ref, reason, dongToJson(amountDong), '', '', ''])
    })
    .join('')
  const sumDong = dongToJson(orders.reduce((sum, { amountDong }) => sum + amountDong, 0n))
  const total = ['return', batchKey, '', '', '', sumDong, `${orders.length}`, answersSha256, sha256Of(lines)]
  return {
    fileName: `${batchKey}.return.csv`,
    content: csvLine(returnColumns) + csvLine(total) + lines,
  }
}
