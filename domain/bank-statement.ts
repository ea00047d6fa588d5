/** The words for lines of a bank's statement. */

/** `debit`: money left the account; `return`: it came back, so it is judged after the debits. */
export const bankLineKinds = ['debit', 'return'] as const
export type BankLineKind = (typeof bankLineKinds)[number]

/** What a line means; each has exactly one. The first and the last need nobody, the others are worklists. */
export const bankOutcomes = ['matched', 'duplicateDebit', 'wrongAmount', 'unmatched', 'reversal'] as const
export type BankOutcome = (typeof bankOutcomes)[number]

/** `explained`: a person has found out what it was, and the basis says so. */
export const correctedOutcomes = [...bankOutcomes, 'explained'] as const
export type CorrectedOutcome = (typeof correctedOutcomes)[number]

/** Why a line is unmatched. */
export const outcomeReasons = [
  /** It names no order, or none of this database. */
  'noSuchOrder',
  /** Money left for an order that was never sent from here: a backup was restored, or another system sends under our ids. */
  'notSent',
  /** Money left for an order that the bank had rejected. */
  'rejected',
  /** Money came back for an order that is not paid, as far as anybody knows. */
  'notConfirmed',
  /** It came back under the reference of another transfer. */
  'otherTransfer',
  /** It came back already. */
  'returnedAlready',
] as const
export type OutcomeReason = (typeof outcomeReasons)[number]

/** Why a row became no line. */
export const keptOutReasons = [
  /** It has no cells, or letters that are none in its encoding. */
  'unreadable',
  /** A column is missing or has a value that it cannot have. */
  'invalidField',
  /** A line of its id says something else: the bank has to say which is true. */
  'lineDiffers',
] as const
export type KeptOutReason = (typeof keptOutReasons)[number]
