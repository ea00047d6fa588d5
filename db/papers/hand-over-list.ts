/** What a closing unit hands over: results that nobody collected and originals that it holds, each with who gets it. */
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from '../territory/responsibility.ts'

/** Where the page before ended. */
export interface HandOverCursor {
  code: string
  kind: 'original' | 'result'
  what: string
}

/**
 * By the codes of dossiers. `unitId` is the one that holds the power to return for the dossier's area at the instant; null where
 * none does. Instants in ms.
 */
export async function handOverList(
  sql: Querying,
  list: { unitId: string; asOfMs: number; after: HandOverCursor | null; limit: number },
) {
  const { unitId, asOfMs, limit } = list
  const after = list.after ?? { code: '', kind: 'original', what: '' }
  return await typedRows(sql, 'papers.handOverList')`
    with item as (
      select 'original' as kind, p.kind as what, p.since, d.id, d.code, d.area_id, d.procedure_code, d.field
      from original_place p join dossier d on d.id = p.dossier_id
      where p.unit_id = ${unitId} and p.until is null and ${ofCitizens(sql, 'd')}
      union all
      select 'result', r.kind, r.issued_at, d.id, d.code, d.area_id, d.procedure_code, d.field
      from dossier d join result r on r.dossier_id = d.id and not r.collected
      where d.reception_unit_id = ${unitId} and ${ofCitizens(sql, 'd')} and not exists (
        select from result later where later.dossier_id = r.dossier_id and later.correction > r.correction)),
    matter as (
      select item.*, 'return' as power, 'commune' as tier from item
      where (code, kind, what) > (${after.code}, ${after.kind}, ${after.what}) order by code, kind, what limit ${limit})
    select matter.kind, matter.what, epoch_ms(matter.since) as since, matter.id as "dossierId", matter.code,
      matter.procedure_code as "procedureCode", unit.id as "unitId", unit.name as "unitName", there.address,
      there.opening_hours as "openingHours"
    from matter left join lateral (${responsibleFor(sql, 'matter', asOfMs)}) held on true
    left join unit on unit.id = held.unit_id
    left join lateral (
      select site.address, site.opening_hours from site
      where site.unit_id = unit.id and site.valid @> instant(${asOfMs}) and 'reception' = any (site.uses)
      order by site.assumed, site.id limit 1) there on true
    order by matter.code, matter.kind, matter.what`
}
