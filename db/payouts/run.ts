/** A payout run by its rows: what was prepared, how far it has come, and who holds it up. */
import type { PayoutRunStep } from '../../domain/benefits/payout-run.ts'
import type { Dong, OrderState } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** The sum of what was prepared, đồng. @throws Error where nothing was */
export async function preparedDong(sql: Querying, runId: string): Promise<Dong> {
  const [row] = await typedRows(sql, 'payouts.preparedDong')`
    select amount_dong::text as "amountDong" from payout_run where dossier_id = ${runId}`
  if (row === undefined) throw new Error(`Nothing was prepared for the payout run ${runId}`)
  return BigInt(row.amountDong)
}

/** Orders of a run in one state. */
export interface RunProgress {
  unitId: string
  state: OrderState
  /** Why the bank, or the judgement before the sending, refused; null else. */
  reason: string | null
  orders: number
  amountDong: Dong
}

/** How far each unit of a run has come. */
export async function progressOf(sql: Querying, runId: string): Promise<readonly RunProgress[]> {
  const rows = await typedRows(sql, 'payouts.progressOf')`
    select unit_id as "unitId", state, rejection as reason, count(*)::int as orders, sum(amount_dong)::text as "amountDong"
    from payment_order where run_id = ${runId} group by unit_id, state, rejection order by unit_id, state, rejection`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}

/** Holds a run up, or lets it go on; each says why. */
export async function addRunStep(
  sql: Querying,
  step: { runId: string; kind: PayoutRunStep; actorId: string; reason: string; at: number },
): Promise<void> {
  await sql`
    insert into payout_run_step (run_id, kind, actor_id, reason, valid_at)
    values (${step.runId}, ${step.kind}, ${step.actorId}, ${step.reason}, instant(${step.at}))`
}
