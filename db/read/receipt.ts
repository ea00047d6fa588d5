import { DomainError } from '../../domain/errors.ts'
import type { Querying } from '../database.ts'
import type { Filing, Receipt } from '../filing.ts'

/**
 * The receipt given for a caller's key, or null.
 * @throws {DomainError} `keyReused` when the key stands for another body
 */
export async function findReceipt(
  sql: Querying,
  { caller, key, bodyHash }: Pick<Filing, 'caller' | 'key' | 'bodyHash'>,
): Promise<Receipt | null> {
  const [row] = await sql<{ receipt: Receipt; same: boolean }[]>`
    select receipt, body_hash = ${Buffer.from(bodyHash)} as same from filing_key where caller = ${caller} and key = ${key}`
  if (row === undefined) return null
  if (!row.same) throw new DomainError('keyReused', { id: row.receipt.dossierId })
  return row.receipt
}
