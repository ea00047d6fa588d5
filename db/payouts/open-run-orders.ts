/** Opens the orders of a payout run, to an account or in cash: one for each entitlement and payee of whom a part is in no order that could pay it. */
import { periodOf } from '../../domain/benefits/month.ts'
import { type LeftOutReason, ordersAPage, type RunScope } from '../../domain/benefits/payout-run.ts'
import type { Dong } from '../../domain/money.ts'
import { joiningSets } from '../connection/joining-sets.ts'
import { withdrawOrders } from '../money/order-moves.ts'
import { type Transaction, typedRows } from '../statement.ts'

export interface OrdersToOpen {
  /** The dossier of the run; null in a dry run. */
  runId: string | null
  periods: readonly string[]
  atMs: number
  /** What it covers. @defaultValue everything */
  scope?: RunScope
  /** Out of which its orders are paid. @defaultValue null: none is named */
  budgetSourceId?: string | null
}

/** Orders of one unit and benefit. */
export interface RunTotal {
  unitId: string
  benefit: string
  orders: number
  amountDong: Dong
}

/** What is owed and in no order, by unit and benefit: no unit or payee is named, or no way to the payee. */
export interface LeftOut {
  unitId: string | null
  benefit: string
  payees: number
  why: LeftOutReason
}

/** Orders that were prepared for a run which has ended are not sent any more: what they would have paid is owed still. */
export const freeEndedRuns = (tx: Transaction, atMs: number): Promise<number> =>
  withdrawOrders(tx, tx`run_id in (select id from dossier where status = 'closed')`, {
    reason: 'runEnded',
    atMs,
  })

const covered = (tx: Transaction, { unitIds, benefits }: RunScope) => tx`
  ${unitIds === undefined ? tx`true` : tx`owed.unit_id = any(${[...unitIds]}::text[])`}
  and ${benefits === undefined ? tx`true` : tx`entitlement.benefit = any(${[...benefits]}::text[])`}`

/**
 * An order's key says what it pays and how often that was tried, and nothing of the run: a database restored to before the run gives the
 * same id again, and the bank tells what it has paid under it.
 */
export async function openRunOrders(
  tx: Transaction,
  { runId, periods, atMs, scope = {}, budgetSourceId = null }: OrdersToOpen,
): Promise<{ totals: readonly RunTotal[]; withoutChannel: readonly LeftOut[] }> {
  const lastMonth = periods.map((name) => periodOf(name).lastMonth).reduce((a, b) => (a > b ? a : b))
  const rows = await joiningSets(
    tx,
    () => typedRows(tx, 'payouts.openRunOrders')`
    with open as (
      select part.id, part.payee_id, part.amount_dong, line.entitlement_id, line.area_id, line.unit_id, line.period,
        line.period || ' ' || line.cause || case line.cause when 'regular' then '' else ' ' || line.cause_ref end as paid_for
      -- By their keys, whatever the planner takes their number for: all others are in the history of what was paid.
      from open_part cross join lateral (select * from due_part where due_part.id = open_part.due_part_id offset 0) part
      cross join lateral (select * from due_line where due_line.id = part.due_line_id offset 0) line
      where line.period <> 'once'),
    owed as (
      select entitlement_id, payee_id, sum(amount_dong)::bigint as amount_dong, array_agg(id) as parts,
        (array_agg(area_id order by period desc, paid_for desc))[1] as area_id,
        (array_agg(unit_id order by period desc, paid_for desc))[1] as unit_id,
        string_agg(paid_for, chr(10) order by paid_for collate "C") as paid_for
      from open group by entitlement_id, payee_id having sum(amount_dong) > 0),
    tried as (
      select owed.entitlement_id, owed.payee_id, count(distinct before.order_id)::int as rounds,
        (array_agg(before.order_id order by earlier.created_at desc, earlier.id desc))[1] as last_id
      from owed cross join lateral unnest(owed.parts) part (id)
      join order_part before on before.due_part_id = part.id and not before.live
      cross join lateral (select id, created_at from payment_order where payment_order.id = before.order_id offset 0) earlier
      group by owed.entitlement_id, owed.payee_id),
    way as (
      select distinct on (entitlement_id, payee_id) entitlement_id, payee_id, id, channel
      from entitlement_channel where from_month <= ${lastMonth} order by entitlement_id, payee_id, from_month desc, number desc),
    keyed as (
      select owed.*, way.id as channel_id, way.channel, tried.last_id, entitlement.benefit,
        'benefit ' || owed.entitlement_id || ' ' || owed.payee_id || ' ' || encode(sha256(convert_to(owed.paid_for, 'UTF8')), 'hex')
          || ' ' || coalesce(tried.rounds, 0) as business_key
      from owed join entitlement on entitlement.id = owed.entitlement_id and ${covered(tx, scope)}
      left join way on way.entitlement_id = owed.entitlement_id and way.payee_id = owed.payee_id
      left join tried on tried.entitlement_id = owed.entitlement_id and tried.payee_id = owed.payee_id),
    ordered as materialized (
      select keyed.*, order_id_of(business_key) as id,
        case channel when 'transfer' then
          (row_number() over (partition by unit_id, channel order by sha256(convert_to(business_key, 'UTF8'))) - 1) / ${ordersAPage} end as page
      from keyed where channel is not null),
    opened as (
      insert into payment_order (id, business_key, payee_id, channel, channel_id, amount_dong, area_id, unit_id, replaces_id, run_id, page,
        budget_source_id, created_at)
      select id, business_key, payee_id, channel, case channel when 'transfer' then channel_id end, amount_dong, area_id, unit_id, last_id, ${runId}::uuid, page, ${budgetSourceId}::uuid,
        instant(${atMs})
      from ordered),
    paid as (insert into order_part (order_id, due_part_id) select ordered.id, unnest(ordered.parts) from ordered)
    select unit_id as "unitId", benefit, channel is not null as ordered, count(*)::int as orders, sum(amount_dong)::text as "amountDong"
    from keyed group by unit_id, benefit, channel is not null
    order by unit_id collate "C", benefit collate "C"`,
  )
  return {
    totals: rows.flatMap(({ ordered, amountDong, ...row }) =>
      ordered ? [{ ...row, amountDong: BigInt(amountDong) }] : [],
    ),
    withoutChannel: rows.flatMap(({ ordered, unitId, benefit, orders }) =>
      ordered ? [] : [{ unitId, benefit, payees: orders, why: 'channel' as const }],
    ),
  }
}
