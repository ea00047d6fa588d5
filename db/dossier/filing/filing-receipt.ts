/** What a caller holds for a filing, under the key that the caller chose for it. */
import type postgres from 'postgres'
import { DomainError } from '../../../domain/errors.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

export interface Receipt {
  dossierId: string
  code: string
  procedureCode: string
  filedAt: string
  possibleDuplicateOf: string | null
  routed?: RoutedOn
}

/** Where a filing was addressed to a unit that has ended. */
export interface RoutedOn {
  from: { id: string; name: string }
  /** The unit that receives it now. */
  to: { id: string; name: string }
  /** Until when the id of the unit that has ended is accepted; ISO 8601. */
  acceptedUntil: string
}

/** What the caller calls the filing. */
export interface FilingName {
  caller: string
  key: string
  bodyHash: Uint8Array
}

export interface ReceiptRow {
  receipt: Receipt
  /** Whether the key stands for the same body. */
  same: boolean
}

/** As a statement of one row or none, for one that asks for more. */
export const receiptRow = (
  sql: Querying,
  { caller, key, bodyHash }: FilingName,
): postgres.PendingQuery<postgres.Row[]> => sql`
  select receipt, body_hash = ${Buffer.from(bodyHash)} as same from filing_key where caller = ${caller} and key = ${key}`

/**
 * The receipt given for a caller's key, or null.
 * @throws {DomainError} `keyReused` when the key stands for another body
 */
export async function findReceipt(sql: Querying, name: FilingName): Promise<Receipt | null> {
  const [row] = await typedRows(sql, 'dossier.findReceipt')`${receiptRow(sql, name)}`
  if (row === undefined) return null
  if (!row.same) throw new DomainError('keyReused', { id: row.receipt.dossierId })
  return row.receipt
}
