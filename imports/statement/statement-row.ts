/** A row of a bank's statement as it is read. */
import type { BankLine } from '../../db/money/statement/bank-lines.ts'
import type { KeptOut } from '../../db/money/statement/statement-runs.ts'
import { bankLineKinds } from '../../domain/bank-statement.ts'
import { parseDong } from '../../domain/money.ts'
import { notDecoded, type RawRow } from '../import-row.ts'
import type { Columns } from '../read-file.ts'

const columns = ['line_id', 'booked_at', 'kind', 'bank_ref', 'order_id', 'amount_dong'] as const
type Column = (typeof columns)[number]

export const statementColumns: Columns = {
  columnOf: (header) => columns.find((column) => column === header.trim()) ?? null,
  keyColumn: 'line_id',
}

/** What each column may hold. A reference is letters, digits and signs: it stands in lists, so it is no name of a person. */
const forms: Readonly<Record<Column, RegExp>> = {
  line_id: /^[\x21-\x7e]{1,80}$/,
  booked_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/,
  kind: /^(debit|return)$/,
  bank_ref: /^[\x21-\x7e]{1,80}$/,
  order_id: /^[\x21-\x7e]{0,80}$/,
  amount_dong: /^[1-9][0-9]{0,17}$/,
}

/** @param line of the file, from 1, without the header */
export function readStatementRow(raw: RawRow | null, line: number): BankLine | KeptOut {
  if (raw === null || columns.some((column) => raw[column] === notDecoded))
    return { line, lineId: null, reason: 'unreadable', columns: [] }
  const cells = new Map(columns.map((column) => [column, String(raw[column] ?? '')]))
  const text = (column: Column): string => cells.get(column) ?? ''
  const wrong: string[] = columns.filter((column) => !forms[column].test(text(column)))
  const bookedAt = Date.parse(text('booked_at'))
  if (Number.isNaN(bookedAt) && !wrong.includes('booked_at')) wrong.push('booked_at')
  const kind = bankLineKinds.find((known) => known === text('kind'))
  if (kind === undefined || wrong.length > 0) {
    const lineId = wrong.includes('line_id') ? null : text('line_id')
    return { line, lineId, reason: 'invalidField', columns: wrong }
  }
  return {
    ...{ line, lineId: text('line_id'), bookedAt, kind, bankRef: text('bank_ref') },
    ...{ orderRef: text('order_id'), amountDong: parseDong(text('amount_dong')) },
  }
}
