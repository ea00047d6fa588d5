import { workingDays } from '../../domain/time/duration.ts'
import { type OfTwoTiers, type TwoTiers, twoTiers } from './two-tiers.ts'

/** The commune examines and proposes, the chair of the city decides. */
export const citySignOff = (of: OfTwoTiers): TwoTiers =>
  twoTiers(of, {
    route: 'citySignOff',
    tier: 'city',
    decides: 'chair',
    assumed: workingDays(30),
    names: {
      verify: 'Thẩm định tại xã',
      forward: 'Ký tờ trình UBND Thành phố',
      assess: 'Thẩm tra tại Văn phòng UBND Thành phố',
      decide: 'Ký quyết định của UBND Thành phố',
    },
  })
