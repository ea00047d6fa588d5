/** The words and sizes of a payout run. */

/** What a person does to a run while it pays. */
export const payoutRunSteps = ['paused', 'resumed'] as const
export type PayoutRunStep = (typeof payoutRunSteps)[number]

/** So many orders are sent to the bank in one call. */
export const ordersAPage = 500

/** The step of its dossier in which a run is paid, and how that ends where nothing was held back. */
export const payStep = { step: 'pay', paid: 'paid' } as const

/** Why an order of a run was left out at its sending: less is owed than was booked. What was approved can only shrink. */
export const notDue = 'notDue'

/** What a run covers; what is left out does not narrow it. */
export interface RunScope {
  /** Units that pay. */
  unitIds?: readonly string[]
  benefits?: readonly string[]
}

/** Names in a form, parted by blanks or commas; undefined where there are none. */
export function namesOf(text: string | undefined): readonly string[] | undefined {
  const names = [...new Set((text ?? '').split(/[\s,]+/).filter((name) => name !== ''))]
  return names.length === 0 ? undefined : names
}

/** What is not recorded of what is owed, so that it is in no order: where it is paid, to whom, or how. */
export const leftOutReasons = ['place', 'payee', 'channel'] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** The periods of a form, as "2025-06 2025-07". @throws RangeError where it names none, or one twice */
export function periodsOf(text: string): readonly string[] {
  const periods = text.split(/[\s,]+/).filter((name) => name !== '')
  if (periods.length === 0 || new Set(periods).size < periods.length) {
    throw new RangeError(`"${text}" names no period, or one twice; write them like "2025-06 2025-07"`)
  }
  return periods
}
