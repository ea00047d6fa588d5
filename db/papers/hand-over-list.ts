/** What a closing unit hands over: results that nobody collected and originals that it holds, each with who gets it. */
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { handsOut, receptionFor } from '../territory/units/return-unit.ts'
import { otherName } from './original-place.ts'

/** Where the page before ended. */
export interface HandOverCursor {
  code: string
  kind: 'original' | 'result'
  what: string
}

/**
 * By the codes of dossiers. `unitId` is the one that hands out for the dossier at the instant, as its slip says; null where none
 * does. Instants in ms.
 */
export async function handOverList(
  sql: Querying,
  list: { unitId: string; asOfMs: number; after: HandOverCursor | null; limit: number },
) {
  const { unitId, asOfMs, limit } = list
  const after = list.after ?? { code: '', kind: 'original', what: '' }
  return await typedRows(sql, 'papers.handOverList')`
    with item as (
      select 'original' as kind, p.kind as what, ${otherName(sql)} as name, p.since, d.id, d.code, d.area_id, d.procedure_code, d.field, d.reception_unit_id, d.ended_at
      from original_place p join dossier d on d.id = p.dossier_id
      where p.unit_id = ${unitId} and p.until is null and ${ofCitizens(sql, 'd')}
      union all
      select 'result', r.kind, null, r.issued_at, d.id, d.code, d.area_id, d.procedure_code, d.field, d.reception_unit_id, d.ended_at
      from dossier d join result r on r.dossier_id = d.id and not r.collected
      where d.reception_unit_id = ${unitId} and ${ofCitizens(sql, 'd')} and not exists (
        select from result later where later.dossier_id = r.dossier_id and later.correction > r.correction)),
    matter as (
      select item.* from item
      where (code, kind, what) > (${after.code}, ${after.kind}, ${after.what}) order by code, kind, what limit ${limit})
    select matter.kind, matter.what, matter.name as "otherName", epoch_ms(matter.since) as since, matter.id as "dossierId", matter.code,
      matter.procedure_code as "procedureCode", unit.id as "unitId", unit.name as "unitName", there.address,
      there.opening_hours as "openingHours"
    from matter cross join lateral (${handsOut(sql, 'matter', asOfMs)}) held
    left join unit on unit.id = held.unit_id
    left join lateral (${receptionFor(sql, { unit: 'unit.id', area: 'matter.area_id' }, asOfMs)}) there on true
    order by matter.code, matter.kind, matter.what`
}
