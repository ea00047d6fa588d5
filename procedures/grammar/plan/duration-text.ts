import type { Duration } from '../../../domain/time/calendar.ts'

/** A duration in words for findings: `1.5 working days`, `3 working hours`, `30 days`. */
export function durationText(duration: Duration): string {
  if ('days' in duration) return `${duration.days} days`
  return 'workingDays' in duration
    ? `${duration.workingDays} working days`
    : `${duration.workingHours} working hours`
}
