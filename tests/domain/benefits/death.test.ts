import { describe, expect, test } from 'vitest'
import { type Held, proposalsAtDeath } from '../../../domain/benefits/death.ts'

const held = (of: Partial<Held>): Held => ({
  ...{ entitlementId: 'e', benefit: 'me-vnah', kind: 'allowance', cadence: 'monthly', injuryRate: null },
  ...{ monthlyDong: 8_367_000n, paidAfterDong: 0n },
  ...of,
})
const said = (all: readonly Held[], diedOn = '2025-06-20') =>
  proposalsAtDeath(diedOn, all, 2_340_000n).map(({ kind, fromMonth, amountDong, benefit }) =>
    [kind, fromMonth, amountDong, benefit].filter((one) => one !== null).join(' '),
  )

describe('what is proposed at a death', () => {
  test('is the end after the month of death, three months of allowance and supplement, and the funeral grant', () => {
    const supplement = held({ benefit: 'me-vnah-phu-cap', kind: 'supplement', monthlyDong: 2_337_000n })
    const carer = held({ benefit: 'me-vnah-phuc-vu', kind: 'carer', monthlyDong: 2_789_000n })
    expect(said([held({ paidAfterDong: 8_367_000n }), supplement, carer])).toEqual([
      ...['end 2025-07 8367000', 'end 2025-07 0', 'end 2025-07 0'],
      ...['lumpSum 32112000', 'funeralGrant 23400000'],
    ])
  })

  test('is an allowance of survivors from the month after, of the injured from 61 percent on', () => {
    const survivors = (benefit: string, injuryRate: number | null) =>
      said([held({ benefit, injuryRate })]).filter((one) => one.startsWith('survivors'))
    expect(survivors('thuong-binh-61', 61)).toEqual(['survivors 2025-07 thuong-binh-tuat'])
    expect(survivors('thuong-binh-b-60', 60)).toEqual([])
    expect(survivors('benh-binh-61-70', null)).toEqual(['survivors 2025-07 benh-binh-tuat'])
    expect(survivors('benh-binh-51-60', null)).toEqual([])
    expect(survivors('chat-doc-81', null)).toEqual(['survivors 2025-07 chat-doc-tuat'])
    expect(survivors('chat-doc-con-81', null)).toEqual([])
    expect(survivors('truoc-1945-thoat-ly', null)).toEqual(['survivors 2025-07 truoc-1945-tuat'])
    expect(survivors('tien-khoi-nghia', null)).toEqual(['survivors 2025-07 tien-khoi-nghia-tuat'])
  })

  test('is the end alone where nothing monthly was owed in the month of death', () => {
    const worship = held({ benefit: 'tho-cung-liet-si', kind: 'worship', cadence: 'yearly', monthlyDong: 0n })
    expect(said([worship])).toEqual(['end 2025-07 0'])
    expect(said([held({ monthlyDong: 0n })])).toEqual(['end 2025-07 0'])
    expect(said([])).toEqual([])
  })

  test('says what is assumed: the end itself, and sums after relatives', () => {
    const assumed = (all: readonly Held[]) =>
      proposalsAtDeath('2025-06-20', all, null).flatMap(({ kind, assumed: so }) => (so ? [kind] : []))
    expect(assumed([held({})])).toEqual(['end'])
    const widow = held({ benefit: 'liet-si-tuat-1', kind: 'survivor' })
    expect(assumed([widow])).toEqual(['end', 'lumpSum', 'funeralGrant'])
  })
})
