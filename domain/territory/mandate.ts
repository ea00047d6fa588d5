/** Words for who holds a role in a unit. */

/** How a mandate may be lent by a supervisor. */
export const loanKinds = ['delegated', 'substitution'] as const
export type LoanKind = (typeof loanKinds)[number]

/** By right of office, or lent. In this order one mandate wins over another. */
export const mandateKinds = ['own', ...loanKinds] as const
export type MandateKind = (typeof mandateKinds)[number]

export const mandateChanges = ['lent', 'ended'] as const
