/** A run of a staff list, as its statements know it: of which list. */
export interface StaffRun {
  batchId: string
  source: string
  /** Instant of the import, ms. */
  at: number
}
