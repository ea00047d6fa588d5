import { OperatorError } from '../../domain/operator-error.ts'

/** A day at which the suite is run, and why. */
export interface OtherDay {
  /** `2027-02-06` or `2027-06-30T23:55`, in Viet Nam; without a time it is ten in the morning. */
  readonly day: string
  readonly why: string
}

/** All at or after `aMonday` of `tests/clock.ts`, which tests take as past; the last known day of the calendar lies among them. */
export const otherDays: readonly OtherDay[] = [
  { day: '2026-08-22', why: 'a Saturday that is worked for 31 August' },
  { day: '2026-12-31T23:50', why: 'the year ends during the run, and with it the published calendar' },
  { day: '2027-01-01T03:00', why: 'a holiday; by UTC it is still the year before' },
  { day: '2027-02-06', why: 'first day of Tết, a Saturday, in a year whose calendar is not published' },
  { day: '2027-02-28', why: 'the last day of February, a Sunday' },
  { day: '2027-03-01T06:30', why: 'the first day of a month; by UTC it is still February' },
  { day: '2027-03-31', why: 'the last of 31 days, before a month of 30' },
  { day: '2027-04-30', why: 'a holiday before a holiday and a Sunday' },
  { day: '2027-06-30T23:55', why: 'the half-year ends during the run' },
  { day: '2027-08-15', why: 'a Sunday' },
  { day: '2027-09-02', why: 'National Day, a Thursday' },
  { day: '2028-02-29', why: 'the day that only leap years have' },
]

/** The instant at which a run at a day begins, ms. @throws OperatorError for anything but a day or a minute */
export function startOf(day: string): number {
  const [, date, time = '10:00'] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(day) ?? []
  const start = Date.parse(`${date}T${time}:00+07:00`)
  const isInCalendar =
    Number.isFinite(start) && new Date(`${date}T00:00Z`).toISOString().startsWith(`${date}T`)
  if (!isInCalendar)
    throw new OperatorError(`--day ${day}: a day is 2027-02-06, or 2027-06-30T23:55, in Viet Nam's time`)
  return start
}
