import type { FiledForm } from '../procedures/grammar/definition/field.ts'
import type { Payouts } from '../procedures/grammar/run/write.ts'
import { amountRules, isAmountRule } from '../procedures/registry/amount-rules.ts'
import { payBenefit } from './payment/benefit-payout.ts'
import type { PaymentDeps } from './payment/settle-order.ts'

/** What the payments queue does. Ends only when the bank has said paid or rejected; until then it is run again. */
export function createPayouts(deps: PaymentDeps): Payouts {
  return {
    async benefitPayout(input) {
      const { outcome } = await payBenefit({ ...deps, amountOf }, input)
      return { outcome }
    },
  }
}

function amountOf(rule: string, form: Readonly<Record<string, unknown>>): bigint {
  if (!isAmountRule(rule)) throw new RangeError(`no rule is called ${rule}: a newer build can pay this`)
  if (!isFiledForm(form))
    throw new TypeError('a form holds something that no field can hold; nothing was paid')
  return amountRules[rule](form)
}

const isFiledForm = (form: Readonly<Record<string, unknown>>): form is FiledForm =>
  Object.values(form).every((value) => ['string', 'number', 'boolean'].includes(typeof value))
