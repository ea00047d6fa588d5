import { workingDays } from '../../domain/calendar.ts'
import { examplesOf, type RouteTime, type StandardRoute, timesOf } from '../grammar/standard-route.ts'
import type { CommuneRole } from './commune.ts'
import { twoTierPaths } from './commune-then-department.ts'

/** The commune examines and proposes, the chair of the city decides. */
export function citySignOff(
  of: RouteTime<'receive' | 'verify' | 'forward' | 'assess' | 'decide'> & {
    by: CommuneRole
    result: string
  },
): StandardRoute<'receive' | 'verify' | 'forward' | 'assess' | 'decide' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(30), {
    receive: 1,
    verify: 5,
    forward: 1,
    assess: 4,
    decide: 2,
  })
  return {
    route: 'citySignOff',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      verify: { name: 'Thẩm định tại xã', do: 'review', by: of.by, within: within.verify },
      forward: {
        name: 'Ký tờ trình UBND Thành phố',
        do: 'sign',
        by: 'chair',
        within: within.forward,
        backTo: 'verify',
        notBy: ['verify'],
      },
      assess: {
        name: 'Thẩm tra tại Văn phòng UBND Thành phố',
        do: 'review',
        by: 'specialist',
        at: 'city',
        within: within.assess,
        backTo: 'verify',
      },
      decide: {
        name: 'Ký quyết định của UBND Thành phố',
        do: 'sign',
        by: 'chair',
        at: 'city',
        within: within.decide,
        backTo: 'assess',
        notBy: ['assess'],
      },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, twoTierPaths),
  }
}
