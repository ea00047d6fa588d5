import { DomainError } from '../../domain/errors.ts'
import type { Database, Querying } from '../database.ts'
import type { Sealed } from '../identity/identity-vault.ts'
import { typedRows } from '../statement.ts'
import type { EventKind } from './events.ts'

export interface NewSubscription {
  /** What the secret is sealed for. */
  id: string
  caller: string
  key: string
  url: string
  secret: Sealed
  kinds: readonly EventKind[]
  procedureCode: string | null
  field: string | null
  filedBy: string | null
  at: number
}

export interface SubscriptionView {
  id: string
  url: string
  kinds: readonly EventKind[]
  procedureCode: string | null
  field: string | null
  filedBy: string | null
  createdAt: number
  stoppedAt: number | null
  /** Events not acknowledged yet. */
  waiting: number
  lastError: string | null
}

/**
 * Registers a receiver once for a caller's key.
 * @throws {DomainError} `keyReused` where the key was used for another one; a secret is not compared
 */
export async function subscribe({ sql }: Pick<Database, 'sql'>, given: NewSubscription): Promise<string> {
  const { id, caller, key, url, secret, kinds, procedureCode, field, filedBy, at } = given
  await sql`
    insert into subscription (id, caller, key, url, secret_cipher, secret_key_id, kinds, procedure_code, field, filed_by, created_at)
    values (${id}, ${caller}, ${key}, ${url}, ${Buffer.from(secret.cipher)}, ${secret.keyId}, ${[...kinds]}::text[],
      ${procedureCode}, ${field}, ${filedBy}, instant(${at})) on conflict (caller, key) do nothing`
  const [row] = await typedRows(sql, 'notices.subscribe')`
    select id, (url, kinds, procedure_code, field, filed_by) is not distinct from
      (${url}, ${[...kinds]}::text[], ${procedureCode}::text, ${field}::text, ${filedBy}::text) as same
    from subscription where caller = ${caller} and key = ${key}`
  if (row === undefined) throw new Error('a subscription vanished while it was registered')
  if (!row.same) throw new DomainError('keyReused', { id: row.id })
  return row.id
}

/** Those that have not ended, by id; of one id where given. */
export async function readSubscriptions(
  sql: Querying,
  page: { after?: string | undefined; id?: string; limit: number },
): Promise<readonly SubscriptionView[]> {
  const { after, id, limit } = page
  return await typedRows(sql, 'notices.readSubscriptions')`
    select s.id, s.url, s.kinds, s.procedure_code as "procedureCode", s.field, s.filed_by as "filedBy",
      epoch_ms(s.created_at) as "createdAt", epoch_ms(s.stopped_at) as "stoppedAt", d.waiting, d."lastError"
    from subscription s cross join lateral (
      select count(*)::int as waiting, max(last_error) as "lastError" from delivery
      where subscription_id = s.id and delivered_at is null) d
    where s.ended_at is null ${after === undefined ? sql`` : sql`and s.id > ${after}`} ${id === undefined ? sql`` : sql`and s.id = ${id}`}
    order by s.id limit ${limit}`
}
