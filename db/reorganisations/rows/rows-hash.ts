import { createHash } from 'node:crypto'
import type { RowChanges } from '../../../reorganisations/grammar/draft.ts'
import { referenceTables } from '../../../reorganisations/grammar/row-changes.ts'

/**
 * SHA-256 of what is changed, from what to what: of JSON with tables in one order, rows by id, keys sorted. Bounds that are open are
 * words, since JSON has no infinity.
 */
export function rowsHash(changes: RowChanges): Uint8Array {
  const hash = createHash('sha256')
  for (const table of referenceTables) {
    for (const change of changes[table]) hash.update(`${table} ${JSON.stringify(change, canonical)}\n`)
  }
  return hash.digest()
}

export const inHex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

function canonical(_key: string, value: unknown): unknown {
  if (value === Infinity || value === -Infinity) return String(value)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
