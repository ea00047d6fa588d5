import { isOnSubstance, type Power, type Role, roles } from '../dossier/dossier.ts'
import type { ErrorCode } from '../errors.ts'
import { type Dong, formatDong } from '../money.ts'
import type { MandateKind } from './mandate.ts'

/** Why somebody may not act on a task. */
export type AuthorityRefusal = Extract<
  ErrorCode,
  | 'notCompetent'
  | 'noMandate'
  | 'ownCase'
  | 'conflictDeclared'
  | 'sameOfficer'
  | 'sealNotInForce'
  | 'staleTask'
>

/** What an answer about authority rests on; names of units and officers, never of parties. */
export interface AuthorityGrounds {
  power: Power
  role: Role
  /** Field of the procedure. */
  field: string
  /** The unit responsible then; null where the tables have a gap. */
  unitName: string | null
  /** The unit keeps what is not placed yet. */
  custodian: boolean
  mandate: {
    kind: MandateKind
    actingForName: string | null
    basis: string
  } | null
  refusal: AuthorityRefusal | null
  /** Names of the units that took the place of one whose seal is no longer in force. */
  sealGoneTo?: string | null
}

const powerNames: Record<Power, string> = {
  receive: 'tiếp nhận',
  process: 'thụ lý',
  sign: 'ký ban hành',
  return: 'trả kết quả',
  pay: 'chi trả',
}

/** The answer in one Vietnamese sentence: unit, mandate, for whom, on what basis; or what is against it. */
export function explainAuthority(grounds: AuthorityGrounds): string {
  const { power, role, field, unitName, custodian, refusal } = grounds
  const what = powerNames[power]
  switch (refusal) {
    case null:
      return `${unitName ?? ''} ${custodian ? `là đơn vị tạm giữ, được ${what}` : `có thẩm quyền ${what}`}; ${capacity(grounds)}.`
    case 'staleTask':
      return 'Việc này không còn mở ở bàn xử lý nào.'
    case 'ownCase':
      return `Cán bộ là một bên trong hồ sơ này nên không được giải quyết. ${handOver(grounds)}`
    case 'conflictDeclared':
      return `Cán bộ đã khai báo xung đột lợi ích ở hồ sơ này nên không được giải quyết. ${handOver(grounds)}`
    case 'sameOfficer':
      return 'Người đã nộp thay, tiếp nhận hoặc xử lý bước trước của hồ sơ không được quyết định bước này.'
    case 'sealNotInForce':
      return `Con dấu của ${unitName ?? ''} không còn hiệu lực${grounds.sealGoneTo ? `; đơn vị kế tiếp: ${grounds.sealGoneTo}` : ''}.`
    case 'noMandate':
      return `Không giữ ủy quyền với vai trò ${roles[role]} trong lĩnh vực ${field} vào thời điểm này.`
    case 'notCompetent':
      if (unitName === null) return `Chưa xác định được đơn vị có thẩm quyền ${what} vào thời điểm này.`
      return custodian && isOnSubstance(power)
        ? `${unitName} chỉ tạm giữ hồ sơ: không được ${what} trước khi xác định địa bàn.`
        : `Thẩm quyền ${what} vào thời điểm này thuộc ${unitName}.`
  }
}

/** To whom a task is left by who may have no part in its dossier. */
const handOver = ({ role, field, unitName }: AuthorityGrounds): string =>
  `Để lại cho cán bộ khác giữ vai trò ${roles[role]} trong lĩnh vực ${field} tại ${unitName ?? 'đơn vị có thẩm quyền'}, hoặc đề nghị người giám sát chuyển việc.`

/**
 * Why an officer may not sign what pays, and who may instead.
 * @param by.officers how many of the unit responsible hold the role with a sum that reaches the amount
 */
export function explainSumExceeded(by: {
  upToDong: Dong
  basis: string
  unitName: string
  role: Role
  officers: number
}): string {
  const { upToDong, basis, unitName, role, officers } = by
  const others =
    officers === 0
      ? `không ai giữ vai trò ${roles[role]} với hạn mức đủ: cần nâng hạn mức trong danh sách cán bộ`
      : `${officers} cán bộ giữ vai trò ${roles[role]} với hạn mức đủ`
  return `Quyết định này chi nhiều hơn hạn mức được ký là ${formatDong(upToDong)} (căn cứ: ${basis}). Tại ${unitName}: ${others}.`
}

/** In which capacity somebody signs: `ký thay Nguyễn Văn An, Phó Chủ tịch …`. */
export function capacity({ role, mandate }: Pick<AuthorityGrounds, 'role' | 'mandate'>): string {
  if (mandate === null) return roles[role]
  const { kind, actingForName, basis } = mandate
  const how = {
    own: `${roles[role]} theo chức vụ`,
    delegated: `${roles[role]}, ký thay ${actingForName ?? ''} theo ủy quyền`,
    substitution: `${roles[role]}, thay thế ${actingForName ?? ''} khi vắng mặt`,
  }
  return `${how[kind]} (căn cứ: ${basis})`
}
