/** Pages of a payout run that wait, at the bank or before it, until a test lets them go on. */
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import { type BatchGateway, GatewayTimeout } from '../../../activities/payment/gateways/gateway.ts'
import { httpBatchGateway } from '../../../activities/payment/gateways/http-batch-gateway.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import type { Database } from '../../../db/database.ts'
import type { Vault } from '../../../db/identity/identity-vault.ts'
import type { PageToPay, PayoutRuns } from '../../../procedures/grammar/run/payout-run.ts'

export interface ToHold {
  /** Of the bank. */
  url: string
  vault: Vault
  /** Of payments, ms. */
  now: () => number
  /** Waits before it is tried. */
  heldPage: { unitId: string; page: number }
  /** A unit whose first page the bank executes, and nobody hears of it. */
  inFlight: string
}

export class HeldPages {
  isHeld = false
  isInFlight = false
  /** Those that were tried while their run was paused. */
  readonly triedPaused = new Set<string>()
  /** Lets them go on. */
  letGo: () => void = () => {}
  readonly #goesOn = new Promise<void>((resolve) => {
    this.letGo = resolve
  })
  readonly #of: ToHold
  constructor(of: ToHold) {
    this.#of = of
  }

  payoutRuns(database: Database): PayoutRuns {
    const { vault, now, heldPage } = this.#of
    const runs = createPayoutRuns({ database, vault, clock: now, gateway: this.#gateway() })
    return {
      ...runs,
      payPage: async (page: PageToPay) => {
        if (page.unitId === heldPage.unitId && page.page === heldPage.page) {
          this.isHeld = true
          await this.#goesOn
        }
        await runs.payPage(page).catch((error: unknown) => {
          if (error instanceof PaymentPending && error.code === 'paused')
            this.triedPaused.add(`${page.unitId} ${page.page}`)
          throw error
        })
      },
    }
  }

  #gateway(): BatchGateway {
    const bank = httpBatchGateway({ url: this.#of.url, timeoutMs: 20_000 })
    return {
      inquire: (key) => bank.inquire(key),
      inquireBatch: (batch) => bank.inquireBatch(batch),
      sendBatch: async (batch, onSent) => {
        const answer = await bank.sendBatch(batch, onSent)
        if (!batch.batchKey.includes(`-${this.#of.inFlight}-`)) return answer
        this.isInFlight = true
        await this.#goesOn
        throw new GatewayTimeout('timeOut', 'the answer was lost')
      },
    }
  }
}
