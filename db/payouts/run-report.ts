/** What a payout run was to pay and what became of it, from the whole down to single orders. */
import type { PayoutRunStep } from '../../domain/benefits/payout-run.ts'
import type { DossierStatus } from '../../domain/dossier/dossier.ts'
import type { Dong, OrderState } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface RunSheet {
  id: string
  code: string
  status: DossierStatus
  /** How its dossier ended; null while it is open. */
  ending: string | null
  /** What was prepared; null before, or where nothing was. */
  prepared: {
    periods: readonly string[]
    orders: number
    amountDong: Dong
    /** SHA-256 of the totals, hex. */
    totalsHash: string
    /** ms */
    at: number
  } | null
  /** Who held it up and who let it go on, in their order. */
  steps: readonly { kind: PayoutRunStep; actorId: string; reason: string; at: number }[]
}

/** By id or code; null where no dossier of the procedure is named so. */
export async function readRun(
  sql: Querying,
  idOrCode: string,
  procedureCode: string,
): Promise<RunSheet | null> {
  const [row] = await typedRows(sql, 'payouts.readRun')`
    select d.id, d.code, d.status, d.ending, run.periods, run.orders, run.amount_dong as "amountDong",
      encode(run.totals_hash, 'hex') as "totalsHash", epoch_ms(run.prepared_at) as "preparedAt"
    from dossier d left join payout_run run on run.dossier_id = d.id
    where (d.id::text = lower(${idOrCode}) or d.code = upper(${idOrCode})) and d.procedure_code = ${procedureCode}`
  if (row === undefined) return null
  const { periods, orders, amountDong, totalsHash, preparedAt, ...sheet } = row
  const steps = await typedRows(sql, 'payouts.runSteps')`
    select kind, actor_id as "actorId", reason, epoch_ms(valid_at) as at from payout_run_step where run_id = ${row.id} order by id`
  return {
    ...sheet,
    steps,
    prepared:
      periods === null || orders === null || amountDong === null || totalsHash === null || preparedAt === null
        ? null
        : { periods, orders, totalsHash, amountDong: BigInt(amountDong), at: preparedAt },
  }
}

/** Orders of one unit and benefit in one state. */
export interface ReportLine {
  unitId: string
  unit: string
  benefit: string
  benefitName: string
  /** Null: what was prepared for the unit and benefit, as was signed. */
  state: OrderState | null
  /** Why it was refused or left out; null else. */
  reason: string | null
  orders: number
  amountDong: Dong
}

/**
 * The report of a run: of each unit and benefit what was prepared, then its orders by state. Together the states of a unit and benefit are what was
 * prepared for it, as no order is removed.
 */
export async function reportOf(sql: Querying, runId: string): Promise<readonly ReportLine[]> {
  const rows = await typedRows(sql, 'payouts.report')`
    with counted as (
      select unit_id, benefit, null::text as state, null::text as reason, orders, amount_dong from payout_run_total where run_id = ${runId}
      union all
      select o.unit_id, paid.benefit, o.state, o.rejection, count(*)::int, sum(o.amount_dong)::bigint
      from payment_order o cross join lateral (
        select entitlement.benefit from order_part join due_part on due_part.id = order_part.due_part_id
        join due_line on due_line.id = due_part.due_line_id join entitlement on entitlement.id = due_line.entitlement_id
        where order_part.order_id = o.id limit 1) paid
      where o.run_id = ${runId} group by o.unit_id, paid.benefit, o.state, o.rejection)
    select counted.unit_id as "unitId", unit.name as unit, counted.benefit, benefit.name as "benefitName", counted.state, counted.reason,
      counted.orders, counted.amount_dong as "amountDong"
    from counted join unit on unit.id = counted.unit_id join benefit on benefit.code = counted.benefit
    order by counted.unit_id collate "C", counted.benefit collate "C", counted.state nulls first, counted.reason nulls first`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}

export interface RunOrder {
  id: string
  state: OrderState
  reason: string | null
  amountDong: Dong
  payeeName: string
  entitlementId: string
  beneficiaryId: string
  attempts: number
  /** ms */
  settledAt: number | null
}

/** Orders of a run of one unit and benefit, by id. */
export async function ordersOfRun(
  sql: Querying,
  of: {
    runId: string
    unitId: string
    benefit: string
    state: OrderState | null
    after: string | null
    limit: number
  },
): Promise<readonly RunOrder[]> {
  const rows = await typedRows(sql, 'payouts.ordersOfRun')`
    select o.id, o.state, o.rejection as reason, o.amount_dong as "amountDong", party.name as "payeeName", paid.id as "entitlementId",
      paid.beneficiary_id as "beneficiaryId", o.attempts, epoch_ms(o.settled_at) as "settledAt"
    from payment_order o join party on party.id = o.payee_id cross join lateral (
      select entitlement.id, entitlement.beneficiary_id, entitlement.benefit from order_part
      join due_part on due_part.id = order_part.due_part_id join due_line on due_line.id = due_part.due_line_id
      join entitlement on entitlement.id = due_line.entitlement_id
      where order_part.order_id = o.id limit 1) paid
    where o.run_id = ${of.runId} and o.unit_id = ${of.unitId} and paid.benefit = ${of.benefit}
      and (${of.state}::text is null or o.state = ${of.state}) and (${of.after}::uuid is null or o.id > ${of.after})
    order by o.id limit ${of.limit}`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}
