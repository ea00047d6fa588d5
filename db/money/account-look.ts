/** The account of an order, sealed, and the row that says who had it shown. */
import type { Querying } from '../database.ts'
import { accountContext, channelContext } from '../identity/sealing-context.ts'
import { typedRows } from '../statement.ts'

export interface SealedAccount {
  cipher: Uint8Array
  keyId: string
  /** What it is bound to: the order, or the channel of the payee. */
  context: string
  unitId: string
  runId: string | null
  /** In whose journal a look stands: that of the run, or of what the order pays. */
  dossierId: string
}

/** Null where there is no such order, or it is paid in cash. */
export async function readSealedAccount(sql: Querying, orderId: string): Promise<SealedAccount | null> {
  const [row] = await typedRows(sql, 'money.sealedAccount')`
    select coalesce(o.account_cipher, way.account_cipher) as cipher, coalesce(o.account_key_id, way.account_key_id) as "keyId",
      way.id as "channelId", o.unit_id as "unitId", o.run_id as "runId",
      coalesce(o.run_id, (
        select line.dossier_id from order_part held join due_part part on part.id = held.due_part_id join due_line line on line.id = part.due_line_id
        where held.order_id = o.id and line.dossier_id is not null limit 1)) as "dossierId"
    from payment_order o left join entitlement_channel way on way.id = o.channel_id
    where o.id = ${orderId} and o.channel = 'transfer'`
  if (row === undefined || row.cipher === null || row.keyId === null || row.dossierId === null) return null
  const { channelId, cipher, keyId, unitId, runId, dossierId } = row
  const context = channelId === null ? accountContext(orderId) : channelContext(channelId)
  return { cipher, keyId, context, unitId, runId, dossierId }
}

/** Writes down that an officer has the number shown, and why, before it is. */
export async function recordLook(
  sql: Querying,
  look: {
    dossierId: string
    orderId: string
    actorId: string
    unitId: string | null
    reason: string
    at: number
  },
): Promise<void> {
  const payload = { order: look.orderId, reason: look.reason }
  await sql`
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    values (${look.dossierId}, 'accountShown', ${look.actorId}, ${look.unitId}, ${JSON.stringify(payload)}::jsonb, instant(${look.at}))`
}
