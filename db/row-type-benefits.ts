/** What PostgreSQL cannot tell about columns of the statements of `db/benefits` and `db/payouts`. */
import { gathered, notNull, of, sum, typed } from './row-type-reasons.ts'

const inOwed = notNull('a column of a CTE that joins what is not null')
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
  'benefits.allBookedPeriods': { period: inOwed },
  'benefits.sameBenefitTwice': { entitlementIds: gathered, groundRefs: gathered },
  'benefits.sumsOfPeriods': { period: inOwed },
  'payouts.openRunOrders': { unitId: inOwed, benefit: inOwed, amountDong: sum },
  'payouts.pagesOf': { pages: gathered },
  'payouts.unknownNames': { named: inOwed },
  'payouts.progressOf': { amountDong: sum },
  'benefits.unproved': { entitlementId: inOwed, period: inOwed, owedDong: gathered, bookedDong: gathered },
}
