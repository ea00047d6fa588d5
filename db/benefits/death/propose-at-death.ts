/** Proposes what follows for the benefits of a person whose death the result of a dossier records. */
import { type Held, proposalsAtDeath } from '../../../domain/benefits/death.ts'
import { monthOf } from '../../../domain/benefits/month.ts'
import { firstMonthWithout } from '../../../domain/benefits/month-rules.ts'
import { type Dong, dongToJson } from '../../../domain/money.ts'
import { type Transaction, typedRows } from '../../statement.ts'
import { owedOf } from '../owed.ts'

export interface Death {
  dossierId: string
  /** As a dossier or a list names the person: whose number has this look-up value. */
  lookup: Uint8Array
  /** Local date. */
  diedOn: string
}

/**
 * Writes the proposals; none where the person has no entitlement that goes on. What another dossier proposed for the person and nobody
 * refused is not proposed again. That the dossier records the death stays written, so that the lump sum is paid once, by a run or by a dossier.
 * @returns how many
 * @throws RangeError where it is no date
 */
export async function proposeAtDeath(tx: Transaction, { dossierId, lookup, diedOn }: Death): Promise<number> {
  // Two dossiers of one death wait for each other here.
  const [person] = await typedRows(tx, 'benefits.lockPerson')`
    select b.id from beneficiary_identity known join beneficiary b on b.id = person_of(known.beneficiary_id)
    where known.number_hmac = ${Buffer.from(lookup)} for update of b`
  if (person === undefined) return 0
  await tx`
    insert into recorded_death (dossier_id, beneficiary_id, died_on) values (${dossierId}, ${person.id}, ${diedOn})
    on conflict do nothing`
  const proposals = proposalsAtDeath(
    diedOn,
    await heldBy(tx, person.id, diedOn),
    await levelOf(tx, monthOf(diedOn)),
  )
  const rows = proposals.map(({ amountDong, ...rest }, nth) => ({
    ...{ nth, ...rest },
    amountDong: amountDong === null ? null : dongToJson(amountDong),
  }))
  const written = await typedRows(tx, 'benefits.proposeAtDeath')`
    insert into entitlement_proposal (dossier_id, beneficiary_id, kind, died_on, entitlement_id, benefit, from_month, amount_dong, basis, assumed)
    select ${dossierId}, ${person.id}, kind, ${diedOn}, "entitlementId", benefit, "fromMonth", "amountDong", basis, assumed
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as given (nth int, kind text, "entitlementId" uuid, benefit text, "fromMonth" text,
      "amountDong" bigint, basis text, assumed boolean)
    where not exists (
      select from entitlement_proposal earlier left join proposal_decision decided on decided.proposal_id = earlier.id
      where earlier.beneficiary_id = ${person.id} and earlier.kind = given.kind
        and earlier.entitlement_id is not distinct from given."entitlementId" and earlier.benefit is not distinct from given.benefit
        and decided.outcome is distinct from 'refused')
    order by nth
    returning id`
  return written.length
}

async function levelOf(tx: Transaction, month: string): Promise<Dong | null> {
  const [level] = await typedRows(tx, 'benefits.referenceLevel')`
    select amount_dong::text as dong from reference_level where from_month <= ${month} order by from_month desc, number desc limit 1`
  return level === undefined ? null : BigInt(level.dong)
}

/** What the person has that no fact has ended, with what is owed for the month of death and what is in lines after it. */
async function heldBy(tx: Transaction, beneficiaryId: string, diedOn: string): Promise<readonly Held[]> {
  const first = firstMonthWithout('death', diedOn)
  const rows = await typedRows(tx, 'benefits.heldBy')`
    select e.id as "entitlementId", e.benefit, b.kind, b.cadence, b.injury_rate as "injuryRate",
      coalesce((select sum(amount_dong) from due_line line
        where line.entitlement_id = e.id and line.period >= ${first} and line.period <> 'once'), 0)::text as "paidAfterDong"
    from entitlement e join benefit b on b.code = e.benefit
    where person_of(e.beneficiary_id) = ${beneficiaryId}
      and exists (select from entitlement_fact f where f.entitlement_id = e.id and f.kind = 'granted'
        and not exists (select from entitlement_fact w where w.of_fact = f.id and w.kind = 'withdrawn'))
      and not exists (select from entitlement_fact f where f.entitlement_id = e.id and f.kind = 'ended' and f.from_month <= ${first}
        and not exists (select from entitlement_fact w where w.of_fact = f.id and w.kind = 'withdrawn'))
    order by e.id`
  const month = monthOf(diedOn)
  const scope = { entitlementIds: rows.map(({ entitlementId }) => entitlementId) }
  const owed = await owedOf(tx, { scope, periods: [month], knownMs: null })
  const byId = new Map(owed.map(({ entitlementId, amountDong }) => [entitlementId, amountDong]))
  return rows.map((row) => ({
    ...row,
    paidAfterDong: BigInt(row.paidAfterDong),
    monthlyDong: byId.get(row.entitlementId) ?? 0n,
  }))
}
