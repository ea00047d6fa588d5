import { workingDays } from '../../domain/calendar.ts'
import { examplesOf, type RouteTime, type StandardRoute, timesOf } from '../grammar/standard-route.ts'

/** Handled by the military command of a commune, which receives at its own counter; its commander signs. */
export function military(
  of: RouteTime<'receive' | 'review' | 'sign'> & {
    result: string
  },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(1), { receive: 1, review: 5, sign: 2 })
  return {
    route: 'military',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'military', within: within.receive },
      review: { do: 'review', by: 'military', within: within.review },
      sign: { do: 'sign', by: 'militaryChief', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive review sign issue', 'issued'],
      ['receive review sign:returned review sign issue', 'issued'],
      ['receive review:incomplete supplement receive review sign issue', 'issued'],
      ['receive review:refused', 'refused'],
    ]),
  }
}
