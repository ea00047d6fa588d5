/** A line of a certificate with what it shows of the cut-over. */
import type { CutoverOutcome } from '../../domain/certificate/run-facts.ts'
import type { Line } from './lines.ts'

/** What is wrong with a cut-over, each with the ids that show it. */
export const faultKinds = ['missing', 'doubled', 'deskless', 'notListed', 'notInEngine'] as const
export type FaultKind = (typeof faultKinds)[number]

export interface CertifiedLine extends Line {
  outcome: CutoverOutcome | null
  faults: readonly FaultKind[]
}
