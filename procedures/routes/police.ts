import { workingDays } from '../../domain/calendar.ts'
import { examplesOf, type RouteTime, type StandardRoute, timesOf } from '../grammar/standard-route.ts'

/** Handled by the police of a commune, who receive at their own counter; their chief signs. */
export function police(
  of: RouteTime<'receive' | 'review' | 'sign'> & {
    result: string
  },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(3), { receive: 1, review: 5, sign: 2 })
  return {
    route: 'police',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'police', within: within.receive },
      review: { do: 'review', by: 'police', within: within.review },
      sign: { do: 'sign', by: 'policeChief', within: within.sign, backTo: 'review', notBy: ['review'] },
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
