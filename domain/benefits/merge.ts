/** The words of a request that says that two beneficiaries are one person. */

/** `merged` once another officer agrees; `kept` apart where not. */
export const mergeOutcomes = ['merged', 'kept'] as const
export type MergeOutcome = (typeof mergeOutcomes)[number]
