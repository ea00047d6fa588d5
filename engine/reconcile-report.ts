/** What a comparison of PostgreSQL and the engine may find. Types only: the reconcile workflow imports them. */
export const differenceKinds = {
  dossierNotStarted: 'a dossier was filed and its workflow not started',
  workflowMissing: 'an open dossier has no running workflow',
  workflowWithoutDossier: 'a workflow runs for a dossier that PostgreSQL does not hold',
  otherDatabase: 'this is not the database that the namespace was used with',
  workflowAhead: 'a workflow has changes that PostgreSQL does not hold; PostgreSQL was set back',
  projectionBehind: 'the rows in PostgreSQL differ from the state of the workflow',
  workflowNotEnded: 'a closed dossier or correction has a workflow that still runs',
  workflowBehind: 'PostgreSQL holds requests that the workflow has not heard of',
  messageLeftBehind: 'a message to the engine was not carried',
  decisionLeftBehind: 'a request waits without an answer',
  engineWorkWaits: 'a payout or another step of the engine has been in progress for a quarter of an hour',
  countsDiffer: 'the summary of open tasks is not what the tasks are',
  wedged: 'a workflow fails again and again and cannot go on',
} as const
export type DifferenceKind = keyof typeof differenceKinds

export interface Difference {
  kind: DifferenceKind
  /** Empty where it is not about one dossier. */
  dossierId: string
  /** What was done about it; `alert` where a person must act. */
  repair:
    | 'requeued'
    | 'restarted'
    | 'terminated'
    | 'reprojected'
    | 'caughtUp'
    | 'redelivered'
    | 'recounted'
    | 'alert'
    /** So many differ that a person must look first. */
    | 'held'
    | 'none'
}

export interface ReconcileReport {
  /** Open dossiers compared, field by field. */
  compared: number
  differences: readonly Difference[]
  /** Runs of which nothing can be said: their workflow runs and did not answer. With none of them and no difference both sides agree. */
  notJudged: number
  /** The first of them, by the id of the workflow. */
  notJudgedFirst: readonly string[]
}

/** Both sides agree: nothing differs, and each was judged. */
export const agrees = ({ differences, notJudged }: ReconcileReport): boolean =>
  differences.length === 0 && notJudged === 0

export interface ReconcileInput {
  /** `recent` compares what was written or started recently, or is overdue; `all` every open dossier and every running workflow. */
  scope: 'recent' | 'all'
  /** An operator has looked: as many are ended and started again as differ. */
  beyondBrake?: boolean
}

export interface Reconciling {
  reconcile(input: ReconcileInput): Promise<ReconcileReport>
  seal(): Promise<{ chains: number }>
  freeze(): Promise<{ lists: number }>
}
