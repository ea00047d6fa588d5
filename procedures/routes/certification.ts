import { workingDays } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import { oneDeskPaths } from './commune.ts'

/** Certified at the counter: what is brought is compared, the chair signs. Of the same day where the definition says so. */
export function certification(
  of: RouteTime<'receive' | 'review' | 'sign'> & {
    result: string
  },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(1), { receive: 1, review: 5, sign: 2 })
  return {
    route: 'certification',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      review: {
        name: 'Đối chiếu, ghi lời chứng',
        do: 'review',
        by: 'civilStatus',
        within: within.review,
      },
      sign: {
        name: 'Ký lời chứng',
        do: 'sign',
        by: 'chair',
        within: within.sign,
        backTo: 'review',
        notBy: ['review'],
      },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, oneDeskPaths),
  }
}
