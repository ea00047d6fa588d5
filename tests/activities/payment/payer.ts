import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type BenefitPayout,
  type BenefitPayoutDeps,
  type PayoutOutcome,
  payBenefit,
} from '../../../activities/payment/benefit-payout.ts'
import { compareLedgers } from '../../../activities/payment/compare-ledgers.ts'
import type { PaymentGateway } from '../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import type { Database } from '../../../db/database.ts'
import { createVault, type VaultKeys } from '../../../db/identity/identity-vault.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import { findOrder, type Order } from '../../../db/money/payment.ts'
import type { BankProcess } from './bank-process.ts'
import { asFiled } from './filed-dossier.ts'

const key = () => randomBytes(32).toString('base64')
export const keys: VaultKeys = { current: 'a', keys: { a: key() }, lookup: key() }
export const vault = createVault(keys)
export const account = '19036682457011'
export const filed = { amountDong: 22_320_000n, account }

/** What the tests of payouts do with one database. */
export function payerOf(database: Database) {
  const depsFor = (gateway: PaymentGateway): BenefitPayoutDeps => ({
    database,
    vault,
    gateway,
    amountOf: asFiled,
  })
  return {
    depsFor,
    depsAt: (bank: BankProcess) => depsFor(httpGateway({ url: bank.url, timeoutMs: 500 })),
    async orderOf({ dossierId, taskKey }: BenefitPayout): Promise<Order> {
      const order = await findOrder(database.sql, `${dossierId}/${taskKey}`)
      if (order === undefined) throw new Error('there is no order')
      return order
    },
    async problemsWith(bank: BankProcess): Promise<readonly string[]> {
      return compareLedgers(await readPaymentLedger(database.sql), await bank.ledger())
    },
  }
}

/** Again until it is settled, or pends for a reason that is not waited for. */
const payWhile =
  (waits: (pending: PaymentPending) => boolean) =>
  async (deps: BenefitPayoutDeps, input: BenefitPayout): Promise<PayoutOutcome> => {
    for (;;) {
      try {
        return await payBenefit(deps, input)
      } catch (error) {
        if (!(error instanceof PaymentPending && waits(error))) throw error
        await pause(10)
      }
    }
  }

/**
 * Once the run before has let the order go: the lock goes with its connection, and PostgreSQL notices a moment later that this was closed.
 */
export const payNext = payWhile(({ code }) => code === 'otherRun')

/** As the engine runs it: again while it is pending. */
export const payUntilSettled = payWhile(() => true)
