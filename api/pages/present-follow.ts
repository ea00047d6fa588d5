import { z } from 'zod'
import type { AskedAt, Awaited } from '../../db/dossier/awaited-of-applicant.ts'
import type { DossierView } from '../../db/dossier/dossier-view.ts'
import type { CorrectionView } from '../../db/dossier/results/corrections.ts'
import type { ReturnPlace } from '../../db/territory/units/return-unit.ts'
import { correctionEndings, endings } from '../../domain/dossier/dossier.ts'
import { type PortalNumber, portalStatusOf } from '../../domain/dossier/portal-status.ts'
import { instantInWords } from '../../domain/time/date-words.ts'
import { portalStatusAnswer } from '../dossiers/present-dossier.ts'
import { instant, isoOf, isoOrNull } from '../server/schemas.ts'

const askAt = z
  .object({
    unit: z.string(),
    address: z.string().nullable(),
    openingHours: z.string().nullable(),
    insteadOf: z.string().nullable().describe('The unit that was responsible when it was asked'),
  })
  .nullable()

export const followAnswer = z
  .object({
    code: z.string(),
    procedure: z.object({ code: z.string(), name: z.string() }),
    status: portalStatusAnswer,
    inWords: z.string().describe('Where it is and what comes next, Vietnamese'),
    filedAt: instant,
    dueAt: instant.nullable(),
    dueInWords: z.string().nullable(),
    late: z.boolean().describe('The statutory time is over and it has not ended'),
    steps: z
      .array(
        z.object({ name: z.string(), unit: z.string().nullable().describe('Who holds it'), since: instant }),
      )
      .describe('What is being done now'),
    asked: z
      .object({
        until: instant.nullable(),
        untilInWords: z.string().nullable(),
        what: z.string(),
        missing: z.array(z.string()).describe('Papers that the procedure asks for and nobody has seen yet'),
        askAt: askAt.describe('The unit that answers now for the step that asked; null: nobody does'),
      })
      .nullable()
      .describe('What is asked of the applicant'),
    fee: z
      .object({ payTo: askAt, inWords: z.string().describe('To whose account, Vietnamese') })
      .nullable()
      .describe('The fee that is due'),
    ending: z.string().nullable(),
    correction: z
      .object({
        askedAt: instant,
        dueAt: instant,
        endedAt: instant.nullable(),
        inWords: z.string().describe('How the correction of the result stands, Vietnamese'),
      })
      .nullable()
      .describe('The last one, where the result was said to be wrong'),
    result: z
      .object({ name: z.string(), issuedAt: instant, collected: z.boolean(), at: z.string().nullable() })
      .nullable()
      .describe('The one in force; `at` is the unit where it is handed over'),
    goTo: z
      .object({
        unit: z.string(),
        address: z.string().nullable(),
        openingHours: z.string().nullable(),
        insteadOf: z
          .string()
          .nullable()
          .describe('The unit that received the dossier and hands out no longer'),
      })
      .nullable()
      .describe('Where to ask and to collect now'),
  })
  .meta({ id: 'Follow' })

