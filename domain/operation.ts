/** Words for the operation of an installation. */

/** Comparisons of either scope, the sealing of the journal, the list frozen before a reorganisation: each has a schedule of its own. */
export const roundKinds = ['recent', 'all', 'seal', 'freeze'] as const
export type RoundKind = (typeof roundKinds)[number]

/** What the outbox carries to the engine and out of the house. */
export const outboxTopics = ['startWorkflow', 'dueMoved', 'reorganisationStepped'] as const
export type OutboxTopic = (typeof outboxTopics)[number]

/** What a key is for: to seal values, or to look up what is sealed. */
export const keyKinds = ['seal', 'lookup'] as const
export type KeyKind = (typeof keyKinds)[number]
