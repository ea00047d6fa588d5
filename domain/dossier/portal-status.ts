import type { ClockState, Ending } from './dossier.ts'

/** What a status of the National Public Service Portal does to the clock, in the words of its own list. */
export const portalClocks = [
  'notStarted',
  'starts',
  'none',
  'runs',
  'restarts',
  'paused',
  'ends',
  'closed',
] as const
export type PortalClock = (typeof portalClocks)[number]

/**
 * The ten statuses that are synchronised with the portal (118/2025/NĐ-CP, Điều 27 khoản 2 điểm d), numbered as the
 * provincial systems number them. The tables of 04/2025/TT-VPCP were not read, so the list is to be confirmed.
 */
export const portalStatuses = {
  1: { name: 'Mới đăng ký', clock: 'notStarted' },
  2: { name: 'Được tiếp nhận', clock: 'starts' },
  3: { name: 'Không được tiếp nhận', clock: 'none' },
  4: { name: 'Đang xử lý', clock: 'runs' },
  5: { name: 'Yêu cầu bổ sung giấy tờ', clock: 'restarts' },
  6: { name: 'Yêu cầu thực hiện nghĩa vụ tài chính', clock: 'paused' },
  7: { name: 'Công dân yêu cầu rút hồ sơ', clock: 'ends' },
  8: { name: 'Dừng xử lý', clock: 'ends' },
  9: { name: 'Đã xử lý xong', clock: 'ends' },
  10: { name: 'Đã trả kết quả', clock: 'closed' },
} as const satisfies Record<number, { name: string; clock: PortalClock }>
export type PortalNumber = keyof typeof portalStatuses

export interface PortalStatus {
  number: PortalNumber
  /** Vietnamese. */
  name: string
  clock: PortalClock
}

/** What of a dossier decides its status on the portal. */
export interface PortalFacts {
  ending: Ending | null
  clock: ClockState
  /** The applicant has to supply something. */
  awaitsSupplement: boolean
  /** A fee or another financial obligation is open. */
  awaitsPayment: boolean
  /** Reception has accepted it. */
  accepted: boolean
  /** Somebody past reception has taken it up or answered. */
  takenUp: boolean
  /** The result has been handed over. */
  collected: boolean
}

/**
 * The status of a dossier on the portal. That a refusal after acceptance and a dossier never completed are "Dừng xử lý"
 * is assumed: both end without a result, and the list has no status of their own for them.
 */
export function portalStatusOf(facts: PortalFacts): PortalStatus {
  const number = numberOf(facts)
  const { name, clock } = portalStatuses[number]
  // The list gives status 8 both meanings: a dossier that is stopped may go on.
  return { number, name, clock: number === 8 && facts.ending === null ? 'paused' : clock }
}

function numberOf(facts: PortalFacts): PortalNumber {
  switch (facts.ending) {
    case 'notReceived':
      return 3
    case 'withdrawn':
      return 7
    case 'refused':
    case 'lapsed':
      return 8
    case 'issued':
      return facts.collected ? 10 : 9
    case null:
      if (facts.awaitsSupplement) return 5
      if (facts.awaitsPayment) return 6
      if (facts.clock === 'paused') return 8
      if (!facts.accepted) return 1
      return facts.takenUp ? 4 : 2
  }
}
