/** What a preparation of both months takes, as a run makes it. */
import { prepareLines } from '../db/benefits/prepare-lines.ts'
import { transaction } from '../db/connection/transaction.ts'
import type { Database } from '../db/database.ts'
import { openRunOrders } from '../db/payouts/open-run-orders.ts'

export const periods = ['2025-06', '2025-07']

/** In ms. @throws Error where not everybody got an order */
export async function prepared(database: Database, count: number): Promise<number> {
  const began = performance.now()
  const orders = await transaction(database.sql, async (tx) => {
    const atMs = Date.now()
    await prepareLines(tx, { periods, scope: {}, atMs, causeRef: periods.join(' ') })
    const { totals } = await openRunOrders(tx, { runId: null, periods, atMs })
    return totals.reduce((sum, of) => sum + of.orders, 0)
  })
  if (orders !== count) throw new Error(`${orders} orders were prepared for ${count} beneficiaries`)
  return performance.now() - began
}
