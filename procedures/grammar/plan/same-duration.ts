import { type Duration, workingHoursOf } from '../../../domain/time/calendar.ts'

/** Whether two durations are the same length; no time at all is the same in every unit. */
export function sameDuration(a: Duration, b: Duration): boolean {
  if ('days' in a && 'days' in b) return a.days === b.days
  if ('days' in a) return a.days === 0 && sameDuration({ workingDays: 0 }, b)
  if ('days' in b) return b.days === 0 && sameDuration({ workingDays: 0 }, a)
  return workingHoursOf(a) === workingHoursOf(b)
}
