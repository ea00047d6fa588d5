/** Whether a unit can begin its work at an instant: criteria as data, the colour from rows and from what inspection teams entered. */
import { type Role, roles } from '../../dossier/dossier.ts'

export const readinessAnswers = ['met', 'inPart', 'notMet'] as const
export type ReadinessAnswer = (typeof readinessAnswers)[number]

export const readinessColours = ['red', 'amber', 'green'] as const
export type ReadinessColour = (typeof readinessColours)[number]

/** What inspection teams look at by themselves. Their own list was not published: these lines are assumed. */
export const checklistIds = [
  'softwareTried',
  'equipment',
  'networkAndSignatures',
  'publicNotice',
  'handoverPlan',
] as const
export type ChecklistId = (typeof checklistIds)[number]

/** What the rows of the database say. */
export const rowCriterionIds = ['roles', 'signers', 'accounts', 'seal', 'sites', 'reception'] as const
export type RowCriterionId = (typeof rowCriterionIds)[number]

export const criterionIds = [...rowCriterionIds, ...checklistIds] as const
export type CriterionId = (typeof criterionIds)[number]

export interface Criterion {
  id: CriterionId
  /** In Vietnamese, for the page. */
  name: string
  source: 'row' | 'checklist'
  /** When it is red; what is not red and not met is amber. */
  redWhen: string
}

export const criteria: readonly Criterion[] = [
  {
    id: 'roles',
    name: 'Đủ người cho mỗi vai trò',
    source: 'row',
    redWhen: 'a role of the unit has no officer',
  },
  { id: 'signers', name: 'Có người ký', source: 'row', redWhen: 'nobody holds the power to sign' },
  { id: 'accounts', name: 'Tài khoản đăng nhập', source: 'row', redWhen: 'no officer has an account' },
  { id: 'seal', name: 'Con dấu', source: 'row', redWhen: 'no seal is in force' },
  { id: 'sites', name: 'Trụ sở', source: 'row', redWhen: 'the unit has no site' },
  { id: 'reception', name: 'Nơi tiếp công dân', source: 'row', redWhen: 'no site receives the public' },
  { id: 'softwareTried', name: 'Đã chạy thử phần mềm', source: 'checklist', redWhen: 'not met' },
  { id: 'equipment', name: 'Máy móc, thiết bị', source: 'checklist', redWhen: 'not met' },
  { id: 'networkAndSignatures', name: 'Đường truyền, chữ ký số', source: 'checklist', redWhen: 'not met' },
  { id: 'publicNotice', name: 'Niêm yết, thông báo cho người dân', source: 'checklist', redWhen: 'not met' },
  { id: 'handoverPlan', name: 'Phương án bàn giao hồ sơ', source: 'checklist', redWhen: 'not met' },
]

/** What the rows say of a unit at an instant. */
export interface UnitFacts {
  /** A branch of the Centre receives and decides nothing: it needs neither a seal nor anybody who signs. */
  decides: boolean
  /** Roles that its offices have and that no officer holds. */
  rolesWithoutOfficer: readonly Role[]
  /** Officers who hold a role that may sign. */
  signers: number
  officers: number
  officersWithAccount: number
  /** Of these officers, made for trying out. */
  inventedOfficers: number
  seals: number
  sites: number
  /** Sites, or seals, that nobody has confirmed. */
  assumedSites: number
  assumedSeals: number
  sitesForPublic: number
}

/** The eleven teams that inspected the communes in June 2025, by number: their names were not published, these are assumed. */
export const inspectionTeams = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const
export type InspectionTeam = (typeof inspectionTeams)[number]
export const inspectionTeamName = (team: InspectionTeam): string => `Đoàn kiểm tra số ${team}`

export interface EnteredAnswer {
  criterion: ChecklistId
  answer: ReadinessAnswer
  team: string
}

export interface JudgedCriterion extends Criterion {
  colour: ReadinessColour
  /** In Vietnamese; null where it is green. */
  why: string | null
}

export interface Readiness {
  colour: ReadinessColour
  criteria: readonly JudgedCriterion[]
}

export interface UnitReadiness extends Readiness {
  unitId: string
  name: string
}

/** The colour of a unit is its worst: red where a criterion is red, else amber where one is amber. */
export function readinessOf(facts: UnitFacts, answers: readonly EnteredAnswer[]): Readiness {
  const judged = criteria.map(
    (criterion): JudgedCriterion => ({ ...criterion, ...judge(criterion.id, facts, answers) }),
  )
  const worst = readinessColours.find((colour) => judged.some((one) => one.colour === colour)) ?? 'green'
  return { colour: worst, criteria: judged }
}

type Judgement = Pick<JudgedCriterion, 'colour' | 'why'>

const green: Judgement = { colour: 'green', why: null }
const red = (why: string): Judgement => ({ colour: 'red', why })
const amber = (why: string): Judgement => ({ colour: 'amber', why })

function judge(id: CriterionId, facts: UnitFacts, answers: readonly EnteredAnswer[]): Judgement {
  switch (id) {
    case 'roles': {
      const missing = facts.rolesWithoutOfficer
      if (missing.length > 0) return red(`Chưa có người: ${missing.map((role) => roles[role]).join('; ')}`)
      return facts.inventedOfficers === 0
        ? green
        : amber(`${facts.inventedOfficers} cán bộ là dữ liệu chạy thử`)
    }
    case 'signers':
      if (!facts.decides) return green
      return facts.signers === 0
        ? red('Chưa có ai được ký')
        : facts.signers === 1
          ? amber('Chỉ có một người được ký')
          : green
    case 'accounts': {
      const without = facts.officers - facts.officersWithAccount
      if (facts.officersWithAccount === 0) return red('Chưa cán bộ nào có tài khoản')
      return without === 0 ? green : amber(`${without} cán bộ chưa có tài khoản`)
    }
    case 'seal':
      if (!facts.decides) return green
      return facts.seals === 0
        ? red('Không có con dấu còn hiệu lực')
        : facts.assumedSeals > 0
          ? amber('Con dấu chưa được xác nhận')
          : green
    case 'sites':
      return facts.sites === 0
        ? red('Chưa có trụ sở')
        : facts.assumedSites > 0
          ? amber('Địa chỉ trụ sở chưa được xác nhận')
          : green
    case 'reception':
      return facts.sitesForPublic === 0 ? red('Không có nơi tiếp công dân') : green
    default:
      return judgeAnswer(answers.find(({ criterion }) => criterion === id))
  }
}

function judgeAnswer(entered: EnteredAnswer | undefined): Judgement {
  if (entered === undefined) return amber('Chưa có đoàn kiểm tra nhập kết quả')
  if (entered.answer === 'met') return green
  return entered.answer === 'notMet'
    ? red(`${entered.team}: chưa đạt`)
    : amber(`${entered.team}: đạt một phần`)
}
