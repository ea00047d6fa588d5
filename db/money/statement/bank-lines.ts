/** Lines of a bank's statement as they go to the database, and those that are there. */
import type postgres from 'postgres'
import type { BankLineKind } from '../../../domain/bank-statement.ts'
import { type Dong, dongToJson, parseDong } from '../../../domain/money.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

export interface BankLine {
  /** Of the file, from 1, without the header. */
  line: number
  lineId: string
  /** ms */
  bookedAt: number
  kind: BankLineKind
  bankRef: string
  /** As the bank wrote it; empty where it names no order. */
  orderRef: string
  amountDong: Dong
}

/** What writes and moves rows of one run. */
export interface StatementOf {
  bank: string
  statementId: string
}

const orderId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The ids that the lines name, where they have the form of one. */
export const namedOrders = (lines: readonly BankLine[]): readonly string[] => [
  ...new Set(lines.map(({ orderRef }) => orderRef).filter((ref) => orderId.test(ref))),
]

/** Rows of (line, line_id, booked_at, bank_ref, order_ref, order_id, amount_dong). */
export const asRows = (
  sql: Querying,
  lines: readonly BankLine[],
): postgres.PendingQuery<postgres.Row[]> => sql`
  select line, line_id, instant(booked_ms) as booked_at, bank_ref, order_ref, order_id, amount_dong
  from unnest(${lines.map(({ line }) => line)}::int[], ${lines.map(({ lineId }) => lineId)}::text[],
    ${lines.map(({ bookedAt }) => bookedAt)}::float8[], ${lines.map(({ bankRef }) => bankRef)}::text[],
    ${lines.map(({ orderRef }) => orderRef)}::text[],
    ${lines.map(({ orderRef }) => (orderId.test(orderRef) ? orderRef : null))}::uuid[],
    ${lines.map(({ amountDong }) => dongToJson(amountDong))}::bigint[])
    as given (line, line_id, booked_ms, bank_ref, order_ref, order_id, amount_dong)`

/** Orders that a worker is at wait here for its statement, and it for this transaction: the second sees what the first did. */
export async function lockOrders(tx: Querying, ids: readonly string[]): Promise<void> {
  await tx`
    select count(*) from (select from payment_order where id = any(${[...ids]}::uuid[]) order by id for no key update) locked`
}

/** Lines of these ids that are there already, by id. */
export async function knownLines(
  sql: Querying,
  bank: string,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, Omit<BankLine, 'line'>>> {
  const rows = await typedRows(sql, 'money.knownLines')`
    select line_id as "lineId", epoch_ms(booked_at) as "bookedAt", kind, bank_ref as "bankRef",
      coalesce(order_ref, order_id::text, '') as "orderRef", amount_dong as "amountDong"
    from bank_line where bank = ${bank} and line_id = any(${[...lineIds]}::text[])`
  return new Map(rows.map((row) => [row.lineId, { ...row, amountDong: parseDong(row.amountDong) }]))
}
