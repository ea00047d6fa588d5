/** Months and years as the periods of benefits: text that sorts by time. */
import type { Cadence } from './benefit.ts'

const monthText = /^(?<year>[0-9]{4})-(?<month>0[1-9]|1[0-2])$/
const yearText = /^[0-9]{4}$/
const dateText = /^(?<month>[0-9]{4}-(?:0[1-9]|1[0-2]))-(?<day>0[1-9]|[12][0-9]|3[01])$/

/**
 * The month in which a date is, "2025-07" of "2025-07-31".
 * @throws RangeError where it is no date of the form year, month, day
 */
export function monthOf(date: string): string {
  const month = dateText.exec(date)?.groups?.month
  if (month === undefined) throw new RangeError(`"${date}" is no date; write it as 2025-07-31`)
  return month
}

/**
 * The month so many months later, or earlier where the number is below zero.
 * @throws RangeError where it is no month of the form year, month
 */
export function addMonths(month: string, count: number): string {
  const { year, month: ofYear } = monthText.exec(month)?.groups ?? {}
  if (year === undefined || ofYear === undefined) {
    throw new RangeError(`"${month}" is no month; write it as 2025-07`)
  }
  const months = Number(year) * 12 + Number(ofYear) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** The month after the one in which a date is. @throws RangeError as `monthOf` */
export const monthAfter = (date: string): string => addMonths(monthOf(date), 1)

/** Months from one to another, both included; none where the second is earlier. @throws RangeError as `addMonths` */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = []
  for (let month = addMonths(from, 0); month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

/** A stretch of time for which a benefit is paid once: a month, or a year of a yearly one. */
export interface Period {
  name: string
  cadence: Cadence
  firstMonth: string
  lastMonth: string
}

/** @throws RangeError where the name is neither a month, as "2025-07", nor a year */
export function periodOf(name: string): Period {
  if (monthText.test(name)) return { name, cadence: 'monthly', firstMonth: name, lastMonth: name }
  if (yearText.test(name)) {
    return { name, cadence: 'yearly', firstMonth: `${name}-01`, lastMonth: `${name}-12` }
  }
  throw new RangeError(`"${name}" is no period; write a month as 2025-07, or a year`)
}
