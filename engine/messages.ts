/** What a dossier's workflow understands: the contract between it and those who start it, ask it and tell it. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import type { Plan } from '../procedures/grammar/plan/plan.ts'
import type { DossierEventOf, DossierState } from '../procedures/grammar/run/event.ts'
import type { RequestKind } from '../procedures/grammar/run/request.ts'

export interface DossierInput {
  dossierId: string
  plan: Plan
  /** Key of the plan, where it is another than the dossier was filed with. */
  planHash?: string
  skips: readonly string[]
  /** Its filing; of a correction, its request. */
  filedAt: number
  /** Set for the correction of a result: its number, and the revision of the dossier from which it goes on. */
  correction?: { number: number; fromRevision: number }
  /** Where the dossier is, when it does not begin at its first step. */
  standing?: WorkflowSnapshot
}

export interface WorkflowSnapshot {
  state: DossierState
  timeline: readonly TimelineEntry[]
}

export interface TimelineEntry {
  at: number
  task: string
  outcome: string
}

export interface Applied {
  revision: number
}

/** The revision the caller had read; null where it does not matter to the caller. */
type SeenRevision = number | null

export const updates = {
  decide: defineUpdate<Applied, [DossierEventOf<'decide'>, SeenRevision]>('decide'),
  supplement: defineUpdate<Applied, [DossierEventOf<'supplement'>, SeenRevision]>('supplement'),
  withdraw: defineUpdate<Applied, [DossierEventOf<'withdraw'>, SeenRevision]>('withdraw'),
  reassign: defineUpdate<Applied, [DossierEventOf<'reassign'>, SeenRevision]>('reassign'),
  extend: defineUpdate<Applied, [DossierEventOf<'extend'>, SeenRevision]>('extend'),
  adoptEdition: defineUpdate<Applied, [DossierEventOf<'adoptEdition'>, SeenRevision]>('adoptEdition'),
} as const satisfies Record<RequestKind, unknown>

/** Look at PostgreSQL again: a due time became earlier, or a write there is not known here. */
export const catchUpSignal = defineSignal('catchUp')
/** Write the whole projection again from the workflow's state. */
export const reprojectSignal = defineSignal('reproject')

/** To the child workflow of an engine's step: look at the rows of the reorganisation again. */
export const reorganisationSteppedSignal = defineSignal('reorganisationStepped')

export const stateQuery = defineQuery<DossierState>('state')
export const timelineQuery = defineQuery<readonly TimelineEntry[]>('timeline')
