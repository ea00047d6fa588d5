/** Officers of the department that keeps the benefits of persons with merit. */
import type { BenefitOfficer } from '../../../db/benefits/benefit-desk.ts'
import type { Querying } from '../../../db/database.ts'
import type { Role } from '../../../domain/dossier/dossier.ts'

const department = 'hanoi:so-noi-vu'

/** @param number the first or a later officer of the role */
export async function officerOfBenefits(
  sql: Querying,
  role: Role,
  { number = 1, atMs = Date.UTC(2026, 10, 25) }: { number?: number; atMs?: number } = {},
): Promise<BenefitOfficer> {
  const rows = await sql`
    select officer_id as "officerId" from mandate where unit_id = ${department} and role = ${role}
      and valid @> instant(${atMs}) order by id`
  const found = rows[number - 1]
  if (found === undefined) throw new Error(`${department} has no officer ${number} for ${role}`)
  return { officerId: String(found.officerId), unitId: null, atMs }
}
