import type { Role, Tier } from '../../domain/dossier/dossier.ts'
import type { Duration } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteName,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import type { CommuneRole } from './commune.ts'

/** What a definition tells a route that goes from the commune to one above it. */
export type OfTwoTiers = RouteTime<'receive' | 'verify' | 'forward' | 'assess' | 'decide'> & {
  by: CommuneRole
  result: string
}
export type TwoTiers = StandardRoute<'receive' | 'verify' | 'forward' | 'assess' | 'decide' | 'issue'>

interface Above {
  route: RouteName
  tier: Tier
  /** Who decides there. */
  decides: Role
  assumed: Duration
  names: Readonly<Record<'verify' | 'forward' | 'assess' | 'decide', string>>
}

/** The commune examines and proposes, one above it decides. */
export function twoTiers(of: OfTwoTiers, { route, tier: at, decides, assumed, names }: Above): TwoTiers {
  const weights = { receive: 1, verify: 5, forward: 1, assess: 4, decide: 2 }
  const { time, within } = timesOf(of, assumed, weights)
  return {
    route,
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      verify: { name: names.verify, do: 'review', by: of.by, within: within.verify },
      forward: {
        name: names.forward,
        do: 'sign',
        by: 'chair',
        within: within.forward,
        backTo: 'verify',
        notBy: ['verify'],
      },
      assess: {
        name: names.assess,
        do: 'review',
        by: 'specialist',
        at,
        within: within.assess,
        backTo: 'verify',
      },
      decide: {
        name: names.decide,
        do: 'sign',
        by: decides,
        at,
        within: within.decide,
        backTo: 'assess',
        notBy: ['verify', 'assess'],
      },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive verify forward assess decide issue', 'issued'],
      ['receive verify forward:returned verify forward assess decide issue', 'issued'],
      ['receive verify forward assess:returned verify forward assess decide issue', 'issued'],
      ['receive verify forward assess decide:returned assess decide issue', 'issued'],
      ['receive verify forward assess decide:refused', 'refused'],
    ]),
  }
}
