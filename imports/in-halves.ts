import { isUnwritable } from '../db/sql-error.ts'
import type { QuarantineReason } from '../domain/dossier/imports.ts'

/**
 * Writes rows at once; where PostgreSQL refuses one, halves of them, so that one row holds up no other. The row itself is written again with
 * the reason for which it is kept out.
 */
export async function inHalves<T>(
  rows: readonly T[],
  write: (rows: readonly T[], refused?: QuarantineReason) => Promise<void>,
): Promise<void> {
  try {
    await write(rows)
  } catch (error) {
    if (!isUnwritable(error)) throw error
    if (rows.length === 1) return await write(rows, 'cannotBeWritten')
    const half = Math.ceil(rows.length / 2)
    await inHalves(rows.slice(0, half), write)
    await inHalves(rows.slice(half), write)
  }
}
