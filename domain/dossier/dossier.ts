/** The words for the state of a dossier, shared by grammar, workflows, tables and API. */
import { keysOf } from '../keys-of.ts'

export const tiers = ['commune', 'department', 'city'] as const
/**
 * The tier a definition names. Which units hold its power at an instant is read from competence: before
 * 1 July 2025 much of what a definition gives to `commune` was held by districts.
 */
export type Tier = (typeof tiers)[number]

export const powers = ['receive', 'process', 'sign', 'return', 'pay'] as const
export type Power = (typeof powers)[number]

/** What a custodian does not: it receives, informs and returns, and decides nothing on substance. */
export const isOnSubstance = (power: Power): boolean => power !== 'receive' && power !== 'return'

/** Who does a step. Each role maps to a desk: an office of a unit of the step's tier. */
export const roles = {
  oneStop: 'Bộ phận Một cửa',
  civilStatus: 'Công chức Tư pháp - Hộ tịch',
  socialAffairs: 'Công chức Phòng Văn hóa - Xã hội',
  economy: 'Công chức Phòng Kinh tế',
  councilOffice: 'Công chức Văn phòng HĐND và UBND',
  officeHead: 'Trưởng phòng hoặc Trưởng Bộ phận Một cửa',
  chair: 'Chủ tịch hoặc Phó Chủ tịch UBND',
  police: 'Công an cấp xã',
  military: 'Ban Chỉ huy Quân sự cấp xã',
  policeChief: 'Trưởng hoặc Phó Trưởng Công an cấp xã',
  militaryChief: 'Chỉ huy trưởng Ban Chỉ huy Quân sự cấp xã',
  specialist: 'Chuyên viên Sở hoặc cơ quan tương đương',
  director: 'Lãnh đạo Sở hoặc cơ quan tương đương',
  accountant: 'Kế toán chi trả',
} as const satisfies Record<string, string>
export type Role = keyof typeof roles
export const roleNames = keysOf(roles)

export const endings = {
  issued: 'Đã trả kết quả',
  refused: 'Từ chối giải quyết',
  notReceived: 'Từ chối tiếp nhận',
  withdrawn: 'Rút hồ sơ',
  lapsed: 'Kết thúc do không bổ sung',
} as const
export type Ending = keyof typeof endings
export const endingNames = keysOf(endings)

/** How the correction of a result ends. */
export const correctionEndings = {
  issued: 'Đã đính chính kết quả',
  refused: 'Không có sai sót, kết quả giữ nguyên',
} as const satisfies Partial<Record<Ending, string>>
export type CorrectionEnding = keyof typeof correctionEndings
export const correctionEndingNames = keysOf(correctionEndings)

export const channels = ['online', 'counter', 'post'] as const
export type Channel = (typeof channels)[number]

/** `internal`: by an officer, for the government itself. Nobody applied, so there is no fee, nothing to hand over and nobody to notify. */
export const dossierChannels = [...channels, 'internal'] as const
export type DossierChannel = (typeof dossierChannels)[number]

/** How something is handed in, or a result over. */
export const channelNames = {
  online: 'Trực tuyến',
  counter: 'Trực tiếp',
  post: 'Bưu chính',
  internal: 'Nội bộ',
} as const satisfies Record<DossierChannel, string>

/**
 * The field of the government's own business. Dossier, task and count have their field in each row, so this is how their readers leave
 * internal procedures out; a definition is internal if and only if it is of this field.
 */
export const INTERNAL_FIELD = 'Nội bộ'

/** Why a dossier may be entered after it was received: taken on paper, while the system was away, or by post. */
export const lateEntries = ['paper', 'offline', 'post'] as const
/** Six digits are printed on a blank for an outage. */
export const lastBlank = 999_999
export type LateEntry = (typeof lateEntries)[number]

export const dossierStatuses = ['open', 'closed'] as const
export type DossierStatus = (typeof dossierStatuses)[number]

/** The statutory clock of a dossier. */
export const clockStates = ['notStarted', 'running', 'paused', 'stopped'] as const
export type ClockState = (typeof clockStates)[number]

/** Who is to act on a task. */
export const taskHolders = ['desk', 'applicant', 'engine'] as const
export type TaskHolder = (typeof taskHolders)[number]

/** How far a recorded request has come. */
export const requestStatuses = ['pending', 'applied', 'refused', 'lapsed'] as const
export type RequestStatusName = (typeof requestStatuses)[number]

/** What a person is to a dossier. */
export const partyRoles = ['applicant', 'representative', 'subject'] as const
export type PartyRole = (typeof partyRoles)[number]

export const partyKinds = ['person', 'organisation'] as const
export type PartyKind = (typeof partyKinds)[number]

/** Who calls: a service of a portal, or somebody of the administration. */
export const callerRoles = ['service', 'officer', 'supervisor', 'operator'] as const
export type CallerRole = (typeof callerRoles)[number]
