/**
 * Rules of time that hold for every procedure, and the sector rules that prevail over them: dated and cited. A plan takes
 * what was in force when its dossier was filed, so that a later rule reaches later dossiers only.
 */
import type { Duration } from './duration.ts'

/** An hour of the day until which something still counts for that day. */
export type CutOff = { readonly at: string } | { readonly hoursBeforeClosing: number }

export interface TimeRules {
  /** How often the applicant may be asked to complete the dossier, and how long each time. */
  readonly supplementTimes: number
  readonly supplementWithin: Duration
  /** How soon after reception each request must be made, in their order; null where no text says. */
  readonly askWithin: readonly (Duration | null)[]
  /** What is received later belongs to the handling agency only at the start of the next working day. */
  readonly transferCutOff: CutOff
  /** A procedure answered on its day: what is received later is answered on the next working day. */
  readonly sameDayCutOff: CutOff
  /** What is received later counts as received on the next working day; null where no text says so. */
  readonly receptionCutOff: CutOff | null
  /** Received by a unit that is not competent: when the clock starts. */
  readonly outOfAreaStart: 'reception' | 'competent'
  /** How often a new date may be set, and how many working days before the due date it must be announced. */
  readonly extensions: number
  readonly apologyWorkingDaysBefore: number
  /** How soon an error in a result is corrected. */
  readonly correctionWithin: Duration
}

/** Chains of procedures with rules of their own. A definition says to which one it belongs. */
export const timeGroups = {
  interlinked297: 'Nhóm thủ tục liên thông điện tử, Nghị định 297/2025/NĐ-CP',
} as const satisfies Record<string, string>
export type TimeGroup = keyof typeof timeGroups

type Scope =
  | { readonly procedures: readonly string[] }
  | { readonly field: string }
  | { readonly group: TimeGroup }

/** One rule: null for a scope that is everybody's, null for a first day that lies before all our dossiers. */
export interface TimeRule {
  readonly scope: Scope | null
  readonly from: string | null
  readonly basis: string
  /** What in it no text was read for. */
  readonly assumed?: string
  readonly says: Partial<TimeRules>
}

export interface TimeSubject {
  readonly procedure: string
  readonly field: string
  readonly group?: TimeGroup | undefined
}

const before2025 = 'Nghị định 61/2018/NĐ-CP, Nghị định 107/2021/NĐ-CP'

/** By date, the general ones first: a later line wins over an earlier one of the same scope. */
export const timeRules: readonly TimeRule[] = [
  {
    scope: null,
    from: null,
    basis: before2025,
    assumed: 'Văn bản hết hiệu lực từ 01/7/2025, không đọc được toàn văn: ghi như Nghị định 118/2025/NĐ-CP.',
    says: {
      supplementTimes: 1,
      supplementWithin: { days: 15 },
      askWithin: [{ workingDays: 3 }],
      transferCutOff: { at: '15:00' },
      sameDayCutOff: { at: '15:00' },
      receptionCutOff: null,
      outOfAreaStart: 'reception',
      extensions: 1,
      apologyWorkingDaysBefore: 1,
      correctionWithin: { workingDays: 3 },
    },
  },
  {
    scope: null,
    from: '2025-07-01',
    basis: 'Nghị định 118/2025/NĐ-CP, Điều 11 khoản 2 điểm c',
    says: { supplementTimes: 1 },
  },
  {
    scope: null,
    from: '2025-07-01',
    basis: 'Nghị định 118/2025/NĐ-CP, Điều 19 khoản 5',
    says: { supplementWithin: { days: 15 }, askWithin: [{ workingDays: 3 }] },
  },
  {
    scope: null,
    from: '2025-07-01',
    basis: 'Nghị định 118/2025/NĐ-CP, Điều 18',
    says: { transferCutOff: { at: '15:00' } },
  },
  {
    scope: null,
    from: '2025-07-01',
    basis: 'Nghị định 118/2025/NĐ-CP, Điều 17 khoản 3',
    says: { outOfAreaStart: 'reception' },
  },
  {
    scope: null,
    from: '2025-07-01',
    basis: 'Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6',
    assumed: 'Một ngày được đọc là một ngày làm việc.',
    says: { extensions: 1, apologyWorkingDaysBefore: 1 },
  },
  {
    scope: null,
    from: '2025-07-01',
    basis: 'Nghị định 118/2025/NĐ-CP, Điều 23',
    says: { correctionWithin: { workingDays: 3 } },
  },
  {
    scope: null,
    from: '2026-08-05',
    basis: 'Nghị định 309/2026/NĐ-CP, Điều 17 khoản 3 (sửa đổi)',
    says: { outOfAreaStart: 'competent' },
  },
  {
    // Permits that are granted, altered or renewed by repair; no text read says the same of extension and re-issue.
    scope: { procedures: ['1.013225', '1.013226', '1.013229'] },
    from: null,
    basis: 'Luật Xây dựng 50/2014/QH13, Điều 102 (sửa đổi)',
    assumed: 'Hạn của thông báo lần đầu không tìm thấy.',
    says: { supplementTimes: 2, askWithin: [null, { workingDays: 5 }] },
  },
  {
    scope: { field: 'Giải quyết khiếu nại' },
    from: null,
    basis: 'Luật Khiếu nại 02/2011/QH13, Điều 28',
    assumed:
      'Vụ việc phức tạp được kéo dài thành 45 ngày bằng một lần hẹn lại, người quyết định giữ mức 15 ngày; xã, phường của Hà Nội không thuộc vùng sâu, vùng xa.',
    says: { extensions: 1 },
  },
  {
    scope: { field: 'Giải quyết tố cáo' },
    from: null,
    basis: 'Luật Tố cáo 25/2018/QH14, Điều 30 khoản 2, khoản 3; Nghị định 31/2019/NĐ-CP, Điều 3',
    assumed: 'Người quyết định gia hạn giữ mức mỗi lần không quá 30 ngày; lần hai chỉ khi đặc biệt phức tạp.',
    says: { extensions: 2 },
  },
  {
    scope: { group: 'interlinked297' },
    from: '2025-11-17',
    basis: 'Nghị định 297/2025/NĐ-CP',
    assumed:
      'Giờ chốt 17:00 (Điều 3 khoản 5) được lấy cho tiếp nhận, “01 giờ trước giờ đóng cửa” (Điều 6 khoản 3) cho chuyển hồ sơ.',
    says: {
      supplementWithin: { workingDays: 15 },
      receptionCutOff: { at: '17:00' },
      transferCutOff: { hoursBeforeClosing: 1 },
    },
  },
]

