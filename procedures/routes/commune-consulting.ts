import type { Role, Tier } from '../../domain/dossier/dossier.ts'
import { workingDays } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import type { CommuneRole } from './commune.ts'

/** Within one commune, after other bodies were asked at the same time: who disagrees sends it back to the office. */
export function communeConsulting(
  of: RouteTime<'receive' | 'review' | 'consult' | 'sign'> & {
    by: CommuneRole
    bodies: Readonly<Record<string, { by: Role; at?: Tier }>>
    result: string
  },
): StandardRoute<'receive' | 'review' | 'consult' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(15), { receive: 1, review: 5, consult: 4, sign: 2 })
  return {
    route: 'communeConsulting',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      review: { do: 'review', by: of.by, within: within.review },
      consult: {
        do: 'consult',
        bodies: of.bodies,
        within: within.consult,
        onDisagreed: { backTo: 'review' },
      },
      sign: { do: 'sign', by: 'chair', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive review consult sign issue', 'issued'],
      ['receive review consult:disagreed review consult sign issue', 'issued'],
      ['receive review consult sign:returned review consult sign issue', 'issued'],
      ['receive review:refused', 'refused'],
    ]),
  }
}
