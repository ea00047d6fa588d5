/** Prepares a payout run: the lines of its periods, and an order for each payee of whom a part is not paid yet. */
import { createHash } from 'node:crypto'
import type { RunScope } from '../../domain/benefits/payout-run.ts'
import type { Dong } from '../../domain/money.ts'
import { prepareLines } from '../benefits/prepare-lines.ts'
import type { PreparedTotal } from '../benefits/written-lines.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database } from '../database.ts'
import { type Transaction, typedRows } from '../statement.ts'
import {
  freeEndedRuns,
  type LeftOut,
  type OrdersToOpen,
  openRunOrders,
  type RunTotal,
} from './open-run-orders.ts'

export interface PreparedRun {
  totals: readonly RunTotal[]
  orders: number
  amountDong: Dong
  /** SHA-256 of the totals, hex. */
  totalsHash: string
  leftOut: readonly LeftOut[]
}

export interface RunToPrepare {
  /** The dossier of the run. */
  runId: string
  periods: readonly string[]
  atMs: number
  /** What it covers. @defaultValue everything */
  scope?: RunScope
  /** Out of which it is paid. @defaultValue null: none is named */
  budgetSourceId?: string | null
}

/** What the form of a run says was counted. */
export interface ControlTotals {
  orders: number
  amountDong: Dong
  totalsHash: string
}

/** The totals that a run would have now, by the same statements; nothing stays written. */
export async function dryRun(database: Database, of: Omit<RunToPrepare, 'runId'>): Promise<PreparedRun> {
  let prepared: PreparedRun | undefined
  const undo = new Error('a dry run leaves nothing')
  await transaction(database.sql, async (tx) => {
    prepared = await writeOrders(tx, { ...of, runId: null })
    throw undo
  }).catch((error: unknown) => {
    if (error !== undo) throw error
  })
  if (prepared === undefined) throw undo
  return prepared
}

/**
 * Prepares a run once, however often it is run.
 * @returns `changed` where the totals are not those of the form: nothing is written then
 */
export async function prepareRun(
  database: Database,
  of: RunToPrepare & { control: ControlTotals },
): Promise<'prepared' | 'changed'> {
  const { runId, periods, atMs, control, scope = {}, budgetSourceId = null } = of
  const changed = new Error('the totals are others than those of the form')
  return await transaction(database.sql, async (tx) => {
    const [known] = await typedRows(
      tx,
      'payouts.isPrepared',
    )`select 1 as known from payout_run where dossier_id = ${runId}`
    if (known !== undefined) return 'prepared' as const
    const prepared = await writeOrders(tx, of)
    if (!isAsControlled(prepared, control)) throw changed
    await tx`
      insert into payout_run (dossier_id, periods, orders, amount_dong, totals_hash, budget_source_id, unit_ids, benefits, prepared_at)
      values (${runId}, ${[...periods]}::text[], ${prepared.orders}, ${prepared.amountDong.toString()},
        ${Buffer.from(prepared.totalsHash, 'hex')}, ${budgetSourceId}, ${listOf(scope.unitIds)}, ${listOf(scope.benefits)}, instant(${atMs}))`
    await tx`
      insert into payout_run_total (run_id, unit_id, benefit, orders, amount_dong)
      select ${runId}::uuid, "unitId", benefit, orders, "amountDong"::bigint
      from json_to_recordset(${JSON.stringify(prepared.totals.map(totalRow))}::text::json)
        as total ("unitId" text, benefit text, orders int, "amountDong" text)`
    return 'prepared' as const
  }).catch((error: unknown) => {
    if (error === changed) return 'changed' as const
    throw error
  })
}

const listOf = (names: readonly string[] | undefined) => (names === undefined ? null : [...names])

const totalRow = (total: RunTotal) => ({ ...total, amountDong: total.amountDong.toString() })

const isAsControlled = (prepared: PreparedRun, control: ControlTotals): boolean =>
  prepared.orders === control.orders &&
  prepared.amountDong === control.amountDong &&
  prepared.totalsHash === control.totalsHash.toLowerCase()

async function writeOrders(tx: Transaction, of: OrdersToOpen): Promise<PreparedRun> {
  const { periods, atMs, scope = {} } = of
  const causeRef = periods.join(' ')
  const lines = await prepareLines(tx, { periods, scope, atMs, causeRef })
  await freeEndedRuns(tx, atMs)
  const { totals, withoutChannel } = await openRunOrders(tx, of)
  return {
    ...{ totals, totalsHash: hashOf(totals), leftOut: [...lines.flatMap(withoutLine), ...withoutChannel] },
    orders: totals.reduce((sum, { orders }) => sum + orders, 0),
    amountDong: totals.reduce((sum, { amountDong }) => sum + amountDong, 0n),
  }
}

const withoutLine = ({ unitId, benefit, lines, missing }: PreparedTotal): readonly LeftOut[] =>
  missing === null ? [] : [{ unitId, benefit, payees: lines, why: missing }]

/** Over the lines "unit benefit orders sum", in the order of bytes. */
function hashOf(totals: readonly RunTotal[]): string {
  const lines = totals.map(
    ({ unitId, benefit, orders, amountDong }) => `${unitId} ${benefit} ${orders} ${amountDong}\n`,
  )
  return createHash('sha256').update(lines.join('')).digest('hex')
}
