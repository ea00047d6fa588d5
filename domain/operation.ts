/** Words for the operation of an installation. */

/** Comparisons of either scope and the sealing of the journal: each has a schedule of the engine's. */
export const scheduledRounds = ['recent', 'all', 'seal'] as const
export type ScheduledRound = (typeof scheduledRounds)[number]

/** The list frozen before an instant is the relay's own: it must not wait for the engine. */
export const roundKinds = [...scheduledRounds, 'freeze'] as const
export type RoundKind = (typeof roundKinds)[number]

/** What the outbox carries to the engine and out of the house. */
export const outboxTopics = ['startWorkflow', 'dueMoved', 'reorganisationStepped'] as const
export type OutboxTopic = (typeof outboxTopics)[number]

/** What a key is for: to seal values, or to look up what is sealed. */
export const keyKinds = ['seal', 'lookup'] as const
export type KeyKind = (typeof keyKinds)[number]
