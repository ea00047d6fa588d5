/** What citizens and officers observed, kept outside the system: at the end the system must agree with all of it. */
import type { RequestStatusName } from '../domain/dossier/dossier.ts'

export interface Observed {
  receipts: Receipt[]
  decisions: Decision[]
  /** How many tasks each call decided that was sent for several. */
  bulk: number[]
  /** Where custodians have found dossiers to lie. */
  placements: { dossierId: string; area: string; by: string }[]
  /** Imported dossiers that custodians have placed. */
  backlogPlaced: number
  /** Tasks of imported dossiers that officers sent a decision of. */
  backlogDecided: { task: string; outcome: string }[]
  /** Decisions refused since the unit of the desk had ended: a successor decides. */
  tooLate: number
  /** Answers that nobody expected, one sentence each. */
  surprises: string[]
  /** Worker or engine are down just now. */
  engineAway: boolean
}

export interface Receipt {
  /** Number of the intention. */
  number: number
  dossierId: string
  code: string
  /** Worker or engine were down when it was given. */
  engineAway: boolean
  /** When it was sent and answered, ms. */
  sent: number
  answered: number
  /** It named a unit of before the reorganisation. */
  toFormer: boolean
  /** It named a unit that had ended, and was routed on. */
  routed: boolean
}

export interface Decision {
  id: string
  kind: 'decide' | 'supplement' | 'withdraw'
  /** 503: the outcome was not known yet. */
  firstAnswer: 200 | 503
  /** What `GET /decisions/:id` said last, after a 503. */
  status: RequestStatusName
}

/** Said 503 and not known yet. */
export const waiting = ({ decisions }: Observed): number =>
  decisions.filter(({ status }) => status === 'pending').length

export const late = ({ decisions }: Observed): readonly Decision[] =>
  decisions.filter(({ firstAnswer }) => firstAnswer === 503)

/** Somebody who cannot go on says so, instead of ending the day for everybody. */
export async function surprised(observed: Observed, who: string, doing: Promise<void>): Promise<void> {
  await doing.catch((error: unknown) => {
    observed.surprises.push(`${who}: ${error instanceof Error ? error.message : String(error)}`)
  })
}
