/** Who decides about benefits outside the steps of a dossier. */
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { deskCovers, deskOrder, desksAt } from '../territory/authority/desk.ts'
import { matterRow, responsibleFor } from '../territory/responsibility/responsibility.ts'

export interface BenefitOfficer {
  officerId: string
  /** The unit the officer acts for, where the officer said so. */
  unitId: string | null
  /** Instant in ms. */
  atMs: number
}

/**
 * `asks`: a specialist of the department that keeps the field; `decides`: its leader, who issues the decision of end and that of grant (Mẫu 72,
 * Mẫu 74; 131/2021/NĐ-CP, Điều 121 đến 124).
 */
export type BenefitAct = 'asks' | 'decides'

const field = 'Người có công'

/** The unit for which an officer may do it for who is paid in an area; null where there is none. */
export async function benefitUnit(
  sql: Querying,
  { officerId, unitId, atMs }: BenefitOfficer,
  { act, areaId }: { act: BenefitAct; areaId: string },
): Promise<string | null> {
  const power = act === 'asks' ? 'process' : 'sign'
  const matter = { areaId, procedureCode: '', field, power, tier: 'department' }
  const [row] = await typedRows(sql, 'benefits.benefitUnit')`
    select held.unit_id as "unitId"
    from (select asked.*, ${act === 'asks' ? 'specialist' : 'director'}::text as role from (${matterRow(sql, matter)}) asked) t
    cross join lateral (${responsibleFor(sql, 't', atMs)}) r
    cross join lateral (
      select desk.unit_id from (${desksAt(sql, sql`m.officer_id = ${officerId} and m.unit_id = r.unit_id`, atMs)}) desk
      where ${deskCovers(sql, 'desk', 't')} and r.unit_id = coalesce(${unitId}, r.unit_id)
      order by ${deskOrder(sql, 'desk')} limit 1) held
    where not r.custodian`
  return row?.unitId ?? null
}
