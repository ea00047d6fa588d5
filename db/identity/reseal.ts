/** Reseals with the current key what older keys sealed. The key of a value is the one part of it that changes. */

import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { nameContext } from '../papers/paper-file.ts'
import type { RowTypes } from '../row-types.ts'
import { typedRows } from '../statement.ts'
import type { Vault } from './identity-vault.ts'

/** A column that holds sealed values. Each row knows its own context: a value opens nowhere else. */
export type SealedPlace = { table: string; id: string; versioned?: true } & (
  | { cipher: string; keyId: string; context: (id: string) => string }
  /** An object of `{cipher, keyId}` by the name of the form's field. */
  | { secrets: string }
)

/** Every column that holds a sealed value; a test compares it with the tables. */
export const sealedPlaces: readonly SealedPlace[] = [
  {
    ...{ table: 'party', id: 'id', cipher: 'identity_cipher', keyId: 'identity_key_id' },
    context: () => 'party.identity',
  },
  {
    ...{ table: 'payment_order', id: 'id', cipher: 'account_cipher', keyId: 'account_key_id' },
    context: (id) => `order.account ${id}`,
  },
  { table: 'dossier_form', id: 'dossier_id', versioned: true, secrets: 'secrets' },
  {
    ...{ table: 'subscription', id: 'id', cipher: 'secret_cipher', keyId: 'secret_key_id' },
    context: () => 'subscription.secret',
  },
  { table: 'pending_supplement', id: 'request_id', secrets: 'secrets' },
  { ...{ table: 'paper_file', id: 'id', cipher: 'name_cipher', keyId: 'name_key_id' }, context: nameContext },
]

export interface ResealReport {
  key: string
  places: readonly {
    table: string
    /** Rows resealed by this run. */
    resealed: number
    /** Rows that do not open, by id: changed bytes, or a key that is missing. They are left as they are. */
    unreadable: readonly string[]
    /** Rows that other keys still seal, when this run ended. */
    left: number
  }[]
}

/** Where a batch ended; `version` is 0 where a row has none. */
interface Position {
  id: string
  version: number
}

const first: Position = { id: '00000000-0000-0000-0000-000000000000', version: 0 }

type Row = RowTypes['identity.sealedBatch']

/**
 * One pass over each table, a batch a transaction: cut short, it goes on where it was when it is run again, and run
 * again it finds nothing to do. A reader or a filing meanwhile waits for one batch at most.
 * @param current id of the key that seals now
 */
export async function resealAll(
  { sql }: Pick<Database, 'sql'>,
  vault: Vault,
  { current, batch = 500 }: { current: string; batch?: number },
): Promise<ResealReport> {
  const places = []
  for (const place of sealedPlaces) {
    const unreadable: string[] = []
    let resealed = 0
    for (let after: Position | null = first; after !== null; ) {
      const from: Position = after
      const done = await transaction(sql, (tx) =>
        resealBatch(tx, vault, place, { current, batch, after: from }),
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
  { current, batch, after }: { current: string; batch: number; after: Position },
): Promise<{ resealed: number; unreadable: readonly string[]; last: Position | null }> {
  const key = tx(place.versioned ? [place.id, 'version'] : [place.id])
  const version = place.versioned ? tx`version` : tx`0`
  // By primary key: a batch looks at no row twice.
  const beyond = place.versioned
    ? tx`(${key}) > (${after.id}::uuid, ${after.version}::int)`
    : tx`${key} > ${after.id}::uuid`
  const rows = await typedRows(tx, 'identity.sealedBatch')`
    select ${tx(place.id)} as id, ${version} as version, ${valueIn(tx, place)} from ${tx(place.table)}
    where ${beyond} and ${sealedByOthers(tx, place, current)} order by ${key} limit ${batch} for update`
  const unreadable: string[] = []
  let resealed = 0
  for (const row of rows) {
    const sealed = resealRow(vault, place, row)
    if (sealed === null) unreadable.push(row.id)
    else {
      await tx`
        update ${tx(place.table)} set ${settingOf(tx, place, sealed)}
        where ${tx(place.id)} = ${row.id} and ${version} = ${row.version}`
      resealed += 1
    }
  }
  return { resealed, unreadable, last: rows.length < batch ? null : (rows.at(-1) ?? null) }
}

const valueIn = (tx: Querying, place: SealedPlace) =>
  'secrets' in place
    ? tx`null as cipher, null as "keyId", ${tx(place.secrets)} as secrets`
    : tx`${tx(place.cipher)} as cipher, ${tx(place.keyId)} as "keyId", null as secrets`

const sealedByOthers = (sql: Querying, place: SealedPlace, current: string) =>
  'secrets' in place
    ? sql`exists (select from jsonb_each(${sql(place.secrets)}) held where held.value ->> 'keyId' <> ${current})`
    : sql`${sql(place.keyId)} <> ${current}`

interface Resealed extends Pick<Row, 'keyId' | 'secrets'> {
  cipher: Uint8Array | null
}

/** Null where it does not open. */
function resealRow(vault: Vault, place: SealedPlace, { id, cipher, keyId, secrets }: Row): Resealed | null {
  const again = (sealed: Uint8Array, key: string, context: string) =>
    vault.seal(vault.open(sealed, key, context), context)
  try {
    if ('context' in place) {
      if (cipher === null || keyId === null) return null
      return { ...again(cipher, keyId, place.context(id)), secrets: null }
    }
    const fields = Object.entries(secrets ?? {}).map(([name, held]) => {
      const sealed = again(Buffer.from(held.cipher, 'base64'), held.keyId, `form.${name}`)
      return [name, { cipher: Buffer.from(sealed.cipher).toString('base64'), keyId: sealed.keyId }]
    })
    return { cipher: null, keyId: null, secrets: Object.fromEntries(fields) }
  } catch {
    return null
  }
}

const settingOf = (tx: Querying, place: SealedPlace, { cipher, keyId, secrets }: Resealed) =>
  'secrets' in place
    ? tx`${tx(place.secrets)} = ${JSON.stringify(secrets)}::jsonb`
    : tx`${tx(place.cipher)} = ${cipher === null ? null : Buffer.from(cipher)}, ${tx(place.keyId)} = ${keyId}`
