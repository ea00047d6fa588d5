/** What a closing unit hands over: results that nobody collected and originals that it holds, each with who gets it. */
import type postgres from 'postgres'
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

/** What the receiving unit says of an item: kinds of the journal's entries. */
export const confirmed = { received: 'handOverReceived', missing: 'handOverMissing' } as const

/** Condition on a row of the journal: it says of `of` (id, kind, what, since) whether it came from the unit. */
const saysOf = (sql: Querying, of: string, unitId: string): postgres.PendingQuery<postgres.Row[]> => sql`
  journal.dossier_id = ${sql(`${of}.id`)} and journal.kind in (${confirmed.received}, ${confirmed.missing})
  and journal.valid_at >= ${sql(`${of}.since`)} and journal.payload ->> 'from' = ${unitId}
  and journal.payload ->> 'kind' = ${sql(`${of}.kind`)} and journal.payload ->> 'what' = ${sql(`${of}.what`)}`

/** What a list is of. */
export interface HandOverAsked {
  unitId: string
  asOfMs: number
  after: HandOverCursor | null
  limit: number
  /** Only of these; left out: of all. */
  dossierIds?: readonly string[]
}

/**
 * By the codes of dossiers. `unitId` is the one that hands out for the dossier at the instant, as its slip says; null where none
 * does. `said` and what follows is what the receiving unit said last; originals that it received are listed on. Instants in ms.
 */
export async function handOverList(
  sql: Querying,
  { unitId, asOfMs, limit, dossierIds, ...asked }: HandOverAsked,
) {
  const after = asked.after ?? { code: '', kind: 'original', what: '' }
  const among = dossierIds === undefined ? sql`` : sql`and d.id = any (${[...dossierIds]}::uuid[])`
  return await typedRows(sql, 'papers.handOverList')`
    with item as (
      select 'original' as kind, p.kind as what, ${otherName(sql)} as name, p.since, d.id, d.code, d.area_id, d.procedure_code, d.field, d.reception_unit_id, d.ended_at
      from original_place p join dossier d on d.id = p.dossier_id
      where p.unit_id = ${unitId} and p.until is null and ${ofCitizens(sql, 'd')} ${among}
      union all
      select 'original', p.kind, ${otherName(sql)}, p.since, d.id, d.code, d.area_id, d.procedure_code, d.field, d.reception_unit_id, d.ended_at
      from original_place p join dossier d on d.id = p.dossier_id
      where p.unit_id = ${unitId} and p.until is not null and ${ofCitizens(sql, 'd')} ${among}
        and exists (
          select from journal
          where journal.dossier_id = d.id and journal.kind = ${confirmed.received} and journal.valid_at = p.until
            and journal.payload ->> 'from' = ${unitId} and journal.payload ->> 'kind' = 'original' and journal.payload ->> 'what' = p.kind)
        and not exists (
          select from original_place later
          where later.dossier_id = p.dossier_id and later.kind = p.kind and later.unit_id = p.unit_id and later.id > p.id)
      union all
      select 'result', r.kind, null, r.issued_at, d.id, d.code, d.area_id, d.procedure_code, d.field, d.reception_unit_id, d.ended_at
      from dossier d join result r on r.dossier_id = d.id and not r.collected
      where d.reception_unit_id = ${unitId} and ${ofCitizens(sql, 'd')} ${among} and not exists (
        select from result later where later.dossier_id = r.dossier_id and later.correction > r.correction)),
    matter as (
      select item.* from item
      where (code, kind, what) > (${after.code}, ${after.kind}, ${after.what}) order by code, kind, what limit ${limit})
    select matter.kind, matter.what, matter.name as "otherName", epoch_ms(matter.since) as since, matter.id as "dossierId", matter.code,
      matter.procedure_code as "procedureCode", unit.id as "unitId", unit.name as "unitName", there.address,
      there.opening_hours as "openingHours", said.kind as said, said.reason, epoch_ms(said.valid_at) as "saidAt", said.by_unit as "saidBy",
      said.officer
    from matter cross join lateral (${handsOut(sql, 'matter', asOfMs)}) held
    left join unit on unit.id = held.unit_id
    left join lateral (${receptionFor(sql, { unit: 'unit.id', area: 'matter.area_id' }, asOfMs)}) there on true
    left join lateral (
      select journal.kind, journal.payload ->> 'reason' as reason, journal.valid_at, journal.unit_id as by_unit, officer.name as officer
      from journal left join officer on officer.id = journal.actor_id
      where ${saysOf(sql, 'matter', unitId)} order by journal.seq desc limit 1) said on true
    order by matter.code, matter.kind, matter.what`
}

export type HandOverItem = Awaited<ReturnType<typeof handOverList>>[number]
