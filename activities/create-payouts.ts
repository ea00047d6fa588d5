import { amountBy } from '../procedures/grammar/plan/amount-rules.ts'
import type { Payouts } from '../procedures/grammar/run/write.ts'
import { payBenefit } from './payment/benefit-payout.ts'
import type { PaymentDeps } from './payment/settle-order.ts'

/** What the payments queue does. Ends only when the bank has said paid or rejected; until then it is run again. */
export function createPayouts(deps: PaymentDeps): Payouts {
  return {
    async benefitPayout(input) {
      const { outcome } = await payBenefit({ ...deps, amountOf: amountBy }, input)
      return { outcome }
    },
  }
}
