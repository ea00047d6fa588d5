/** Where sealed values are, how they are read a batch at a time, and what each is bound to. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import type { RowTypes } from '../row-types.ts'
import { typedRows } from '../statement.ts'
import {
  accountContext,
  channelContext,
  formContext,
  identityContext,
  nameContext,
  secretContext,
} from './sealing-context.ts'

/** A column that holds sealed values. Each row knows its own context: a value opens nowhere else. */
export type SealedPlace = { table: string; id: string; versioned?: true } & (
  | { cipher: string; keyId: string; context: (id: string) => string }
  /** An object of `{cipher, keyId}` by the name of the form's field, and where the dossier is that it is sealed for. */
  | { secrets: string; dossierId: (sql: Querying) => postgres.PendingQuery<postgres.Row[]> }
)

/** Every column that holds a sealed value; a test compares it with the tables. */
export const sealedPlaces: readonly SealedPlace[] = [
  {
    ...{ table: 'party', id: 'id', cipher: 'identity_cipher', keyId: 'identity_key_id' },
    context: identityContext,
  },
  {
    ...{ table: 'payment_order', id: 'id', cipher: 'account_cipher', keyId: 'account_key_id' },
    context: accountContext,
  },
  {
    ...{ table: 'entitlement_channel', id: 'id', cipher: 'account_cipher', keyId: 'account_key_id' },
    context: channelContext,
  },
  {
    ...{ table: 'dossier_form', id: 'dossier_id', versioned: true, secrets: 'secrets' },
    dossierId: (sql) => sql`dossier_id`,
  },
  {
    ...{ table: 'subscription', id: 'id', cipher: 'secret_cipher', keyId: 'secret_key_id' },
    context: secretContext,
  },
  {
    ...{ table: 'pending_supplement', id: 'request_id', secrets: 'secrets' },
    dossierId: (sql) => sql`(select made.dossier_id from decision_request made where made.id = request_id)`,
  },
  { ...{ table: 'paper_file', id: 'id', cipher: 'name_cipher', keyId: 'name_key_id' }, context: nameContext },
]

/** Where a batch ended; `version` is 0 where a row has none. */
export interface Position {
  id: string
  version: number
}

export const firstPosition: Position = { id: '00000000-0000-0000-0000-000000000000', version: 0 }

export type SealedRow = RowTypes['identity.sealedBatch']

/** The next rows by primary key: a pass looks at no row twice. @param read.but leaves out what this key alone has sealed */
export async function readSealed(
  sql: Querying,
  place: SealedPlace,
  read: { after: Position; batch: number; but: string | null; lock: boolean },
): Promise<readonly SealedRow[]> {
  const { after, batch, but, lock } = read
  const key = sql(place.versioned ? [place.id, 'version'] : [place.id])
  const beyond = place.versioned
    ? sql`(${key}) > (${after.id}::uuid, ${after.version}::int)`
    : sql`${key} > ${after.id}::uuid`
  return await typedRows(sql, 'identity.sealedBatch')`
    select ${sql(place.id)} as id, ${versionOf(sql, place)} as version, ${valueIn(sql, place)} from ${sql(place.table)}
    where ${beyond} and ${but === null ? holdsValue(sql, place) : sealedByOthers(sql, place, but)}
    order by ${key} limit ${batch} ${lock ? sql`for update` : sql``}`
}

export const versionOf = (sql: Querying, place: SealedPlace) => (place.versioned ? sql`version` : sql`0`)

const valueIn = (sql: Querying, place: SealedPlace) =>
  'secrets' in place
    ? sql`null as cipher, null as "keyId", ${sql(place.secrets)} as secrets, ${place.dossierId(sql)} as "dossierId"`
    : sql`${sql(place.cipher)} as cipher, ${sql(place.keyId)} as "keyId", null as secrets, null as "dossierId"`

const holdsValue = (sql: Querying, place: SealedPlace) =>
  'secrets' in place
    ? sql`${sql(place.secrets)} <> '{}'::jsonb`
    : sql`(${sql(place.cipher)} is not null or ${sql(place.keyId)} is not null)`

export const sealedByOthers = (sql: Querying, place: SealedPlace, current: string) =>
  'secrets' in place
    ? sql`exists (select from jsonb_each(${sql(place.secrets)}) held where held.value ->> 'keyId' <> ${current})`
    : sql`${sql(place.keyId)} <> ${current}`

/** One sealed value of a row, and what it has to open under. */
export interface SealedValue {
  /** Of the form; null where the row holds one value. */
  field: string | null
  cipher: Uint8Array
  keyId: string
  context: string
}

/** The values of a row; null where what they are bound to, or a part of one, is missing. */
export function valuesOf(place: SealedPlace, row: SealedRow): readonly SealedValue[] | null {
  if ('context' in place) {
    const { cipher, keyId } = row
    return cipher === null || keyId === null
      ? null
      : [{ field: null, cipher, keyId, context: place.context(row.id) }]
  }
  const { dossierId } = row
  if (dossierId === null) return null
  return Object.entries(row.secrets ?? {}).map(([field, held]) => ({
    ...{ field, cipher: Buffer.from(held.cipher, 'base64'), keyId: held.keyId },
    context: formContext(dossierId, field),
  }))
}
