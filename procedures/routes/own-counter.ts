import type { Role } from '../../domain/dossier/dossier.ts'
import type { Duration } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteName,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import { oneDeskPaths } from './commune.ts'

/** What a definition tells a route of an office that receives at its own counter. */
export type OfOwnCounter = RouteTime<'receive' | 'review' | 'sign'> & { result: string }

/** One office of a commune receives and examines, its chief signs. */
export function ownCounter(
  of: OfOwnCounter,
  { route, by, chief, assumed }: { route: RouteName; by: Role; chief: Role; assumed: Duration },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, assumed, { receive: 1, review: 5, sign: 2 })
  return {
    route,
    ...time,
    steps: {
      receive: { do: 'receive', by, within: within.receive },
      review: { do: 'review', by, within: within.review },
      sign: { do: 'sign', by: chief, within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, oneDeskPaths),
  }
}
