import { roles } from '../../../domain/dossier/dossier.ts'
import type { Duration } from '../../../domain/time/duration.ts'
import type { Desk } from './plan.ts'

/** Who sits at a desk, for people: the tier is said where the role alone does not tell it. */
export function deskInWords({ role, tier }: Pick<Desk, 'role' | 'tier'>): string {
  if (role === 'chair') return `${roles.chair} ${tier === 'city' ? 'Thành phố' : 'xã, phường'}`
  if (tier === 'commune' || role === 'specialist' || role === 'director') return roles[role]
  return `${roles[role]}, cấp ${tier === 'city' ? 'Thành phố' : 'Sở'}`
}

/** A duration in words for findings: `1.5 working days`, `3 working hours`, `30 days`. */
export function durationText(duration: Duration): string {
  if ('days' in duration) return `${duration.days} days`
  return 'workingDays' in duration
    ? `${duration.workingDays} working days`
    : `${duration.workingHours} working hours`
}
