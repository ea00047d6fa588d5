/** Releases the orders of a payout run: its sum is reserved out of its budget source before the first page is sent. */
import { DomainError } from '../../domain/errors.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database } from '../database.ts'
import { releaseOrders } from '../money/budget.ts'
import { alertBeyondCeiling } from '../money/payment.ts'

/**
 * Reserves all of a run or nothing, once, however often it is run. Beyond the ceiling a person is called, by an alert that says which source
 * has how much free.
 */
export async function releaseRun(
  database: Database,
  runId: string,
  atMs: number,
): Promise<'released' | 'beyondCeiling'> {
  try {
    await transaction(database.sql, (tx) => releaseOrders(tx, tx`run_id = ${runId}`, atMs))
    return 'released'
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'budgetExceeded') throw error
    await alertBeyondCeiling(database.sql, runId, { message: error.details.hint ?? error.message, at: atMs })
    return 'beyondCeiling'
  }
}
