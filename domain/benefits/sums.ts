/** Sums that follow from the catalogue. */
import { type Dong, roundToThousand } from '../money.ts'
import type { BenefitKind } from './benefit.ts'

/**
 * What becomes of a sum that is expressed through the standard rate when the rate changes, rounded to the nearest thousand
 * (77/2024/NĐ-CP, Điều 3.2). The tables of an annex are published figures and are never made so: `assumed`.
 * @throws RangeError where the rate before is not above zero
 */
export function adjustToRate(amountDong: Dong, rates: { beforeDong: Dong; afterDong: Dong }): Dong {
  if (rates.beforeDong <= 0n) throw new RangeError('the standard rate before is not above zero')
  // In halves of a đồng, so that the quotient is rounded once: a half of a thousand goes up.
  const thousand = 1_000n * rates.beforeDong
  return ((amountDong * rates.afterDong * 2n + thousand) / (2n * thousand)) * 1_000n
}

/** How many months of the current benefits the lump sum at a death is (131/2021/NĐ-CP, Điều 121 to 124). */
const monthsOfLumpSum = 3n

/**
 * The lump sum at a death: three months of what the person had, without what the carer was paid for.
 * @param held the monthly benefits of the person in the month of death
 */
export const lumpSumAtDeath = (held: readonly { kind: BenefitKind; monthlyDong: Dong }[]): Dong =>
  monthsOfLumpSum *
  held.reduce((sum, { kind, monthlyDong }) => (kind === 'carer' ? sum : sum + monthlyDong), 0n)

/** How often the funeral grant is the reference level of the month of death (41/2024/QH15, Điều 85.2). */
const levelsOfFuneralGrant = 10n

/**
 * The funeral grant: as the law on social insurance has it (02/2020/UBTVQH14, Điều 6.4).
 * @param levelDong the reference level (mức tham chiếu) of the month of death; until 30 June 2025 the base salary (mức lương cơ sở)
 */
export const funeralGrantAt = (levelDong: Dong): Dong => levelsOfFuneralGrant * levelDong

/** A sum that is a multiple of the standard rate, as the notice of a death in battle (4804/VBHN-BLĐTBXH, Phụ lục IV). */
export const multipleOfRate = (rateDong: Dong, times: number): Dong =>
  roundToThousand(rateDong * BigInt(times))

/**
 * A sum by shares, in whole đồng: each gets what lies between two cumulative shares, so that the parts sum to it exactly.
 * @throws RangeError where a share is not above zero
 */
export function partsByShare(amountDong: Dong, shares: readonly number[]): readonly Dong[] {
  if (shares.some((share) => !Number.isInteger(share) || share <= 0)) {
    throw new RangeError('a share is a whole number above zero')
  }
  const all = BigInt(shares.reduce((sum, share) => sum + share, 0))
  let before = 0n
  return shares.map((share) => {
    const until = before + BigInt(share)
    const part = (amountDong * until) / all - (amountDong * before) / all
    before = until
    return part
  })
}