/** Where a dossier is, for a citizen: units and steps, no person. */
export function presentFollow(
  view: DossierView,
  returns: ReturnPlace,
  { missing, ...awaited }: Awaited & { missing: readonly string[] },
  asOfMs: number,
): z.infer<typeof followAnswer> {
  const status = portalStatusOf(view)
  const { dueAt, result, issuedAt } = view
  const asked = view.tasks.find(({ holder }) => holder === 'applicant')
  const at = returns.unit?.name ?? null
  const goTo =
    returns.unit === null
      ? null
      : {
          ...{ unit: returns.unit.name, address: returns.site?.address ?? null },
          openingHours: returns.site?.openingHours ?? null,
          insteadOf: returns.insteadOf,
        }
  return {
    code: view.code,
    procedure: { code: view.procedureCode, name: view.procedureName },
    status,
    inWords: inWords(status.number, at),
    filedAt: isoOf(view.filedAt),
    dueAt: isoOrNull(dueAt),
    dueInWords: dueAt === null ? null : instantInWords(dueAt),
    late: dueAt !== null && view.status !== 'closed' && dueAt < asOfMs,
    steps: view.tasks
      .filter(({ holder }) => holder !== 'applicant')
      .map(({ planStep, step, unitName, openedAt }) => ({
        name: planStep?.name ?? step,
        unit: unitName,
        since: isoOf(openedAt),
      })),
    asked:
      asked === undefined
        ? null
        : {
            until: isoOrNull(asked.dueAt),
            untilInWords: asked.dueAt === null ? null : instantInWords(asked.dueAt),
            what: `Bổ sung, hoàn thiện hồ sơ theo phiếu yêu cầu nhận tại ${at ?? 'nơi nộp hồ sơ'} hoặc nơi đã nộp trực tuyến.`,
            missing: [...missing],
            // An imported dossier may have been asked before it was here.
            askAt: awaited.supplement ?? goTo,
          },
    fee: view.awaitsPayment ? { payTo: awaited.fee, inWords: feeInWords(awaited.fee) } : null,
    ending: view.ending === null ? null : endings[view.ending],
    correction: lastCorrection(view.corrections.at(-1)),
    result:
      result === null || issuedAt === null
        ? null
        : { name: result, issuedAt: isoOf(issuedAt), collected: view.collected, at },
    goTo,
  }
}

/** No source names the accounts of units: their notices of payment do. */
function feeInWords(payTo: AskedAt | null): string {
  if (payTo === null) return 'Nộp phí, lệ phí theo thông báo nộp tiền.'
  const { unit, address, insteadOf } = payTo
  const to = `Nộp phí, lệ phí vào tài khoản của ${unit} theo thông báo nộp tiền, hoặc trực tiếp tại ${address ?? unit}.`
  return insteadOf === null ? to : `${to} Không nộp vào tài khoản của ${insteadOf}.`
}

function lastCorrection(last: CorrectionView | undefined): z.infer<typeof followAnswer>['correction'] {
  if (last === undefined) return null
  const { askedAt, dueAt, ending, endedAt } = last
  return {
    askedAt: isoOf(askedAt),
    dueAt: isoOf(dueAt),
    endedAt: isoOrNull(endedAt),
    inWords:
      ending === null
        ? `Kết quả được báo có sai sót và đang được xem xét đính chính, hạn ${instantInWords(dueAt)}.`
        : `${correctionEndings[ending]}.`,
  }
}

function inWords(number: PortalNumber, returnsAt: string | null): string {
  const there = returnsAt ?? 'nơi nộp hồ sơ'
  switch (number) {
    case 1:
      return 'Hồ sơ đã nộp và chờ tiếp nhận. Thời hạn giải quyết chưa bắt đầu.'
    case 2:
      return 'Hồ sơ đã được tiếp nhận và chuyển đến cơ quan giải quyết.'
    case 3:
      return `Hồ sơ không được tiếp nhận. Lý do có trong phiếu từ chối, nhận tại ${there}.`
    case 4:
      return 'Hồ sơ đang được giải quyết. Người nộp không phải làm gì thêm.'
    case 5:
      return 'Hồ sơ cần được bổ sung, hoàn thiện trước khi giải quyết tiếp.'
    case 6:
      return 'Hồ sơ chờ người nộp thực hiện nghĩa vụ tài chính. Thời hạn giải quyết tạm dừng.'
    case 7:
      return 'Hồ sơ đã được rút theo yêu cầu của người nộp.'
    case 8:
      return `Việc giải quyết hồ sơ đã dừng. Lý do có trong văn bản, nhận tại ${there}.`
    case 9:
      return `Hồ sơ đã có kết quả. Xin nhận kết quả tại ${there}.`
    case 10:
      return 'Kết quả đã được trả.'
  }
}
