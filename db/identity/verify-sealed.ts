/** Whether every sealed value opens where it is: one that was copied from another row, or changed, does not. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { type Vault, VaultError } from './identity-vault.ts'
import {
  firstPosition,
  type Position,
  readSealed,
  type SealedPlace,
  type SealedRow,
  sealedPlaces,
  valuesOf,
} from './sealed-places.ts'

export interface VerifyReport {
  places: readonly {
    table: string
    /** Rows all of whose values open. */
    opened: number
    /** Rows of which a value does not open, by id: of a form its dossier, of a supplement its request. */
    unreadable: readonly string[]
  }[]
}

/**
 * Opens every sealed value under the binding of its own row, a batch at a time; locks and changes nothing.
 * @param pauseMs between two batches, so that what runs meanwhile is not slowed. @defaultValue 20
 */
export async function verifySealed(
  { sql }: Pick<Database, 'sql'>,
  vault: Vault,
  { batch = 500, pauseMs = 20 }: { batch?: number; pauseMs?: number } = {},
): Promise<VerifyReport> {
  const places = []
  for (const place of sealedPlaces) {
    const unreadable = new Set<string>()
    let opened = 0
    for (let after: Position | null = firstPosition; after !== null; ) {
      const rows: readonly SealedRow[] = await readSealed(sql, place, {
        ...{ after, batch, but: null, lock: false },
      })
      for (const row of rows) {
        if (opens(vault, place, row)) opened += 1
        else unreadable.add(row.id)
      }
      after = rows.length < batch ? null : (rows.at(-1) ?? null)
      if (after !== null) await pause(pauseMs)
    }
    places.push({ table: place.table, opened, unreadable: [...unreadable] })
  }
  return { places }
}

function opens(vault: Vault, place: SealedPlace, row: SealedRow): boolean {
  try {
    const values = valuesOf(place, row)
    for (const { cipher, keyId, context } of values ?? []) vault.open(cipher, keyId, context)
    return values !== null
  } catch (error) {
    if (error instanceof VaultError) return false
    throw error
  }
}
