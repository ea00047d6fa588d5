import { workingDays } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import type { CommuneRole } from './commune.ts'

/** Within one commune, with a notice posted before it is signed; an objection sends it back to the office. */
export function posting(
  of: RouteTime<'receive' | 'review' | 'publish' | 'sign'> & {
    by: CommuneRole
    result: string
  },
): StandardRoute<'receive' | 'review' | 'publish' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(20), { receive: 1, review: 4, publish: 5, sign: 2 })
  return {
    route: 'posting',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      review: { do: 'review', by: of.by, within: within.review },
      publish: { do: 'publish', by: of.by, posted: within.publish, onObjection: { backTo: 'review' } },
      sign: { do: 'sign', by: 'chair', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive review publish sign issue', 'issued'],
      ['receive review publish:objected review publish sign issue', 'issued'],
      ['receive review publish sign:returned review publish sign issue', 'issued'],
      ['receive review:refused', 'refused'],
    ]),
  }
}
