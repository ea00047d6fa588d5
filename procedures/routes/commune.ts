import type { Role } from '../../domain/dossier/dossier.ts'
import { workingDays } from '../../domain/time/duration.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'

/** Whose office of the commune deals with a field. */
export type CommuneRole = Extract<
  Role,
  'civilStatus' | 'councilOffice' | 'socialAffairs' | 'economy' | 'police' | 'military'
>

/** Within one commune: an office examines, the chair signs. */
export function commune(
  of: RouteTime<'receive' | 'review' | 'sign'> & {
    by: CommuneRole
    result: string
  },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(5), { receive: 1, review: 6, sign: 2 })
  return {
    route: 'commune',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      review: { do: 'review', by: of.by, within: within.review },
      sign: { do: 'sign', by: 'chair', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, oneDeskPaths),
  }
}

/** Of one desk that examines and one that signs, by the ids that the routes of one office use. */
export const oneDeskPaths = [
  ['receive review sign issue', 'issued'],
  ['receive review sign:returned review sign issue', 'issued'],
  ['receive review:incomplete supplement receive review sign issue', 'issued'],
  ['receive review:refused', 'refused'],
] as const
