/** The engine's steps of a payout run: prepares what a dossier of the internal procedure proposes, and pays what it has released. */
import type { Database } from '../db/database.ts'
import { pagesOf } from '../db/payouts/pages.ts'
import { prepareRun } from '../db/payouts/prepare-run.ts'
import { preparedDong, progressOf } from '../db/payouts/run.ts'
import { readProposedRun, signedDong } from '../db/payouts/run-form.ts'
import { isInTransit } from '../domain/money.ts'
import type { PayoutRuns } from '../procedures/grammar/run/payout-run.ts'
import { type PageDeps, payPage } from './payment/pay-page.ts'
import { now } from './payment/settle-order.ts'

export interface PayoutRunDeps extends PageDeps {
  /** For preparing a run, whose statements run long. @defaultValue `database` */
  operationsDatabase?: Database
}

export function createPayoutRuns(deps: PayoutRunDeps): PayoutRuns {
  const { database, operationsDatabase = database } = deps
  return {
    async preparePayoutRun({ dossierId }) {
      const { periods, control } = await readProposedRun(database.sql, dossierId)
      return {
        outcome: await prepareRun(operationsDatabase, {
          runId: dossierId,
          periods,
          control,
          atMs: now(deps),
        }),
      }
    },
    async unitsToPay({ dossierId }) {
      const [signed, prepared] = await Promise.all([
        signedDong(database.sql, dossierId),
        preparedDong(database.sql, dossierId),
      ])
      if (prepared !== signed) {
        throw new Error(
          `Of the payout run ${dossierId} ${signed} đồng were signed and ${prepared} prepared, so nothing is sent; propose it again`,
        )
      }
      const [units, progress] = await Promise.all([
        pagesOf(database.sql, dossierId),
        progressOf(database.sql, dossierId),
      ])
      const open = new Set(
        progress.filter(({ state }) => state === 'PENDING' || isInTransit(state)).map(({ unitId }) => unitId),
      )
      return { units: units.filter(({ unitId }) => open.has(unitId)) }
    },
    payPage: (page) => payPage(deps, page),
  }
}
