/** Payout runs that a test prepares and pays, without the workflow around them. */
import { createPayoutRuns, type PayoutRunDeps } from '../../../activities/create-payout-runs.ts'
import { httpBatchGateway } from '../../../activities/payment/gateways/http-batch-gateway.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import { type Grant, recordChannel } from '../../../db/benefits/facts.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { pagesOf } from '../../../db/payouts/pages.ts'
import { dryRun, prepareRun } from '../../../db/payouts/prepare-run.ts'
import type { TestDatabase } from '../../database.ts'
import { atMs, type People } from '../../db/benefits/people.ts'
import type { BankProcess } from './bank-process.ts'
import { fileDossier } from './filed-dossier.ts'
import { filed, vault } from './payer.ts'

export const account = '19036682457011'
export const periods = ['2025-06', '2025-07']

/** Somebody who is owed the allowance of a Heroic Mother, and gets it to an account. */
export async function grantsPayable(
  database: TestDatabase,
  people: People,
  { to = account, ...of }: { to?: string } & Partial<Grant> = {},
): Promise<{ id: string; partyId: string }> {
  const granted = await people.grant(of)
  await transaction(database.sql, (tx) =>
    recordChannel(tx, vault, granted.id, {
      ...{ payeeId: granted.partyId, account: to, fromMonth: '2025-06' },
      ...{ basis: 'Đơn', recordedBy: 'officer', dossierId: null },
    }),
  )
  return granted
}

/** A run of both months over all that is owed, in a dossier, prepared at `at`, ms. */
export async function preparedRun(database: TestDatabase, at = atMs): Promise<string> {
  const { dossierId: runId } = await fileDossier(database.sql, vault, filed)
  const control = await dryRun(database, { periods, atMs: at })
  const outcome = await prepareRun(database, { runId, periods, atMs: at, control })
  if (outcome !== 'prepared') throw new Error(`the run is ${outcome}`)
  return runId
}

export const depsAt = (
  database: TestDatabase,
  bank: BankProcess,
  crashPoint?: PayoutRunDeps['crashPoint'],
): PayoutRunDeps => ({
  ...{ database, vault, clock: () => atMs },
  gateway: httpBatchGateway({ url: bank.url, timeoutMs: 500 }),
  ...(crashPoint === undefined ? {} : { crashPoint }),
})

/** Pays all pages of a run, each again while it is pending, as the engine does. */
export async function paysRun(deps: PayoutRunDeps, runId: string): Promise<void> {
  const runs = createPayoutRuns(deps)
  for (const { unitId, pages } of await pagesOf(deps.database.sql, runId)) {
    for (let page = 0; page < pages; page += 1) {
      await untilSettled(() => runs.payPage({ runId, unitId, page }))
    }
  }
}

async function untilSettled(pay: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await pay()
    } catch (error) {
      if (!(error instanceof PaymentPending)) throw error
    }
  }
}
