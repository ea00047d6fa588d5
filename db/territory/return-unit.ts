import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from './responsibility.ts'

/**
 * Where a result is handed over: the unit that received the dossier (118/2025/NĐ-CP, Điều 20) while it stands, else the
 * one that holds the power to return for the dossier's area now.
 */
export async function returnUnit(
  sql: Querying,
  dossierId: string,
  asOfMs: number,
): Promise<{ id: string; name: string } | null> {
  const [row] = await typedRows(sql, 'territory.returnUnit')`
    with matter as (
      select area_id, procedure_code, field, 'return' as power, 'commune' as tier, reception_unit_id
      from dossier where id = ${dossierId})
    select unit.id, unit.name from matter
    left join unit received on received.id = matter.reception_unit_id and received.valid @> instant(${asOfMs})
    left join lateral (${responsibleFor(sql, 'matter', asOfMs)}) r on received.id is null
    join unit on unit.id = coalesce(received.id, r.unit_id)`
  return row ?? null
}
