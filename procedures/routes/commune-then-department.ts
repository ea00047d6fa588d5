import { workingDays } from '../../domain/calendar.ts'
import { examplesOf, type RouteTime, type StandardRoute, timesOf } from '../grammar/standard-route.ts'
import type { CommuneRole } from './commune.ts'

/**
 * The commune examines and proposes, the department of the field decides. Which unit that is, competence says: for what
 * the army decides, the command of the capital.
 */
export function communeThenDepartment(
  of: RouteTime<'receive' | 'verify' | 'forward' | 'assess' | 'decide'> & {
    by: CommuneRole
    result: string
  },
): StandardRoute<'receive' | 'verify' | 'forward' | 'assess' | 'decide' | 'issue'> {
  const { time, within } = timesOf(of, workingDays(22.5), {
    receive: 1,
    verify: 5,
    forward: 1,
    assess: 4,
    decide: 2,
  })
  return {
    route: 'communeThenDepartment',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      verify: { name: 'Thẩm định, lập hồ sơ tại xã', do: 'review', by: of.by, within: within.verify },
      forward: {
        name: 'Ký văn bản đề nghị',
        do: 'sign',
        by: 'chair',
        within: within.forward,
        backTo: 'verify',
        notBy: ['verify'],
      },
      assess: {
        name: 'Thẩm định ở cấp trên',
        do: 'review',
        by: 'specialist',
        at: 'department',
        within: within.assess,
        backTo: 'verify',
      },
      decide: {
        name: 'Ký quyết định ở cấp trên',
        do: 'sign',
        by: 'director',
        at: 'department',
        within: within.decide,
        backTo: 'assess',
        notBy: ['assess'],
      },
      issue: { do: 'issue', result: of.result },
    },
    examples: examplesOf(within, twoTierPaths),
  }
}

/** Of the commune and one above it, by the ids that both routes use. */
export const twoTierPaths = [
  ['receive verify forward assess decide issue', 'issued'],
  ['receive verify forward:returned verify forward assess decide issue', 'issued'],
  ['receive verify forward assess:returned verify forward assess decide issue', 'issued'],
  ['receive verify forward assess decide:returned assess decide issue', 'issued'],
  ['receive verify forward assess decide:refused', 'refused'],
] as const
