import { type Dong, parseDong } from '../../domain/money.ts'
import type { AmountRuleName } from '../grammar/definition/amount-rule.ts'
import type { FiledForm } from '../grammar/definition/field.ts'

/**
 * Amounts (đồng) that a payout step pays, by the rule it names. Pure; run in an activity, once for each task.
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
}

export function isAmountRule(name: string): name is AmountRuleName {
  return Object.hasOwn(amountRules, name)
}

function amountOf(form: FiledForm, field: string, missing?: Dong): Dong {
  const value = form[field]
  if (typeof value === 'string') return parseDong(value)
  if (value === undefined && missing !== undefined) return missing
  throw new RangeError(`the form has no amount in ${field}; the rule cannot pay a sum it does not know`)
}
