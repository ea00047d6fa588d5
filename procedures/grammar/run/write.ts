/** Shapes of the writes to PostgreSQL that a dossier's workflow makes. Types only: workflows import them. */

import type { ErrorCode } from '../../../domain/errors.ts'
import type { Duration } from '../../../domain/time/duration.ts'
import type { Plan, PlanTime } from '../plan/plan.ts'
import type { DossierEvent, DossierEventOf, DossierState } from './event.ts'
import type { RecordedChange } from './replay.ts'
import type { Transition } from './transition.ts'
import type { WriteName } from './write-name.ts'

/** Due instants in ms by task key; null where nothing follows from time. */
export type DueTimes = Readonly<Record<string, number | null>>

export interface WriteInput {
  dossierId: string
  /** Of the correction whose workflow asks; absent where it is the dossier's own. */
  correction?: number
  /** The revision of the workflow; the write makes the next one, or none. */
  expectedRevision: number
  item: DossierEvent
  change: Omit<Transition, 'state'>
  /** The issue that follows at once: written with the event, as the revision after it. A worker of an older build leaves it out. */
  issue?: { item: DossierEventOf<'done'>; change: Omit<Transition, 'state'> }
  /** Statutory time of the dossier, for its own due date. */
  total: Duration
  /** Rules of time of the plan; a write requested by an older build carries none. */
  time?: PlanTime
}

/** A plan that an open dossier adopted, with its key in the table of plans. */
export interface AdoptedPlan {
  plan: Plan
  planHash: string
}

export type MissedWrite = RecordedChange

export type WriteAnswer =
  /** `issued`: the issue that was asked with it is written too. */
  | { kind: 'applied'; dueAt: DueTimes; issued?: true }
  | { kind: 'refused'; code: ErrorCode }
  /** Nothing to change: a task thought due is due later or closed, or the request was applied long ago, as that revision. */
  | { kind: 'unchanged'; dueAt: DueTimes; appliedAs: number | null }
  /** PostgreSQL holds writes that the workflow never heard of (its history was lost with the server). */
  | { kind: 'behind'; missed: readonly MissedWrite[] }
  /** PostgreSQL is behind the workflow: it was restored to an older point. */
  | { kind: 'ahead'; revision: number }

export type Writes = Record<WriteName, (input: WriteInput) => Promise<WriteAnswer>> & {
  /** What PostgreSQL knows beyond a revision, and the due times as they are now. */
  standing(input: {
    dossierId: string
    correction?: number
    revision: number
  }): Promise<{ missed: readonly MissedWrite[]; dueAt: DueTimes }>
  /** Writes the projection again from the workflow's state. */
  reproject(input: {
    dossierId: string
    correction?: number
    state: DossierState
    at: number
    /** The plan it runs, where that is another than it was filed with. */
    adopted?: AdoptedPlan
  }): Promise<void>
}

export interface Payouts {
  /** Pays a benefit once; ends only when the bank has said paid or rejected. */
  benefitPayout(input: BenefitPayoutInput): Promise<{ outcome: 'paid' | 'rejected' }>
}

export interface BenefitPayoutInput {
  dossierId: string
  taskKey: string
  benefit: string
  amountRule: string
  accountField: string
  at: number
}
