/** Reseals with the current key what older keys sealed, and binds to its row what was sealed without it. */

import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { type Vault, VaultError } from './identity-vault.ts'
import {
  firstPosition,
  type Position,
  readSealed,
  type SealedPlace,
  type SealedRow,
  type SealedValue,
  sealedByOthers,
  sealedPlaces,
  valuesOf,
  versionOf,
} from './sealed-places.ts'
import { unboundContext } from './sealing-context.ts'

export interface ResealReport {
  key: string
  places: readonly {
    table: string
    /** Rows resealed by this run. */
    resealed: number
    /**
     * Rows that do not open where they are, by id: copied from another row, changed bytes, or a key that is missing. They are left
     * as they are.
     */
    unreadable: readonly string[]
    /** Rows that other keys still seal, when this run ended. */
    left: number
  }[]
}

export interface ResealOptions {
  /** Id of the key that seals now. */
  current: string
  /** Rows of a transaction. @defaultValue 500 */
  batch?: number
  /**
   * Looks at every row, and binds to it what was sealed before values were bound to rows. Who can write to the database could have moved
   * such a value before: it is done once, and no other run or process opens one. @defaultValue false
   */
  bind?: boolean
}

type Batch = Required<ResealOptions> & { after: Position }

/**
 * One pass over each table, a batch a transaction: cut short, it goes on where it was when it is run again, and run
 * again it finds nothing to do. A reader or a filing meanwhile waits for one batch at most.
 */
export async function resealAll(
  { sql }: Pick<Database, 'sql'>,
  vault: Vault,
  { current, batch = 500, bind = false }: ResealOptions,
): Promise<ResealReport> {
  const places = []
  for (const place of sealedPlaces) {
    const unreadable: string[] = []
    let resealed = 0
    for (let after: Position | null = firstPosition; after !== null; ) {
      const from: Position = after
      const done = await transaction(sql, (tx) =>
        resealBatch(tx, vault, place, { current, batch, bind, after: from }),
      )
      resealed += done.resealed
      unreadable.push(...done.unreadable)
      after = done.last
    }
    const [row] = await typedRows(sql, 'identity.resealAll')`
      select count(*)::int as left from ${sql(place.table)} where ${sealedByOthers(sql, place, current)}`
    places.push({ table: place.table, resealed, unreadable, left: row?.left ?? 0 })
  }
  return { key: current, places }
}

async function resealBatch(
  tx: Querying,
  vault: Vault,
  place: SealedPlace,
  { current, batch, bind, after }: Batch,
): Promise<{ resealed: number; unreadable: readonly string[]; last: Position | null }> {
  // An order keeps its account once its intent is written: its trigger lets the same account be sealed again by who says so.
  await tx`select set_config('payment_order.resealing', 'on', true)`
  const rows = await readSealed(tx, place, { after, batch, but: bind ? null : current, lock: true })
  const unreadable: string[] = []
  let resealed = 0
  for (const row of rows) {
    const values = resealRow(vault, place, row, { current, bind })
    if (values === null) unreadable.push(row.id)
    else if (values.some(({ changed }) => changed)) {
      await tx`
        update ${tx(place.table)} set ${settingOf(tx, place, values)}
        where ${tx(place.id)} = ${row.id} and ${versionOf(tx, place)} = ${row.version}`
      resealed += 1
    }
  }
  return { resealed, unreadable, last: rows.length < batch ? null : (rows.at(-1) ?? null) }
}

type Resealed = Pick<SealedValue, 'field' | 'cipher' | 'keyId'> & { changed: boolean }

/** Null where one of its values does not open. */
function resealRow(
  vault: Vault,
  place: SealedPlace,
  row: SealedRow,
  { current, bind }: Pick<Batch, 'current' | 'bind'>,
): readonly Resealed[] | null {
  try {
    return (
      valuesOf(place, row)?.map((value) => {
        const { plain, bound } = opened(vault, value, bind)
        if (bound && value.keyId === current) return { ...value, changed: false }
        return { field: value.field, ...vault.seal(plain, value.context), changed: true }
      }) ?? null
    )
  } catch (error) {
    if (error instanceof VaultError) return null
    throw error
  }
}

function opened(
  vault: Vault,
  { cipher, keyId, context }: SealedValue,
  bind: boolean,
): { plain: string; bound: boolean } {
  try {
    return { plain: vault.open(cipher, keyId, context), bound: true }
  } catch (error) {
    if (!bind || !(error instanceof VaultError)) throw error
    return { plain: vault.open(cipher, keyId, unboundContext(context)), bound: false }
  }
}

function settingOf(tx: Querying, place: SealedPlace, values: readonly Resealed[]) {
  if ('secrets' in place) {
    const secrets = values.map(({ field, cipher, keyId }) => [
      field,
      { cipher: Buffer.from(cipher).toString('base64'), keyId },
    ])
    return tx`${tx(place.secrets)} = ${JSON.stringify(Object.fromEntries(secrets))}::jsonb`
  }
  const [value] = values
  if (value === undefined) throw new Error(`A row of ${place.table} has no value to reseal`)
  return tx`${tx(place.cipher)} = ${Buffer.from(value.cipher)}, ${tx(place.keyId)} = ${value.keyId}`
}
