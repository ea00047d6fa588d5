/** An amount of Vietnamese money in whole đồng; the đồng has no subdivision in use. */
export type Dong = bigint

/**
 * An amount from a number of whole đồng.
 * @throws RangeError if the number is fractional or too large to be exact
 */
export function dong(amount: bigint | number): Dong {
  if (typeof amount === 'bigint') return amount
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`${amount} is not an exact whole number of đồng; give an integer or a bigint`)
  }
  return BigInt(amount)
}

/**
 * Reads the decimal string in which amounts travel as JSON ("1234000", "-5000"); see `dongToJson`.
 * Separators, decimals, exponents and blanks are refused: "1.500" is 1500 to one reader and 1.5 to another.
 * @throws RangeError if the text is anything but whole đồng in decimal digits
 */
export function parseDong(text: string): Dong {
  if (!/^-?(0|[1-9][0-9]*)$/.test(text) || text === '-0') {
    throw new RangeError(`"${text}" is not a whole number of đồng; write digits only, such as "1234000"`)
  }
  return BigInt(text)
}

/** The decimal string for JSON, which has no exact large integers. */
export function dongToJson(amount: Dong): string {
  return amount.toString()
}

/** The amount as people read it in Viet Nam: "1.234.000 đ". */
export function formatDong(amount: Dong): string {
  return `${amount.toString().replace(/\B(?=([0-9]{3})+$)/g, '.')} đ`
}

/** A fee as slip and handbook say it; null where no source tells it. */
export function feeInWords(fee: number | null): string {
  if (fee === null) return 'Theo quy định'
  return fee === 0 ? 'Không thu' : formatDong(dong(fee))
}

/** Rounds to the nearest thousand đồng, a half away from zero, so that a recovery mirrors its payment. */
export function roundToThousand(amount: Dong): Dong {
  const half = amount < 0n ? -500n : 500n
  return ((amount + half) / 1000n) * 1000n
}

/** Why something is owed. */
export const dueCauses = ['regular', 'oneOff', 'arrears', 'recovery'] as const

/**
 * What an entitlement rests on: one martyr, one child, one decision of an authority, the dossier that was granted, or the death of the
 * beneficiary, which there is once.
 */
export const entitlementGrounds = ['dossier', 'decision', 'martyr', 'child', 'death'] as const
export type EntitlementGround = (typeof entitlementGrounds)[number]

/** How an order reaches its payee. */
export const payoutChannels = ['transfer', 'cash'] as const
export type PayoutChannel = (typeof payoutChannels)[number]

/** What becomes of an order on a cash list: its payee has signed for it, or did not come. */
export const cashOutcomes = ['received', 'notCollected'] as const
export type CashOutcome = (typeof cashOutcomes)[number]

/** How far an order has come at the bank, or on a cash list; RETURNED: paid, and sent back by the bank. */
export const orderStates = [
  'PENDING',
  'INTENT',
  'SENT',
  'CONFIRMED',
  'REJECTED',
  'UNKNOWN',
  'RETURNED',
] as const
export type OrderState = (typeof orderStates)[number]

/** Of an order that may be with the bank and is not settled: its money is in transit. */
export const statesInTransit = ['INTENT', 'SENT', 'UNKNOWN'] as const satisfies readonly OrderState[]
export type StateInTransit = (typeof statesInTransit)[number]

export const isInTransit = (state: OrderState): state is StateInTransit =>
  statesInTransit.some((one) => one === state)

/**
 * What is owed by law, what is owed to payees, what is with the bank, and what it has paid. And of a budget source: what is free, what is
 * reserved for orders that are released, and what they have used.
 */
export const ledgerAccounts = [
  'entitlement',
  'payable',
  'inTransit',
  'paid',
  'recoverable',
  'budgetFree',
  'budgetReserved',
  'budgetUsed',
] as const
export type LedgerAccount = (typeof ledgerAccounts)[number]
