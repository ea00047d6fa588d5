/** An entitlement as a list has it: granted when it is first read, and brought to a corrected row by further facts. */
import type { PayeeRole } from '../../domain/benefits/fact.ts'
import type { EntitlementGround } from '../../domain/money.ts'
import type { Vault } from '../identity/identity-vault.ts'
import { channelContext } from '../identity/sealing-context.ts'
import { type Transaction, typedRows } from '../statement.ts'
import {
  changePayees,
  grantEntitlement,
  place,
  type Recording,
  recordChannel,
  regrant,
  withdraw,
} from './facts.ts'
import { type PersonNamed, partyOf } from './person.ts'

export interface Listed extends Recording {
  person: PersonNamed
  benefit: string
  ground: EntitlementGround
  groundRef: string
  times: number
  areaId: string
  /** Null: the person. */
  payee: (PersonNamed & { role: PayeeRole }) | null
  /** Null: in cash. */
  account: string | null
}

/** @returns the id of the entitlement */
export async function grantListed(tx: Transaction, vault: Vault, listed: Listed): Promise<string> {
  const partyId = await partyOf(tx, vault, null, listed.person)
  const payee = await payeeOf(tx, vault, listed, partyId)
  const id = await grantEntitlement(tx, { ...listed, partyId, payees: [payee] })
  await recordChannel(tx, vault, id, { ...listed, payeeId: payee.partyId })
  return id
}

async function payeeOf(tx: Transaction, vault: Vault, { payee }: Listed, partyId: string) {
  if (payee === null) return { partyId, role: 'self', share: 1 } as const
  return { partyId: await partyOf(tx, vault, null, payee), role: payee.role, share: 1 }
}

/**
 * Records how a corrected row differs from what holds: another beginning or count withdraws the grant and grants again, another place, payee
 * or account is a fact from the row's month on. Nothing is overwritten.
 * @returns whether anything was recorded
 */
export async function correctListed(
  tx: Transaction,
  vault: Vault,
  id: string,
  listed: Listed,
): Promise<boolean> {
  const held = await holding(tx, id)
  const { fromMonth, times, areaId, account } = listed
  const regranted = held.fromMonth !== fromMonth || held.times !== times
  if (regranted) {
    if (held.grantId !== null) await withdraw(tx, id, { ...listed, fact: held.grantId })
    await regrant(tx, id, listed)
  }
  const moved = held.areaId !== areaId
  if (moved) await place(tx, id, { ...listed, areaId })
  const named = listed.payee ?? listed.person
  const lookup = Buffer.from(vault.lookup(named.identityNumber))
  const samePayee =
    held.payeeId !== null &&
    held.name === named.name &&
    held.role === (listed.payee?.role ?? 'self') &&
    held.lookup !== null &&
    lookup.equals(held.lookup)
  const payeeId = samePayee && held.payeeId !== null ? held.payeeId : await partyOf(tx, vault, null, named)
  if (!samePayee) {
    const payees = [{ partyId: payeeId, role: listed.payee?.role ?? 'self', share: 1 } as const]
    await changePayees(tx, id, { ...listed, payees })
  }
  const { channelId, cipher, keyId } = held
  const open =
    channelId === null || cipher === null || keyId === null
      ? null
      : vault.open(cipher, keyId, channelContext(channelId))
  const paidElsewhere = !samePayee || channelId === null || open !== account
  if (paidElsewhere) await recordChannel(tx, vault, id, { ...listed, payeeId })
  return regranted || moved || !samePayee || paidElsewhere
}

/** The last of each kind of fact that is not withdrawn. */
async function holding(tx: Transaction, id: string) {
  const [row] = await typedRows(tx, 'benefits.holding')`
    with known as (
      select f.* from entitlement_fact f where f.entitlement_id = ${id} and not exists (
        select from entitlement_fact w where w.of_fact = f.id and w.kind = 'withdrawn')),
    latest as (select distinct on (kind) * from known where kind in ('granted', 'placed', 'payees') order by kind, number desc)
    select granted.id as "grantId", granted.from_month as "fromMonth", granted.times, placed.area_id as "areaId", payee.payee_id as "payeeId",
      payee.role, party.name, party.identity_hmac as lookup, channel.id as "channelId", channel.account_cipher as cipher,
      channel.account_key_id as "keyId"
    from entitlement e left join latest granted on granted.kind = 'granted' left join latest placed on placed.kind = 'placed'
    left join latest paid on paid.kind = 'payees' left join entitlement_payee payee on payee.fact_id = paid.id
    left join party on party.id = payee.payee_id
    left join lateral (select * from entitlement_channel c where c.entitlement_id = e.id and c.payee_id = payee.payee_id
      order by c.number desc limit 1) channel on true
    where e.id = ${id} order by payee.payee_id limit 1`
  if (row === undefined) throw new Error(`There is no entitlement ${id}`)
  return row
}
