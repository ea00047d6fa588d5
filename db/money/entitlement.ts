import type { EntitlementGround } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { newId } from '../new-id.ts'
import { typedRows } from '../statement.ts'

/** A benefit of the person that a party is, for one ground: each exists once. */
export interface EntitlementOf {
  partyId: string
  benefit: string
  ground: EntitlementGround
  /** The id of the dossier, or the number of the decision, or what tells one martyr or child from another. */
  groundRef: string
}

/** Its id, made where it is missing; run it in a transaction. */
export async function entitlementOf(tx: Querying, of: EntitlementOf): Promise<string> {
  const beneficiaryId = await beneficiaryOf(tx, of.partyId)
  // Of one who was found to be the same person it may stand under either of the two.
  await tx`
    insert into entitlement (id, beneficiary_id, benefit, ground, ground_ref)
    select ${newId()}, ${beneficiaryId}, ${of.benefit}, ${of.ground}, ${of.groundRef}
    where not exists (select from entitlement known
      where known.beneficiary_id in (select beneficiaries_of(${beneficiaryId})) and known.benefit = ${of.benefit}
        and known.ground = ${of.ground} and known.ground_ref = ${of.groundRef})
    on conflict do nothing`
  const [row] = await typedRows(tx, 'money.entitlementOf')`
    select id from entitlement
    where beneficiary_id in (select beneficiaries_of(${beneficiaryId})) and benefit = ${of.benefit} and ground = ${of.ground}
      and ground_ref = ${of.groundRef}
    -- Of two that were one person's only from a merge on, the one that goes on.
    order by exists (select from entitlement_fact f where f.entitlement_id = entitlement.id and f.kind = 'ended'), recorded_at, id limit 1`
  if (row === undefined)
    throw new Error(`The entitlement of party ${of.partyId} is not there after its insert`)
  return row.id
}

/**
 * The person that a party of a dossier is: who it was when something was booked for it, else who has the same number, in whatever dossier
 * it was filed. A party without a number is a person of its own. The id is that of the first party that named the person.
 *
 * Where two were found to be one person (`db/benefits/merge.ts`), it is who was kept.
 *
 * A number that was corrected after a booking makes nobody else of the party. It is one more number of the person where the party is
 * the only one booked for it: with others the old number may have been somebody else's, and who is who a person must say.
 */
export async function beneficiaryOf(tx: Querying, partyId: string): Promise<string> {
  // Who comes second for a number waits for the first here, and finds that person below.
  await tx`
    with named as (
      select party.id, party.identity_hmac as hmac, booked.beneficiary_id as booked
      from party left join beneficiary_party booked on booked.party_id = party.id where party.id = ${partyId}),
    first as (
      insert into beneficiary_identity (number_hmac, beneficiary_id)
      select hmac, coalesce(booked, id) from named
      where hmac is not null and not exists (
        select from beneficiary_party other where other.beneficiary_id = named.booked and other.party_id <> named.id)
      on conflict do nothing returning beneficiary_id)
    insert into beneficiary (id) select id from named where booked is null and (hmac is null or exists (select from first))
    on conflict do nothing`
  await tx`
    insert into beneficiary_party (party_id, beneficiary_id)
    select party.id, coalesce(known.beneficiary_id, party.id) from party
    left join beneficiary_identity known on known.number_hmac = party.identity_hmac where party.id = ${partyId}
    on conflict do nothing`
  const [row] = await typedRows(tx, 'money.beneficiaryOf')`
    select person_of(beneficiary_id) as id from beneficiary_party where party_id = ${partyId}`
  if (row === undefined) throw new Error(`There is no party ${partyId}`)
  return row.id
}
