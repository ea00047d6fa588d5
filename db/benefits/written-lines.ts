/** Writes the lines of `due`, their postings and their parts: CTEs of a statement, after those of `due-differences.ts`. */
import type postgres from 'postgres'
import type { LineCause } from '../../domain/benefits/benefit.ts'
import type { Dong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import type { RowTypes } from '../row-types.ts'

/** Lines of one unit, benefit and cause. */
export interface PreparedTotal {
  /** Null where no unit is known. */
  unitId: string | null
  benefit: string
  cause: LineCause
  lines: number
  amountDong: Dong
  /** Why no line was written. It is still owed, and the next preparation finds it again. */
  missing: 'place' | 'payee' | null
}

export const totalOf = (row: RowTypes['benefits.prepareLines']): PreparedTotal => ({
  ...row,
  amountDong: BigInt(row.amountDong),
})

/** @param atMs when the lines are owed, ms */
export const writtenCtes = (sql: Querying, atMs: number): postgres.PendingQuery<postgres.Row[]> => sql`
  written as (
    insert into due_line (id, entitlement_id, period, cause, cause_ref, dossier_id, amount_dong, area_id, unit_id, valid_at)
    select id, entitlement_id, period, cause, cause_ref, dossier_id, amount_dong, area_id, unit_id, instant(${atMs})
    from due where missing is null),
  posted as (
    insert into ledger_posting (id, debit, credit, amount_dong, due_line_id, area_id, unit_id, valid_at)
    select 'line ' || id, case when amount_dong > 0 then 'entitlement' else 'payable' end,
      case when amount_dong > 0 then 'payable' else 'entitlement' end, abs(amount_dong), id, area_id, unit_id, instant(${atMs})
    from due where missing is null),
  shared as (
    select due.id, payee.payee_id, payee.share::bigint as share from due join entitlement_payee payee on payee.fact_id = due.fact_id
    where due.missing is null and due.amount_dong > 0
    union all
    -- Who was paid returns it, in proportion.
    select due.id, part.payee_id, sum(part.amount_dong)::bigint
    from due cross join lateral (
      select part.payee_id, part.amount_dong from due_line line join due_part part on part.due_line_id = line.id
      where line.entitlement_id = due.entitlement_id and line.period = due.period offset 0) part
    where due.missing is null and due.amount_dong < 0 group by due.id, part.payee_id having sum(part.amount_dong) > 0),
  divided as (
    select shared.id, payee_id, due.amount_dong, share, sum(share) over whole as shares,
      sum(share) over (whole order by payee_id rows unbounded preceding) as until_share
    from shared join due on due.id = shared.id window whole as (partition by shared.id)),
  paid as (
    insert into due_part (id, due_line_id, payee_id, amount_dong)
    select uuidv7(), id, payee_id, part.amount_dong from divided cross join lateral (
      select (div(divided.amount_dong * until_share, shares) - div(divided.amount_dong * (until_share - share), shares))::bigint
        as amount_dong) part
    where part.amount_dong <> 0)`
