import { workingDays } from '../../domain/time/duration.ts'
import { type OfTwoTiers, type TwoTiers, twoTiers } from './two-tiers.ts'

/**
 * The commune examines and proposes, the department of the field decides. Which unit that is, competence says: for what
 * the army decides, the command of the capital.
 */
export const communeThenDepartment = (of: OfTwoTiers): TwoTiers =>
  twoTiers(of, {
    route: 'communeThenDepartment',
    tier: 'department',
    decides: 'director',
    assumed: workingDays(22.5),
    names: {
      verify: 'Thẩm định, lập hồ sơ tại xã',
      forward: 'Ký văn bản đề nghị',
      assess: 'Thẩm định ở cấp trên',
      decide: 'Ký quyết định ở cấp trên',
    },
  })
