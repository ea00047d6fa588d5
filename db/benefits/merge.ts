/** Two beneficiaries that are one person: one officer asks, another decides. Nothing is rewritten; `person_of` says who is who. */
import type { MergeOutcome } from '../../domain/benefits/merge.ts'
import { monthRules } from '../../domain/benefits/month-rules.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { samePerson } from '../territory/authority/same-person.ts'
import { type BenefitOfficer, benefitUnit } from './benefit-desk.ts'
import { stop } from './facts.ts'

export interface MergeAsked {
  /** Who the person is from then on, and who is found to be the same. */
  keptId: string
  mergedId: string
  /** What both have for one ground is owed once from this month on. */
  fromMonth: string
  reason: string
  by: BenefitOfficer
}

/**
 * @returns the id of the request
 * @throws {DomainError} `notFound` of one who has no entitlement with a place, `notCompetent`; `mergedAlready` where they are one
 */
export async function askMerge(tx: Transaction, asked: MergeAsked): Promise<string> {
  const { fromMonth, reason, by } = asked
  const { keptId, mergedId } = await personsOf(tx, asked)
  const unitId = await unitFor(tx, { keptId, mergedId, by }, 'asks')
  const [row] = await typedRows(tx, 'benefits.askMerge')`
    insert into beneficiary_merge (kept_id, merged_id, from_month, requested_by, requested_at, reason, unit_id)
    values (${keptId}, ${mergedId}, ${fromMonth}, ${by.officerId}, instant(${by.atMs}), ${reason}, ${unitId}) returning id`
  if (row === undefined) throw new Error('the request to merge was not kept')
  return row.id
}

export interface MergeAnswer {
  id: string
  outcome: MergeOutcome
  reason: string
  by: BenefitOfficer
}

/**
 * Decides a request once; the same answer again changes nothing. Where they are merged, an entitlement that both have to one benefit for one
 * ground ends for who was merged, from the month of the request: what was booked before it stays, and of what was booked after it the next
 * preparation writes the recovery.
 * @returns the entitlements that end
 * @throws {DomainError} `notFound`, `notCompetent`; `sameOfficer` of who asked; `alreadyDecided`; `mergedAlready`
 */
export async function decideMerge(
  tx: Transaction,
  { id, outcome, reason, by }: MergeAnswer,
): Promise<readonly string[]> {
  const [asked] = await typedRows(tx, 'benefits.mergeAsked')`
    select kept_id as "keptId", merged_id as "mergedId", from_month as "fromMonth",
      ${samePerson(tx, tx`m.requested_by`, tx`${by.officerId}::text`)} as "byAsker"
    from beneficiary_merge m where id = ${id}`
  if (asked === undefined) throw new DomainError('notFound')
  const { keptId, mergedId, fromMonth } = asked
  const unitId = await unitFor(tx, { keptId, mergedId, by }, 'decides')
  if (asked.byAsker) throw new DomainError('sameOfficer')
  // Both persons, in the order of their ids: two merges of one person wait for each other.
  await tx`select from beneficiary where id in (${keptId}, ${mergedId}) order by id for update`
  const [written] = await typedRows(tx, 'benefits.decideMerge')`
    insert into merge_decision (merge_id, outcome, decided_by, decided_at, reason, unit_id)
    select ${id}, ${outcome}, ${by.officerId}, instant(${by.atMs}), ${reason}, ${unitId}
    -- Merged meanwhile with somebody else, one of them is that person: it is requested again.
    where ${outcome}::text = 'kept' or (person_of(${keptId}) = ${keptId} and person_of(${mergedId}) = ${mergedId})
    on conflict do nothing returning merge_id as id`
  const [decision] = await typedRows(tx, 'benefits.mergeDecided')`
    select outcome from merge_decision where merge_id = ${id}`
  if (decision === undefined) throw new DomainError('mergedAlready')
  if (decision.outcome !== outcome) throw new DomainError('alreadyDecided')
  if (written === undefined || outcome === 'kept') return []
  const twice = await heldTwice(tx, keptId)
  for (const entitlementId of twice) {
    await stop(tx, entitlementId, {
      ...{ fromMonth, reason: 'samePerson', basis: `${reason} (${monthRules.samePerson.basis})` },
      ...{ recordedBy: by.officerId, dossierId: null },
    })
  }
  return twice
}

/** Of what the beneficiaries of a person have twice, all but the entitlement that was recorded first and goes on. */
async function heldTwice(tx: Transaction, personId: string): Promise<readonly string[]> {
  const rows = await typedRows(tx, 'benefits.heldTwice')`
    select id from (
      select e.id, row_number() over (partition by e.benefit, e.ground, e.ground_ref order by e.recorded_at, e.id) as nth
      from entitlement e
      where e.beneficiary_id in (select beneficiaries_of(${personId}))
        and not exists (select from entitlement_fact f where f.entitlement_id = e.id and f.kind = 'ended'
          and not exists (select from entitlement_fact w where w.of_fact = f.id and w.kind = 'withdrawn'))) held
    where nth > 1 order by id`
  return rows.map(({ id }) => id)
}

/** Who the two are by now. */
async function personsOf(tx: Transaction, { keptId, mergedId }: Pick<MergeAsked, 'keptId' | 'mergedId'>) {
  const [row] = await typedRows(tx, 'benefits.personsOf')`
    select kept.id as "keptId", merged.id as "mergedId" from beneficiary kept, beneficiary merged
    where kept.id = person_of(${keptId}) and merged.id = person_of(${mergedId})`
  if (row === undefined) throw new DomainError('notFound')
  if (row.keptId === row.mergedId) throw new DomainError('mergedAlready')
  return row
}

/** The unit of the officer, for both persons: nobody merges one whom another department pays. */
async function unitFor(
  tx: Transaction,
  { keptId, mergedId, by }: Pick<MergeAsked, 'keptId' | 'mergedId' | 'by'>,
  act: 'asks' | 'decides',
): Promise<string> {
  const places = await typedRows(tx, 'benefits.placesOf')`
    select distinct on (b.id) b.id, f.area_id as "areaId"
    from beneficiary b join entitlement e on e.beneficiary_id in (select beneficiaries_of(b.id))
    join entitlement_fact f on f.entitlement_id = e.id and f.kind = 'placed'
    where b.id in (${keptId}, ${mergedId}) order by b.id, f.from_month desc, f.number desc`
  if (places.length < 2) throw new DomainError('notFound')
  const units = await Promise.all(places.map(({ areaId }) => benefitUnit(tx, by, { act, areaId })))
  const [unitId] = units
  if (unitId === undefined || unitId === null || units.some((one) => one !== unitId)) {
    throw new DomainError('notCompetent')
  }
  return unitId
}
