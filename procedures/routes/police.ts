import { workingDays } from '../../domain/time/duration.ts'
import type { StandardRoute } from '../grammar/definition/standard-route.ts'
import { type OfOwnCounter, ownCounter } from './own-counter.ts'

/** Handled by the police of a commune, who receive at their own counter; their chief signs. */
export const police = (of: OfOwnCounter): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> =>
  ownCounter(of, { route: 'police', by: 'police', chief: 'policeChief', assumed: workingDays(3) })
