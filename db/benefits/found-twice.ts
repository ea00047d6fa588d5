/** Persons whom two lists name: found before anything is paid. */
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { type BenefitScope, owedCtes } from './owed.ts'

export interface FoundTwice {
  beneficiaryId: string
  benefit: string
  /** Two or more, each on a ground of its own. */
  entitlementIds: readonly string[]
  groundRefs: readonly string[]
}

/**
 * Persons who are owed one monthly benefit twice in a month, on different grounds: as where both parts of a unit that was split list them,
 * each with its own number of the decision; persons who were merged are one. A year is left out: worship is paid for each martyr.
 * @param month as "2025-07"
 * @throws RangeError where it is no month
 */
export async function sameBenefitTwice(
  sql: Querying,
  { month, scope }: { month: string; scope: BenefitScope },
): Promise<readonly FoundTwice[]> {
  return await typedRows(sql, 'benefits.sameBenefitTwice')`
    with ${owedCtes(sql, { scope, periods: [month], knownMs: null })}
    select person_of(e.beneficiary_id) as "beneficiaryId", e.benefit, array_agg(e.id::text order by e.ground_ref, e.id) as "entitlementIds",
      array_agg(e.ground_ref order by e.ground_ref, e.id) as "groundRefs"
    from owed join entitlement e on e.id = owed.entitlement_id
    group by 1, e.benefit having count(*) > 1 order by 1, e.benefit`
}
