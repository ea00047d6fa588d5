/** The days of a month by which lists and reports of benefits are due (44/2022/TT-BTC, Điều 8). */
import { addMonths } from './month.ts'

export interface PaymentDay {
  what: 'listOfChanges' | 'reportOfPayer'
  /** Before this day of the month. */
  beforeDay: number
  /** The month it is about, counted from the month of the day: 1 is the next. */
  aboutMonth: number
  basis: string
}

/** Arrears and funeral grants go with the list of the next month; who was not paid goes into that month too. */
export const paymentDays: readonly PaymentDay[] = [
  { what: 'listOfChanges', beforeDay: 25, aboutMonth: 1, basis: '44/2022/TT-BTC Điều 8.3' },
  { what: 'reportOfPayer', beforeDay: 20, aboutMonth: 0, basis: '44/2022/TT-BTC Điều 8.4' },
]

/**
 * The month whose list takes up a change that is recorded on a date: the next one before the 25th, else the one after that.
 * @throws RangeError where it is no date
 */
export function listThatTakes(date: string): string {
  const day = Number(date.slice(8))
  const [list] = paymentDays
  if (list === undefined) throw new RangeError('no day is set for the list of changes')
  return addMonths(date.slice(0, 7), day < list.beforeDay ? list.aboutMonth : list.aboutMonth + 1)
}

/** For which reasons two months may be paid together (44/2022/TT-BTC, Điều 8.3). Who releases a run names the reason. */
export const groundsForTwoMonths = ['lunarNewYear', 'disaster', 'epidemic', 'forceMajeure'] as const
