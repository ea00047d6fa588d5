import type { Ending, TaskHolder } from '../../../domain/dossier/dossier.ts'
import type { Duration } from '../../../domain/time/duration.ts'
import type { Moves, TransitionPolicyName } from '../definition/transition-policy.ts'
import type { Effect } from '../editions/edition-effect.ts'
import type { Plan } from '../plan/plan.ts'

/**
 * What may happen to a dossier. Events carry ids, outcomes and times only: they are in the engine's history.
 * `key` is the business key of the effect, unique within the dossier; `at` is the legal instant, in ms.
 */
export type DossierEvent = { key: string; at: number } & (
  | { kind: 'start' }
  | { kind: 'decide'; task: string; outcome: string }
  /** The applicant completed the dossier; `skips` follows from the form as it is now. */
  | { kind: 'supplement'; skips: readonly string[] }
  | { kind: 'withdraw' }
  | { kind: 'reassign'; task: string; officer: string | null }
  /** A new date with an apology, once (118/2025/NĐ-CP, Điều 19 khoản 6). */
  | { kind: 'extend'; by: Duration }
  | { kind: 'due'; task: string }
  /** The engine's own work on a task ended. */
  | { kind: 'done'; task: string; outcome: string }
  | ({ kind: 'adoptEdition' } & Adoption)
  /** Where a dossier of another system stood: its first change here, or a corrected row before anybody acted on it. */
  | ({ kind: 'import' } & ImportedPosition)
)

/** An open dossier adopts another edition, as it was judged for one revision. */
export interface Adoption {
  plan: Plan
  planHash: string
  /** Steps of the plan that the dossier skips, by its form as it is. */
  skips: readonly string[]
  revision: number
  moves: Moves
  /** The edition it leaves. */
  from: string
  policy: TransitionPolicyName
  /** As it is cited. */
  basis: string
  effect: Effect
}

/** Where a dossier stood in another system. */
export interface ImportedPosition {
  /** A step at a desk, or `supplement` where the applicant has to complete the dossier. */
  step: string
  /** How often the step has been opened, this time included; from 1. */
  round: number
  supplementsAsked: number
  extensions: number
  /** The last signature has been given. */
  decided: boolean
  /** The statutory clock has started; it may stand still. */
  running: boolean
  /** Where it goes on after the supplement that it waits for; null where it waits for none. */
  afterSupplement: string | null
}

export type DossierEventOf<K extends DossierEvent['kind']> = Extract<DossierEvent, { kind: K }>

export interface OpenTask {
  step: string
  body: string
  holder: TaskHolder
  /** Instant in ms, or null where nothing follows from time. */
  dueAt: number | null
  late: boolean
}

export interface DossierState {
  revision: number
  ending: Ending | null
  /** Open tasks by key: `review.1`, `verify.1.police`, `supplement.1`. */
  tasks: Readonly<Record<string, OpenTask>>
  /** How often each step has been opened. */
  rounds: Readonly<Record<string, number>>
  /** Answers to the open consultation, by step and body. */
  answers: Readonly<Record<string, Readonly<Record<string, string>>>>
  skips: readonly string[]
  /** Where to go on when the applicant has completed the dossier. */
  afterSupplement: string | null
  supplementsAsked: number
  extensions: number
  /** The last signature has been given: from here on a withdrawal comes too late. */
  decided: boolean
  /** The statutory clock has started; it may be paused. A supplement that leads back to reception ends this run. */
  running: boolean
  /** It stands where it was imported to, and nobody has acted on it yet. */
  imported?: true
}

/** `revision` is that of the dossier: a correction continues from there. */
export const initialState = (skips: readonly string[], revision = 0): DossierState => ({
  revision,
  ending: null,
  tasks: {},
  rounds: {},
  answers: {},
  skips,
  afterSupplement: null,
  supplementsAsked: 0,
  extensions: 0,
  decided: false,
  running: false,
})

/** Ids of the steps at which a dossier is, each once. */
export const openSteps = ({ tasks }: DossierState): readonly string[] => [
  ...new Set(Object.values(tasks).map(({ step }) => step)),
]
