import type { InventedOfficers } from '../../../domain/territory/staff.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

/** The officer whose account a subject of the identity provider is at an instant; null: none is known by it. */
export async function officerOfAccount(
  sql: Querying,
  subject: string,
  asOfMs: number,
): Promise<string | null> {
  const [row] = await typedRows(sql, 'territory.officerOfAccount')`
    select officer_id as "officerId" from account where subject = ${subject} and valid @> instant(${asOfMs})`
  return row?.officerId ?? null
}

/** Whether officers who hold a mandate at an instant are invented, beside real ones or alone. */
export async function inventedAmongOfficers(sql: Querying, asOfMs: number): Promise<InventedOfficers> {
  const [row] = await typedRows(sql, 'territory.inventedOfficers')`
    select exists (select 1 from mandate m join officer o on o.id = m.officer_id where o.invented and m.valid @> instant(${asOfMs})) as invented,
      exists (select 1 from mandate m join officer o on o.id = m.officer_id where not o.invented and m.valid @> instant(${asOfMs})) as real`
  if (row?.invented !== true) return 'none'
  return row.real ? 'besideReal' : 'only'
}
