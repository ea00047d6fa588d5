/**
 * Rules that reckon an amount to pay, with the amounts of the form that each reads. The rules themselves are in
 * `procedures/grammar/plan/amount-rules.ts`: they run in an activity, so that the result is recorded and never reckoned again.
 */
export const amountRuleReads = {
  deathLumpSum: ['monthlyAllowanceDong', 'monthlySupplementDong'],
  lumpSum: ['lumpSumDong'],
  payoutRun: ['amountDong'],
} as const satisfies Record<string, readonly string[]>

export type AmountRuleName = keyof typeof amountRuleReads
