import type { InventedOfficers } from '../../../domain/territory/staff.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

export interface AccountAt {
  /** Null: nobody is known by it. */
  officerId: string | null
  /** When it passes to another, or begins or ends, ms; null: as far as is known, never. */
  changesAt: number | null
}

/** The officer whose account a subject of the identity provider is at an instant. */
export async function accountAt(sql: Querying, subject: string, asOfMs: number): Promise<AccountAt> {
  const [row] = await typedRows(sql, 'territory.accountAt')`
    select (select officer_id from account where subject = ${subject} and valid @> instant(${asOfMs})) as "officerId",
      (select epoch_ms(min(bound)) from account cross join unnest(array[lower(valid), upper(valid)]) as bound
        where subject = ${subject} and bound > instant(${asOfMs})) as "changesAt"`
  return { officerId: row?.officerId ?? null, changesAt: row?.changesAt ?? null }
}

export const officerOfAccount = async (
  sql: Querying,
  subject: string,
  asOfMs: number,
): Promise<string | null> => (await accountAt(sql, subject, asOfMs)).officerId

/** Whether officers who hold a mandate at an instant are invented, beside real ones or alone. */
export async function inventedAmongOfficers(sql: Querying, asOfMs: number): Promise<InventedOfficers> {
  const [row] = await typedRows(sql, 'territory.inventedOfficers')`
    select exists (select 1 from mandate m join officer o on o.id = m.officer_id where o.invented and m.valid @> instant(${asOfMs})) as invented,
      exists (select 1 from mandate m join officer o on o.id = m.officer_id where not o.invented and m.valid @> instant(${asOfMs})) as real`
  if (row?.invented !== true) return 'none'
  return row.real ? 'besideReal' : 'only'
}
