/** Contract of the activities that prepare and pay a payout run. Types only: workflows import them. */

/** `changed`: what would be paid is not what the form of the run says any more. */
export type PreparationOutcome = 'prepared' | 'changed'

export interface PageToPay {
  /** The dossier of the run. */
  runId: string
  unitId: string
  /** From 0. */
  page: number
}

export interface PayoutRuns {
  /** Writes the due lines and orders of a run, once, however often it is run. */
  preparePayoutRun(input: { dossierId: string }): Promise<{ outcome: PreparationOutcome }>
  /** What is to be paid: each unit with an order that is not settled, and how many pages it has. Fails where what was signed is not what was prepared. */
  unitsToPay(input: { dossierId: string }): Promise<{ units: readonly { unitId: string; pages: number }[] }>
  /** Ends only when the bank has said of each order of the page that it is paid or rejected; until then, and while the run is paused, it is run again. */
  payPage(page: PageToPay): Promise<void>
}
