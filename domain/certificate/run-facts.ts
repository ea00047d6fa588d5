/** What is on record of a run from facts that are never overwritten, and what a certificate says of it. Instants in ms. */
import type { Ending, TaskHolder } from '../dossier/dossier.ts'
import type { Run } from '../dossier/workflow-id.ts'

export interface RunFacts extends Run {
  procedureCode: string
  field: string
  /** The plan it began with. */
  planHash: string
  /** Where it lay just before the instant; null where nothing was recorded of it. */
  areaId: string | null
  /** When its dossier, or the correction, was recorded. */
  recordedAt: number
}

/** One revision, as it and its entry in the journal tell it. */
export interface RecordedRevision {
  /** Its legal instant. */
  at: number
  ending: Ending | null
  /** Another plan that it took. */
  planHash: string | null
  /** When the system that it came from was read, of the first of an imported dossier. */
  importedAt: number | null
  /** The step at which an imported dossier goes on after the supplement it waits for. */
  resumesAt: string | null
  opens: readonly string[]
  closes: readonly ClosedTask[]
  /** Who was to act on what it opened, by the key of the task. */
  tasks: Readonly<Record<string, { holder: TaskHolder }>>
}

export interface ClosedTask {
  key: string
  outcome: string
}

/** What becomes of a run at the instant, or that it was not here yet; each has exactly one. */
export const cutoverOutcomes = [
  'stays',
  'newDesk',
  'withCustodian',
  'waitsForApplicant',
  'waitsForEngine',
  'waitsForBank',
  /** It ended between the two instants. */
  'closed',
  'deskless',
  /** Filed elsewhere before the instant, and read from there at or after it. */
  'importedLater',
] as const
export type CutoverOutcome = (typeof cutoverOutcomes)[number]
