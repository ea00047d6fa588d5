/** A time limit as law states it: working days (fractions allowed), working hours, or calendar days (whole). */
export type Duration =
  | { readonly workingDays: number }
  | { readonly workingHours: number }
  | { readonly days: number }

const HOUR_MS = 3_600_000
/** The working time of a day. */
export const WORKING_DAY_MS = 8 * HOUR_MS

/** Far beyond any time limit in law: a slip in a definition must not spin a workflow's only thread. */
const LONGEST_DAYS = 10_000

/** @throws RangeError unless n is between 0 and 10,000; fractions are kept to the millisecond. */
export function workingDays(n: number): Duration {
  return { workingDays: workingMsOf({ workingDays: n }) / WORKING_DAY_MS }
}

/** @throws RangeError unless n is between 0 and 80,000 (10,000 working days). */
export function workingHours(n: number): Duration {
  return { workingHours: workingMsOf({ workingHours: n }) / HOUR_MS }
}

/** Calendar days. @throws RangeError unless n is whole and between 0 and 10,000. */
export function days(n: number): Duration {
  return { days: wholeDays(n) }
}

/**
 * The sum, without floating-point drift. Working days and hours together give working days.
 * @throws RangeError if calendar days meet working time: their sum depends on the date
 */
export function addDurations(first: Duration, ...rest: readonly Duration[]): Duration {
  return rest.reduce((sum, next) => {
    if ('days' in sum && 'days' in next) return days(sum.days + next.days)
    const totalMs = workingMsOf(sum) + workingMsOf(next)
    return 'workingHours' in sum && 'workingHours' in next
      ? workingHours(totalMs / HOUR_MS)
      : workingDays(totalMs / WORKING_DAY_MS)
  }, first)
}

/**
 * Working hours in a duration, 8 to a working day, for comparing a total with its parts.
 * @throws RangeError for calendar days, which hold no fixed number of them
 */
export function workingHoursOf(duration: Duration): number {
  return workingMsOf(duration) / HOUR_MS
}

/**
 * A working limit as it is counted: whole days first, then what runs in hours (ms).
 * @throws RangeError for calendar days or a duration out of range
 */
export function partsOf(duration: Duration): { whole: number; restMs: number } {
  const totalMs = workingMsOf(duration)
  const whole = 'workingDays' in duration ? Math.floor(totalMs / WORKING_DAY_MS) : 0
  return { whole, restMs: totalMs - whole * WORKING_DAY_MS }
}

function workingMsOf(duration: Duration): number {
  if ('days' in duration) {
    throw new RangeError(
      'Calendar days have no fixed number of working hours; state the limit in working time, or compare due dates',
    )
  }
  const ms = Math.round(
    'workingDays' in duration ? duration.workingDays * WORKING_DAY_MS : duration.workingHours * HOUR_MS,
  )
  if (!(ms >= 0 && ms <= LONGEST_DAYS * WORKING_DAY_MS)) throw outOfRange(duration)
  return ms
}

/** @throws RangeError unless n is whole and between 0 and 10,000 */
export function wholeDays(n: number): number {
  if (!Number.isInteger(n) || n < 0 || n > LONGEST_DAYS) throw outOfRange({ days: n })
  return n
}

function outOfRange(duration: Duration): RangeError {
  const [unit, n] = Object.entries(duration)[0] ?? []
  return new RangeError(
    `${unit}: ${n} is no time limit; give 0 to ${LONGEST_DAYS} days, calendar days in whole numbers`,
  )
}