/** A rule of a subject at a date, with where it is. */
export type RuleInForce<K extends keyof TimeRules> = Pick<TimeRule, 'basis' | 'assumed'> & {
  readonly value: TimeRules[K]
}

/**
 * The rule of one name in force for a subject on a local date (YYYY-MM-DD): a procedure's own before its group's,
 * its field's, everybody's; of several the newest.
 * @throws RangeError if the table has none
 */
export function ruleInForce<K extends keyof TimeRules>(
  name: K,
  subject: TimeSubject,
  localDate: string,
  table: readonly TimeRule[] = timeRules,
): RuleInForce<K> {
  let found: { rank: number; from: string; rule: RuleInForce<K> } | null = null
  for (const { scope, from, basis, assumed, says } of table) {
    const value = says[name]
    const rank = rankOf(scope, subject)
    const since = from ?? ''
    if (value === undefined || rank === null || since > localDate) continue
    if (found !== null && (found.rank > rank || (found.rank === rank && found.from > since))) continue
    found = { rank, from: since, rule: { value, basis, ...(assumed === undefined ? {} : { assumed }) } }
  }
  if (found === null)
    throw new RangeError(`No rule says ${name} on ${localDate}; add one to domain/time/time-rules.ts`)
  return found.rule
}

/** All rules of a subject on a local date (YYYY-MM-DD). @throws RangeError if the table lacks one */
export function timeRulesOf(subject: TimeSubject, localDate: string): TimeRules {
  const value = <K extends keyof TimeRules>(name: K) => ruleInForce(name, subject, localDate).value
  return {
    supplementTimes: value('supplementTimes'),
    supplementWithin: value('supplementWithin'),
    askWithin: value('askWithin'),
    transferCutOff: value('transferCutOff'),
    sameDayCutOff: value('sameDayCutOff'),
    receptionCutOff: value('receptionCutOff'),
    outOfAreaStart: value('outOfAreaStart'),
    extensions: value('extensions'),
    apologyWorkingDaysBefore: value('apologyWorkingDaysBefore'),
    correctionWithin: value('correctionWithin'),
  }
}

/** How closely a rule is about a subject; null where it is not. */
function rankOf(scope: Scope | null, { procedure, field, group }: TimeSubject): number | null {
  if (scope === null) return 0
  if ('field' in scope) return scope.field === field ? 1 : null
  if ('group' in scope) return scope.group === group ? 2 : null
  return scope.procedures.includes(procedure) ? 3 : null
}
