import { type Dong, parseDong } from '../../../domain/money.ts'
import type { AmountRuleName } from '../definition/amount-rule.ts'
import type { FiledForm } from '../definition/field.ts'

/**
 * Amounts (đồng) that a payout step pays, by the rule it names. Pure; run in an activity, once for each task, and where a signature is judged.
 * @throws RangeError if the form lacks an amount that the rule needs
 */
export const amountRules: Readonly<Record<AmountRuleName, (form: FiledForm) => Dong>> = {
  /**
   * Three months of the allowance and supplement drawn at death; a carer's allowance is no part of it
   * (131/2021/NĐ-CP, Điều 121 đến 124).
   */
  deathLumpSum: (form) =>
    3n * (amountOf(form, 'monthlyAllowanceDong') + amountOf(form, 'monthlySupplementDong', 0n)),
  /** The sum that was applied for: no table of rates was found, so the desks that sign vouch for it. */
  lumpSum: (form) => amountOf(form, 'lumpSumDong'),
  /** The control total of a payout run: what is prepared beyond it is refused, so no more is paid under the signature. */
  payoutRun: (form) => amountOf(form, 'amountDong'),
}

export function isAmountRule(name: string): name is AmountRuleName {
  return Object.hasOwn(amountRules, name)
}

/**
 * What a rule, by its name in a plan, pays on a form, đồng.
 * @throws RangeError where no rule has the name, or the form lacks an amount that it needs; TypeError where the form is none
 */
export function amountBy(rule: string, form: Readonly<Record<string, unknown>>): Dong {
  if (!isAmountRule(rule)) throw new RangeError(`no rule is called ${rule}: a newer build can pay this`)
  if (!isFiledForm(form))
    throw new TypeError('a form holds something that no field can hold; nothing was paid')
  return amountRules[rule](form)
}

const isFiledForm = (form: Readonly<Record<string, unknown>>): form is FiledForm =>
  Object.values(form).every((value) => ['string', 'number', 'boolean'].includes(typeof value))

function amountOf(form: FiledForm, field: string, missing?: Dong): Dong {
  const value = form[field]
  if (typeof value === 'string') return parseDong(value)
  if (value === undefined && missing !== undefined) return missing
  throw new RangeError(`the form has no amount in ${field}; the rule cannot pay a sum it does not know`)
}
