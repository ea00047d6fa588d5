/** Words of the catalogue of benefits: what a person with merit, or a relative, is paid again and again. */
import type { dueCauses } from '../money.ts'

/** Trợ cấp, phụ cấp; what a carer, survivors (tuất, tuất nuôi dưỡng), students and those who worship a martyr are paid. */
export const benefitKinds = [
  'allowance',
  'supplement',
  'carer',
  'survivor',
  'survivorCare',
  'study',
  'worship',
] as const
export type BenefitKind = (typeof benefitKinds)[number]

/** How often a benefit is paid; the worship of a martyr once a year (4804/VBHN-BLĐTBXH, Điều 13.2). */
export const cadences = ['monthly', 'yearly'] as const
export type Cadence = (typeof cadences)[number]

/** Why there is a line of a benefit; `oneOff`: the first of a sum that is paid once. */
export type LineCause = (typeof dueCauses)[number]
