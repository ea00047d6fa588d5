/** What citizens and officers were told, kept outside the system: in the end it must all be true. */
export interface Told {
  receipts: Receipt[]
  decisions: Decision[]
  /** Answers that nobody expected, one sentence each. */
  surprises: string[]
}

export interface Receipt {
  /** Number of the intention. */
  number: number
  dossierId: string
  code: string
  /** Whether worker and engine were down when it was given. */
  engineAway: boolean
}

export interface Decision {
  id: string
  kind: 'decide' | 'supplement' | 'withdraw'
  /** 503: the outcome was not known yet. */
  firstAnswer: 200 | 503
  /** What `GET /decisions/:id` said last, after a 503. */
  status: 'pending' | 'applied' | 'refused' | 'lapsed'
}

/** Said 503 and not known yet. */
export const waiting = ({ decisions }: Told): number =>
  decisions.filter(({ status }) => status === 'pending').length

export const late = ({ decisions }: Told): readonly Decision[] =>
  decisions.filter(({ firstAnswer }) => firstAnswer === 503)
