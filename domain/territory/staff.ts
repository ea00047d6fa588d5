/** Words for officers that are taken over from another system. */

/** What a row does: `moved` ends one mandate and begins another of the same person. */
export const staffOutcomes = ['created', 'alreadyThere', 'updated', 'moved', 'quarantined'] as const
export type StaffOutcome = (typeof staffOutcomes)[number]

/** Whether there are officers that were invented for trying out, beside real ones or alone. */
export const inventedOfficers = ['none', 'only', 'besideReal'] as const
export type InventedOfficers = (typeof inventedOfficers)[number]
