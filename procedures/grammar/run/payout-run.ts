/** Contract of the activities that prepare and pay a payout run. Types only: workflows import them. */

/** `changed`: what would be paid is not what the form of the run says any more; `unknown`: it names a unit, benefit or source that there is not. */
export type PreparationOutcome = 'prepared' | 'changed' | 'unknown'

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
  /**
   * Releases the orders, all of them or none, and says what is left to be paid: each unit that has an order which is not settled, with how many pages it has; none
   * once all are. Fails where what was signed is not what was prepared. `beyondCeiling`: the budget source has less free; nothing was reserved, and nothing is paid.
   */
  unitsToPay(input: {
    dossierId: string
  }): Promise<{ units: readonly { unitId: string; pages: number }[]; beyondCeiling?: true }>
  /** Ends only when the bank has said of each order of the page that it is paid or rejected; until then, and while the run is paused, it is run again. */
  payPage(page: PageToPay): Promise<void>
}
