import { workingDays } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import type { CommuneRole } from './commune.ts'

/** Within one commune, where somebody has to go and look. What fails on the spot, the applicant may put right. */
export function communeInspecting(
  of: RouteTime<'receive' | 'inspect' | 'review' | 'sign'> & {
    by: CommuneRole
    result: string
  },
): StandardRoute<'receive' | 'inspect' | 'review' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(30), { receive: 1, inspect: 5, review: 3, sign: 2 })
  return {
    route: 'communeInspecting',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      inspect: { do: 'inspect', by: of.by, within: within.inspect, onFailed: 'supplement' },
      review: { do: 'review', by: of.by, within: within.review },
      sign: { do: 'sign', by: 'chair', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive inspect review sign issue', 'issued'],
      ['receive inspect:failed supplement receive inspect review sign issue', 'issued'],
      ['receive inspect review sign:returned review sign issue', 'issued'],
      ['receive inspect review:refused', 'refused'],
    ]),
  }
}
