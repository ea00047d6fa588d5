import { workingDays } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'

/** Received at a commune, handled and signed in the department of its field. */
export function department(
  of: RouteTime<'receive' | 'assess' | 'decide'> & {
    result: string
  },
): StandardRoute<'receive' | 'assess' | 'decide' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(18.5), { receive: 1, assess: 6, decide: 2 })
  return {
    route: 'department',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      assess: {
        name: 'Thẩm định tại Sở',
        do: 'review',
        by: 'specialist',
        at: 'department',
        within: within.assess,
      },
      decide: {
        name: 'Lãnh đạo Sở ký',
        do: 'sign',
        by: 'director',
        at: 'department',
        within: within.decide,
        backTo: 'assess',
        notBy: ['assess'],
      },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, [
      ['receive assess decide issue', 'issued'],
      ['receive assess decide:returned assess decide issue', 'issued'],
      ['receive assess:incomplete supplement receive assess decide issue', 'issued'],
      ['receive assess:refused', 'refused'],
    ]),
  }
}
