import { amountRules, isAmountRule } from '../procedures/rules.ts'
import { payBenefit } from './payment/benefit-payout.ts'
import type { PaymentDeps } from './payment/settle-order.ts'
import type { Payouts } from './writes.ts'

/** What the payments queue does. Ends only when the bank has said paid or rejected; until then it is run again. */
export function createPayouts(deps: PaymentDeps): Payouts {
  const amountOf: Parameters<typeof payBenefit>[0]['amountOf'] = (rule, form) => {
    if (!isAmountRule(rule))
      throw new RangeError(`no rule is called ${rule}; an older build cannot pay it, a newer one can`)
    return amountRules[rule](form)
  }
  return {
    async benefitPayout(input) {
      const { outcome } = await payBenefit({ ...deps, amountOf }, input)
      return { outcome }
    },
  }
}
