/** What PostgreSQL cannot tell about columns of the statements of `db/benefits` and `db/payouts`. */
import { gathered, notNull, of, sum, typed } from './row-type-reasons.ts'

const inCounted = notNull('not null in both sides of the union')
const inOwed = notNull('a column of a CTE that joins what is not null')
const ofPerson = notNull(
  'a person is always somebody: `person_of` follows merges from a beneficiary that is there',
)
const dueTotal = {
  benefit: inOwed,
  cause: of('../domain/benefits/benefit.ts', 'LineCause', 'a case that names no other'),
  missing: typed("'place' | 'payee' | null", 'a case that names no other'),
  amountDong: sum,
}
/** Of the statements about what is owed. */
export const benefits = {
  'benefits.owedOf': { entitlementId: inOwed, period: inOwed, amountDong: inOwed },
  'benefits.prepareLines': dueTotal,
  'benefits.prepareDeathSums': dueTotal,
  'benefits.unprovedDeathSums': {
    entitlementId: inOwed,
    period: inOwed,
    owedDong: gathered,
    bookedDong: gathered,
  },
  'benefits.placesOf': { areaId: notNull('a fact of kind `placed` has an area: entitlement_fact_place') },
  'benefits.proposals': { areaId: notNull('the area of a dossier stands in for one that is not known') },
  'benefits.allBookedPeriods': { period: inOwed },
  'benefits.sameBenefitTwice': { beneficiaryId: ofPerson, entitlementIds: gathered, groundRefs: gathered },
  'money.beneficiaryOf': { id: ofPerson },
  'benefits.sumsOfPeriods': { period: inOwed },
  'benefits.factsOf': {
    payees: of('./benefits/history.ts', "RecordedFact['payees']", 'built here; coalesce'),
  },
  'benefits.linesOf': { parts: of('./benefits/history.ts', 'PartRow[]', 'built here; coalesce') },
  'money.unitLedger': { amountDong: sum },
  'payouts.report': {
    ...{ unitId: inCounted, benefit: inCounted, orders: inCounted, amountDong: inCounted },
    state: of('../domain/money.ts', 'OrderState | null', 'the state of an order, or null'),
  },
  'payouts.openRunOrders': { unitId: inOwed, benefit: inOwed, amountDong: sum },
  'payouts.pagesOf': { pages: gathered },
  'payouts.unknownNames': { named: inOwed },
  'payouts.progressOf': { amountDong: sum },
  'payouts.cashListsOf': { amountDong: sum },
  'benefits.unproved': { entitlementId: inOwed, period: inOwed, owedDong: gathered, bookedDong: gathered },
}
