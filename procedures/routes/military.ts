import { workingDays } from '../../domain/time/duration.ts'
import type { StandardRoute } from '../grammar/definition/standard-route.ts'
import { type OfOwnCounter, ownCounter } from './own-counter.ts'

/** Handled by the military command of a commune, which receives at its own counter; its commander signs. */
export const military = (of: OfOwnCounter): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> =>
  ownCounter(of, { route: 'military', by: 'military', chief: 'militaryChief', assumed: workingDays(1) })
