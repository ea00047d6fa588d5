/**
 * What follows for the benefits of a person who died. Nothing ends by itself: each is proposed and decided by an officer. Articles are of
 * 131/2021/NĐ-CP as the codification (pháp điển) of benefits for persons with merit has it.
 */
import type { Dong } from '../money.ts'
import type { BenefitKind, Cadence } from './benefit.ts'
import { firstMonthOfSurvivors, firstMonthWithout } from './month-rules.ts'
import { funeralGrantAt, lumpSumAtDeath } from './sums.ts'

export const proposalKinds = ['end', 'lumpSum', 'funeralGrant', 'survivors'] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** The proposals that name a sum which is paid once, with the benefit under which it is booked. They are in no annex of monthly benefits. */
export const deathSums = {
  lumpSum: 'tro-cap-mot-lan-tu-tran',
  funeralGrant: 'mai-tang-phi',
} as const satisfies Partial<Record<ProposalKind, string>>

/** The ground of both: who died has each once, whatever number of dossiers record the death. */
export const groundOfDeathSums = { ground: 'death', groundRef: 'death' } as const

/** The benefit by which dossiers that relatives file pay the lump sum themselves: a name in plans, so it never changes. */
export const lumpSumOfDossiers = 'deathLumpSum'

export const proposalOutcomes = ['confirmed', 'refused'] as const
export type ProposalOutcome = (typeof proposalOutcomes)[number]

/** An entitlement of the person, as it is on the day of death. */
export interface Held {
  entitlementId: string
  benefit: string
  kind: BenefitKind
  cadence: Cadence
  injuryRate: number | null
  /** For the month of death, đồng; 0 where it was suspended then. */
  monthlyDong: Dong
  /** What is in lines for the months after, đồng. */
  paidAfterDong: Dong
}

export interface Proposal {
  kind: ProposalKind
  /** Of an end alone. */
  entitlementId: string | null
  /** What survivors would get. */
  benefit: string | null
  /** The first month without, or the first of survivors. */
  fromMonth: string | null
  /** The sum; of an end what was paid for months after and will be recovered. Null of survivors, and where no reference level is known. */
  amountDong: Dong | null
  basis: string
  /** No source that was read states it so. */
  assumed: boolean
}

const ofPersons: readonly BenefitKind[] = ['allowance', 'supplement']

/**
 * The end of all that the person had, the lump sum of three months, the funeral grant and what survivors may have, in that order; nothing of
 * who had nothing.
 * @param levelDong the reference level of the month of death; null where none is recorded
 * @throws RangeError where it is no date
 */
export function proposalsAtDeath(
  diedOn: string,
  held: readonly Held[],
  levelDong: Dong | null,
): readonly Proposal[] {
  const nothing = { entitlementId: null, benefit: null, fromMonth: null, amountDong: null, assumed: false }
  const ends = held.map(
    ({ entitlementId, paidAfterDong }): Proposal => ({
      ...nothing,
      ...{ kind: 'end', entitlementId, fromMonth: firstMonthWithout('death', diedOn) },
      amountDong: paidAfterDong,
      // That the month of death is paid is inferred from Điều 125, by which survivors begin in the month after.
      ...{ basis: 'Điều 121 đến 125, 131/2021/NĐ-CP', assumed: true },
    }),
  )
  const monthly = held.filter(({ cadence, monthlyDong }) => cadence === 'monthly' && monthlyDong > 0n)
  if (monthly.length === 0) return ends
  const ofRelatives = monthly.every(({ kind }) => !ofPersons.includes(kind))
  const sums: readonly Proposal[] = [
    {
      ...nothing,
      ...{ kind: 'lumpSum', amountDong: lumpSumAtDeath(monthly) },
      // That relatives who drew an allowance themselves leave one too is assumed.
      ...{ basis: 'Điều 121 đến 124, 131/2021/NĐ-CP', assumed: ofRelatives },
    },
    {
      ...nothing,
      ...{ kind: 'funeralGrant', amountDong: levelDong === null ? null : funeralGrantAt(levelDong) },
      // Who has another grant for the funeral gets one of them (Điều 6.4): who decides must ask. Relatives have it where Điều 16.12 names them.
      ...{ basis: 'Điều 6.4, 02/2020/UBTVQH14; Điều 85.2, 41/2024/QH15', assumed: ofRelatives },
    },
  ]
  const survivors = [...new Set(monthly.flatMap((one) => survivorsOf(one) ?? []))].map(
    (benefit): Proposal => ({
      ...nothing,
      ...{ kind: 'survivors', benefit, fromMonth: firstMonthOfSurvivors(diedOn) },
      basis: 'Điều 125, 131/2021/NĐ-CP',
    }),
  )
  return [...ends, ...sums, ...survivors]
}

const leastInjury = 61

/** By what its code begins with: what survivors of who had it may get (4804/VBHN-BLĐTBXH, Phụ lục I). */
const survivorBenefits: readonly (readonly [prefix: string, benefit: string, injured: boolean])[] = [
  ['truoc-1945-', 'truoc-1945-tuat', false],
  ['tien-khoi-nghia', 'tien-khoi-nghia-tuat', false],
  ['thuong-binh-', 'thuong-binh-tuat', true],
  ['benh-binh-', 'benh-binh-tuat', true],
  ['chat-doc-', 'chat-doc-tuat', true],
]

/** Of the injured those of 61 percent and more; the band of a benefit without a rate of its own stands in its code. */
function survivorsOf({ benefit, kind, injuryRate }: Held): string | null {
  const found = survivorBenefits.find(([prefix]) => benefit.startsWith(prefix))
  if (found === undefined || kind !== 'allowance' || benefit.startsWith('chat-doc-con-')) return null
  const [, survivors, injured] = found
  const rate = injuryRate ?? Number(/-(?<rate>[0-9]+)(?:-[0-9]+)?$/.exec(benefit)?.groups?.rate ?? 0)
  return injured && rate < leastInjury ? null : survivors
}
