/** What may need a person. docs/operations.md says of each what it means and what to do: a test compares them. */
export const alertKinds = [
  'accountDoesNotOpen',
  'bankLinesWait',
  'budgetExceeded',
  'engineWorkWaits',
  'importsWait',
  'otherDatabase',
  'paperFileChanged',
  'paperFileLost',
  'paymentContradiction',
  'reconcileHeld',
  'secretDoesNotOpen',
  'subscriptionStopped',
  'wedged',
  'workflowMissing',
  'workflowWithoutDossier',
] as const

export type AlertKind = (typeof alertKinds)[number]
