import type { Plan, PlanStep } from '../plan/plan.ts'
import type { DossierEvent, DossierState } from './event.ts'

/** Each write under the name of what it records, so that a history reads as the dossier's story. */
export const writeNames = [
  'intake',
  'consultation',
  'communeReview',
  'communeSignOff',
  'cityReview',
  'citySignOff',
  'publication',
  'feeCollection',
  'payoutOutcome',
  'byHandOutcome',
  'issueResult',
  'supplement',
  'withdrawal',
  'reassignment',
  'extension',
  'deadline',
  'correction',
  'editionAdoption',
] as const
export type WriteName = (typeof writeNames)[number]

/** One value a name of a write. */
export function byWriteName<T>(make: (name: WriteName) => T): Record<WriteName, T>
export function byWriteName(make: (name: WriteName) => unknown): Record<string, unknown> {
  return Object.fromEntries(writeNames.map((name) => [name, make(name)]))
}

/** The name under which an event's write is in the history. */
export function writeNameOf(plan: Plan, state: DossierState, event: DossierEvent): WriteName {
  switch (event.kind) {
    case 'start':
    case 'import':
      return 'intake'
    case 'supplement':
      return 'supplement'
    case 'withdraw':
      return 'withdrawal'
    case 'reassign':
      return 'reassignment'
    case 'extend':
      return 'extension'
    case 'due':
      return 'deadline'
    case 'adoptEdition':
      return 'editionAdoption'
    case 'decide':
    case 'done':
      return stepWriteName(plan.steps[state.tasks[event.task]?.step ?? ''])
  }
}

function stepWriteName(step: PlanStep | undefined): WriteName {
  const atCommune = step?.desks.every((desk) => desk.tier === 'commune') ?? true
  switch (step?.kind) {
    case 'receive':
      return 'intake'
    case 'consult':
      return 'consultation'
    case 'publish':
      return 'publication'
    case 'collectFee':
      return 'feeCollection'
    case 'payout':
      return 'payoutOutcome'
    case 'issue':
      return 'issueResult'
    case 'byHand':
      return 'byHandOutcome'
    case 'sign':
      return atCommune ? 'communeSignOff' : 'citySignOff'
    default:
      return atCommune ? 'communeReview' : 'cityReview'
  }
}
