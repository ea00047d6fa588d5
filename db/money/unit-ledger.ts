/** The books of one unit over a month, as they were booked or by the land that the unit has now. */
import type { Dong, LedgerAccount } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import type { GeographyName } from '../territory/geography.ts'

/** What was moved from one account to another, in sum. */
export interface LedgerMove {
  debit: LedgerAccount
  credit: LedgerAccount
  /** Null: of payouts that no benefit names. */
  benefit: string | null
  postings: number
  amountDong: Dong
}

/**
 * Postings from `fromMs` up to `untilMs`, by accounts and benefit.
 * @param of.geography `asItWas`: those that name the unit, as of their day; `asItIs`: those of the areas that it holds at `asOfMs`
 */
export async function ledgerOfUnit(
  sql: Querying,
  of: { unitId: string; fromMs: number; untilMs: number; geography: GeographyName; asOfMs: number },
): Promise<readonly LedgerMove[]> {
  const rows = await typedRows(sql, 'money.unitLedger')`
    select p.debit, p.credit, e.benefit, count(*)::int as postings, sum(p.amount_dong)::text as "amountDong"
    from ledger_posting p
    left join due_line line on line.id = coalesce(p.due_line_id, (
      select part.due_line_id from order_part held join due_part part on part.id = held.due_part_id where held.order_id = p.order_id limit 1))
    left join entitlement e on e.id = line.entitlement_id
    where p.valid_at >= instant(${of.fromMs}) and p.valid_at < instant(${of.untilMs})
      and case ${of.geography}::text when 'asItWas' then p.unit_id = ${of.unitId} else p.area_id in (
        select held.area_id from jurisdiction held
        where held.unit_id = ${of.unitId} and held.tier = 'commune' and held.valid @> instant(${of.asOfMs})) end
    group by p.debit, p.credit, e.benefit order by p.debit, p.credit, e.benefit nulls first`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}
