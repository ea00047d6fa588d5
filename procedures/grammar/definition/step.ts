import type { Power, Role, Tier } from '../../../domain/dossier/dossier.ts'
import type { Duration } from '../../../domain/time/duration.ts'
import type { AmountRuleName } from './amount-rule.ts'
import type { Basis } from './basis.ts'
import type { Condition, Fields } from './condition.ts'
import type { Form } from './field.ts'
import type { IssueEffects } from './grant-rule.ts'

/**
 * The kinds of step. `K` is the union of the step ids of the procedure, so that the compiler refuses a way
 * back to a step that does not exist; `F` its form, so that it refuses a condition on an unknown field.
 */
export type Step<K extends string, F extends Form> =
  | ReceiveStep<F>
  | ReviewStep<K, F>
  | ConsultStep<K, F>
  | InspectStep<K, F>
  | PublishStep<K, F>
  | CollectFeeStep<F>
  | SignStep<K, F>
  | PayoutStep<F>
  | IssueStep<F>
  | ByHandStep<K, F>

export type StepKind = Step<string, Form>['do']

interface StepCommon<F extends Form> {
  /** Vietnamese name for inbox and diagram; the kind's own name where left out. */
  name?: string
  /** The step exists only for dossiers of which this holds. Runs once, at load. */
  when?: (form: Fields<F>) => Condition
  basis?: Basis
}

interface AtDesk<F extends Form> extends StepCommon<F> {
  by: Role
  /** Tier of the unit that decides; `commune` where left out. */
  at?: Tier
  /** The step's share of the statutory time. */
  within: Duration
}

/**
 * What a law adds to the statutory time of the dossiers that a step is not skipped for. Without it neither a consultation
 * nor a verification stops the clock or adds anything (118/2025/NĐ-CP, Điều 19 khoản 4).
 */
export interface Longer {
  by: Duration
  basis: Basis
}

/** Where a negative answer leads: an end of the dossier, the applicant, or a step before. */
export type Negative<K extends string> = 'refuse' | 'supplement' | { backTo: K }

export interface ReceiveStep<F extends Form> extends AtDesk<F> {
  do: 'receive'
}

export interface ReviewStep<K extends string, F extends Form> extends AtDesk<F> {
  do: 'review'
  /** Adds the outcome `returned`, which leads back there. */
  backTo?: K
  /** Steps whose officer may not decide this one. */
  notBy?: readonly K[]
}

export interface ConsultStep<K extends string, F extends Form> extends StepCommon<F> {
  do: 'consult'
  /** Bodies asked at the same time; the step ends when all have answered. */
  bodies: Readonly<Record<string, { by: Role; at?: Tier }>>
  within: Duration
  /** The article by which a body that stays silent is taken to agree. Without it silence is lateness only. */
  silenceConsents?: Basis
  longer?: Longer
  /** What a disagreement means; it is noted and goes on where left out. */
  onDisagreed?: Negative<K>
}

export interface InspectStep<K extends string, F extends Form> extends AtDesk<F> {
  do: 'inspect'
  onFailed: Negative<K>
  longer?: Longer
}

export interface PublishStep<K extends string, F extends Form> extends StepCommon<F> {
  do: 'publish'
  by: Role
  at?: Tier
  /** How long the notice is posted; the step ends by itself when it is over. */
  posted: Duration
  onObjection: Negative<K>
}

export interface CollectFeeStep<F extends Form> extends AtDesk<F> {
  do: 'collectFee'
}

export interface SignStep<K extends string, F extends Form> extends AtDesk<F> {
  do: 'sign'
  backTo: K
  /** Steps whose officer may not sign: every review before it, but for those of `alsoBy`. */
  notBy?: readonly K[]
  /** Reviews that a law gives to the very person who signs. */
  alsoBy?: { steps: readonly K[]; basis: Basis }
}

export interface PayoutStep<F extends Form> extends AtDesk<F> {
  do: 'payout'
  benefit: string
  /** Name of the rule that reckons the amount from the form; run in an activity, its result recorded. */
  amount: AmountRuleName
  /** Form field with the account to pay to. */
  account: keyof F & string
}

export interface IssueStep<F extends Form> extends StepCommon<F>, IssueEffects<keyof F & string> {
  do: 'issue'
  /** Name of the result, e.g. `Giấy chứng nhận kết hôn`. */
  result: string
}

export interface ByHandStep<K extends string, F extends Form> extends StepCommon<F> {
  do: 'byHand'
  /** Name of the child workflow under workflows/by-hand/. */
  workflow: string
  /** Null where it waits for an instant that the government has set itself: the clock is paused. Of an internal procedure alone. */
  within: Duration | null
  /** What the child pays out, by the rule that reckons it from the form: a signature before it is held against its sum. */
  pays?: AmountRuleName
  /** What the child may answer, and where each answer leads. */
  outcomes: Readonly<Record<string, 'next' | Negative<K>>>
  /** Why steps cannot say it. */
  because: string
}

/** Outcomes a desk may choose, by kind. Outcomes of `byHand` are its own. */
export const outcomeNames = {
  accepted: 'Tiếp nhận',
  incomplete: 'Yêu cầu bổ sung',
  rejected: 'Từ chối tiếp nhận',
  approved: 'Đạt',
  refused: 'Không đủ điều kiện',
  returned: 'Trả lại bước trước',
  agreed: 'Đồng ý',
  disagreed: 'Không đồng ý',
  silent: 'Không có ý kiến (coi là đồng ý)',
  passed: 'Đạt yêu cầu',
  failed: 'Không đạt yêu cầu',
  posted: 'Hết thời gian niêm yết',
  objected: 'Có ý kiến phản đối',
  paid: 'Đã thanh toán',
  retried: 'Chi lại',
  signed: 'Ký duyệt',
  issued: 'Phát hành kết quả',
  completed: 'Đã bổ sung',
  lapsed: 'Quá hạn bổ sung',
  adopted: 'Chuyển sang phiên bản mới',
} as const

export const stepNames: Record<StepKind, string> = {
  receive: 'Tiếp nhận hồ sơ',
  review: 'Thẩm định hồ sơ',
  consult: 'Lấy ý kiến',
  inspect: 'Kiểm tra, xác minh',
  publish: 'Niêm yết công khai',
  collectFee: 'Thực hiện nghĩa vụ tài chính',
  sign: 'Ký duyệt',
  payout: 'Chi trả',
  issue: 'Phát hành kết quả',
  byHand: 'Xử lý theo quy trình riêng',
}

export const powerOf: Record<StepKind, Power> = {
  receive: 'receive',
  review: 'process',
  consult: 'process',
  inspect: 'process',
  publish: 'process',
  collectFee: 'receive',
  sign: 'sign',
  payout: 'pay',
  issue: 'return',
  byHand: 'process',
}
