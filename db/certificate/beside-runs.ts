/** What people come for besides open runs, at an instant as known at another: by pages, from facts that are written once. */
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import type { AsCertified } from './runs-page.ts'

/** Where the page before ended: id and what tells it from others of the id. */
export interface BesideCursor {
  id: string
  part: string
}

export interface BesidePage {
  after: BesideCursor | null
  limit: number
}

const start: BesideCursor = { id: '00000000-0000-0000-0000-000000000000', part: '' }

/** Results that were issued and that nobody had been handed. The column `result.collected` is overwritten: the journal tells. */
export async function resultsNotCollected(
  sql: Querying,
  { at, knownAt }: AsCertified,
  { after, limit }: BesidePage,
) {
  const from = after ?? start
  const known = (row: string) => sql`
    ${sql(row)}.issued_at < instant(${at}) and exists (
      select from dossier_revision v where v.dossier_id = ${sql(row)}.dossier_id and v.correction = ${sql(row)}.correction
        and v.valid_at = ${sql(row)}.issued_at and v.recorded_at <= instant(${knownAt}))`
  return await typedRows(sql, 'certificate.resultsNotCollected')`
    select r.dossier_id as id, lpad(r.correction::text, 6, '0') as part, r.correction, r.kind as result,
      epoch_ms(r.issued_at) as "issuedAt", d.reception_unit_id as "receptionUnitId"
    from result r join dossier d on d.id = r.dossier_id
    where (r.dossier_id, lpad(r.correction::text, 6, '0')) > (${from.id}::uuid, ${from.part}) and ${known('r')}
      and ${ofCitizens(sql, 'd')} and not exists (
        select from result later where later.dossier_id = r.dossier_id and later.correction > r.correction and ${known('later')})
      and not exists (
        select from journal j where j.dossier_id = r.dossier_id and j.kind = 'collected' and j.valid_at >= r.issued_at
          and j.valid_at < instant(${at}) and j.recorded_at <= instant(${knownAt}))
    order by r.dossier_id, r.correction limit ${limit}`
}

/** Originals that a unit held: the last place noted of each paper. `original_place.until` is overwritten. */
export async function originalsHeld(
  sql: Querying,
  { at, knownAt }: AsCertified,
  { after, limit }: BesidePage,
) {
  const from = after ?? start
  return await typedRows(sql, 'certificate.originalsHeld')`
    select p.dossier_id as id, p.kind as part, p.kind as paper, p.unit_id as "unitId", p.office_id as "officeId",
      epoch_ms(p.since) as since
    from original_place p join dossier d on d.id = p.dossier_id and ${ofCitizens(sql, 'd')}
    where (p.dossier_id, p.kind collate "C") > (${from.id}::uuid, ${from.part} collate "C")
      and p.unit_id is not null and p.since < instant(${at}) and p.recorded_at <= instant(${knownAt})
      and not exists (
        select from original_place later where later.dossier_id = p.dossier_id and later.kind = p.kind and later.id > p.id
          and later.since < instant(${at}) and later.recorded_at <= instant(${knownAt}))
    order by p.dossier_id, p.kind collate "C" limit ${limit}`
}

/**
 * Payment orders that the bank had neither confirmed nor rejected, by the ledger, and those that it sent back after: that money is owed again. One
 * that was withdrawn before it was sent is settled.
 * Of one that another order was made in place of, the other is judged. `payment_order.state` is overwritten.
 */
export async function ordersNotSettled(
  sql: Querying,
  { at, knownAt }: AsCertified,
  { after, limit }: BesidePage,
) {
  const from = after ?? start
  return await typedRows(sql, 'certificate.ordersNotSettled')`
    select o.id, '' as part, epoch_ms(o.created_at) as "createdAt", paid.dossiers
    from payment_order o
    left join lateral (
      select array_agg(distinct l.dossier_id order by l.dossier_id) filter (where l.dossier_id is not null) as dossiers
      from order_part op join due_part part on part.id = op.due_part_id join due_line l on l.id = part.due_line_id
      where op.order_id = o.id) paid on true
    left join lateral (
      select bool_or(e.id in ('confirmed ' || o.id, 'rejected ' || o.id)) as settled,
        max(e.recorded_at) filter (where e.id = 'returned ' || o.id) as returned_at
      from ledger_posting e
      where e.order_id = o.id and e.valid_at < instant(${at}) and e.recorded_at <= instant(${knownAt})) moved on true
    where o.id > ${from.id}::uuid and o.created_at < instant(${at}) and o.recorded_at <= instant(${knownAt})
      and not exists (
        select from order_withdrawal taken where taken.order_id = o.id and taken.valid_at < instant(${at}) and taken.recorded_at <= instant(${knownAt}))
      and (moved.settled is not true or moved.returned_at is not null and not exists (
        select from order_part of_it join order_part other on other.due_part_id = of_it.due_part_id
        join payment_order later on later.id = other.order_id
        where of_it.order_id = o.id and later.recorded_at > moved.returned_at
          and later.created_at < instant(${at}) and later.recorded_at <= instant(${knownAt})))
    order by o.id limit ${limit}`
}

/**
 * Requests that were accepted before the instant and not applied or refused by then, with when that was done; null where it was not by
 * the time of knowing. They count as decided before the instant: its legal instant is that of the acceptance.
 */
export async function requestsNotApplied(
  sql: Querying,
  { at, knownAt }: AsCertified,
  { after, limit }: BesidePage,
) {
  const from = after ?? start
  return await typedRows(sql, 'certificate.requestsNotApplied')`
    select q.dossier_id as id, q.id::text as part, q.id as request, q.kind as asked, q.unit_id as "unitId",
      epoch_ms(q.accepted_at) as "acceptedAt", epoch_ms(applied.recorded_at) as "appliedAt", epoch_ms(refused.recorded_at) as "refusedAt"
    from decision_request q join dossier d on d.id = q.dossier_id and ${ofCitizens(sql, 'd')}
    left join dossier_revision applied on applied.dossier_id = q.dossier_id and applied.effect_key = q.id::text
      and applied.recorded_at <= instant(${knownAt})
    left join lateral (
      select min(j.recorded_at) as recorded_at from journal j
      where j.dossier_id = q.dossier_id and j.request_id = q.id and j.kind = 'refused' and j.recorded_at <= instant(${knownAt})
    ) refused on true
    where (q.dossier_id, q.id) > (${from.id}::uuid, ${after === null ? start.id : from.part}::uuid)
      and q.accepted_at < instant(${at}) and q.recorded_at <= instant(${knownAt})
      and coalesce(applied.recorded_at, 'infinity') >= instant(${at})
      and coalesce(refused.recorded_at, 'infinity') >= instant(${at})
    order by q.dossier_id, q.id limit ${limit}`
}
