/** What is in each official form of a dossier. */
import type { DossierContent, DossierView } from '../../db/dossier/dossier-view.ts'
import type { FormEvent } from '../../db/dossier/record/form-events.ts'
import type { Signature } from '../../db/dossier/signature.ts'
import type { ReturnPlace } from '../../db/territory/units/return-unit.ts'
import { channelNames, endings, roles } from '../../domain/dossier/dossier.ts'
import { officialForm } from '../../domain/dossier/official-form.ts'
import { feeInWords } from '../../domain/money.ts'
import { dateInShort, dateInWords, durationInWords, instantInWords } from '../../domain/time/date-words.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { feeOf, type Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { checklistOf, type PaperStatus } from '../papers/paper-checklist.ts'
import type { OfficialPage } from './official-page.ts'

/** What the pages are written from. */
export interface FormSource {
  view: DossierView
  content: DossierContent
  /** The edition that the dossier runs; undefined where this build no longer defines it. */
  procedure: Procedure | undefined
  receivedBy: string
  /** Whose counter it was at its acceptance: of a unit that had ended by then it is the successor's. Null before, and where no unit is responsible. */
  acceptedAt: string | null
  /** Where its result is handed over now. */
  returns: ReturnPlace
  secret: string
  /** What the QR code of the slip says. */
  lookup: string
}

const titles: Record<FormEvent['kind'] | 'slip', string> = {
  slip: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  supplement: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  refusal: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  apology: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
  stop: 'Thông báo dừng giải quyết hồ sơ',
}
const FIELDS_ASSUMED =
  'Giả định: phụ lục của Thông tư chưa được đối chiếu; các mục theo nội dung đã biết của mẫu và thực hành trước đó.'
const IDENTIFIER_ASSUMED =
  'Giả định: mã định danh cơ quan trong mã hồ sơ là mã tạm, chưa phải mã được công bố.'
/** What every form assumes. */
export const formRemarks: readonly string[] = [IDENTIFIER_ASSUMED, FIELDS_ASSUMED]
const WRITTEN = 'Không ghi trong hệ thống; xin hỏi nơi đã tiếp nhận hồ sơ.'

/** The slip; before acceptance it confirms what was filed, and promises no date. */
export function slipOf(source: FormSource): OfficialPage {
  const { view, content, procedure, receivedBy, acceptedAt, secret } = source
  const { clockFrom, dueAt } = view
  const accepted = view.accepted && clockFrom !== null
  const at = accepted ? clockFrom : view.filedAt
  const form = accepted ? officialForm('slip', localDate(at)) : undefined
  const issuedBy = (accepted ? acceptedAt : null) ?? receivedBy
  const checklist = checklistOf(procedure, content, view.filedAt)
  const there = checklist.filter(({ status }) => status === 'there')
  return {
    form,
    title: accepted ? titles.slip : 'Xác nhận hồ sơ đã nộp, chưa tiếp nhận',
    unit: issuedBy,
    at,
    rows: [
      ...caseRows(source),
      ['Mã tra cứu', secret],
      ['Hình thức nộp', channelNames[view.channel]],
      ['Nhận hồ sơ lúc', instantInWords(view.filedAt)],
      ...(issuedBy === receivedBy ? [] : ([['Nơi nhận hồ sơ', receivedBy]] as const)),
      ...(accepted ? ([['Tiếp nhận lúc', instantInWords(clockFrom)]] as const) : []),
      ['Thời hạn giải quyết', timeOf(procedure)],
      ['Hẹn trả kết quả', dueAt === null ? 'Được ghi khi hồ sơ được tiếp nhận' : instantInWords(dueAt)],
      ['Nơi trả kết quả', returnsAt(source)],
      ['Phí, lệ phí', feeInWords(procedure === undefined ? null : feeOf(procedure, view.channel))],
    ],
    list:
      there.length === 0
        ? null
        : {
            headings: ['STT', 'Thành phần hồ sơ', 'Bản chính', 'Bản sao'],
            rows: there.map(({ name, recorded, files }, i) => [
              i + 1,
              files.some(({ erasedAt }) => erasedAt === null) ? `${name} (có tệp điện tử)` : name,
              recorded.originals,
              recorded.copies,
            ]),
          },
    remarks: [...paperRemarks(checklist, accepted), ...slipRemarks(source)],
    signer: null,
    qr: source.lookup,
  }
}

/** Text without a source is marked as assumed, so that it is not taken for law. */
function timeOf(procedure: Procedure | undefined): string {
  if (procedure === undefined) return 'Theo quy định'
  const { total, totalAssumed } = procedure
  return `${durationInWords(total)}${totalAssumed === undefined ? '' : ' (tạm lấy)'}`
}

/** Papers that are missing. One that a database replaces is not required; the officer who accepted has judged the others. */
function paperRemarks(checklist: readonly PaperStatus[], accepted: boolean): readonly string[] {
  const missing = checklist.filter(({ status }) => status === 'missing').map(({ name }) => name)
  return [
    ...checklist.flatMap(({ name, status, replacement }) =>
      status !== 'replaced' || replacement === null
        ? []
        : [`Không phải nộp ${name}: dữ liệu có trong ${replacement.database} (${replacement.basis}).`],
    ),
    ...(accepted || missing.length === 0 ? [] : [`Chưa có trong hồ sơ: ${missing.join('; ')}.`]),
  ]
}

/** The unit with its address: who holds an old slip goes where the unit that received it was. */
function returnsAt({ returns: { unit, site, ended }, receivedBy }: FormSource): string {
  if (unit === null) return ended?.successors.map(({ name }) => name).join('; ') || receivedBy
  return site === null ? unit.name : `${unit.name}, ${site.address} (${site.openingHours})`
}

/** The unit that received it is no more. */
function succeededRemarks({ returns: { unit, ended } }: FormSource): readonly string[] {
  if (ended === null) return []
  const now = unit === null ? ended.successors.map(({ name }) => name).join('; ') : unit.name
  const by = now === '' ? '' : ` Hồ sơ do ${now} tiếp tục giải quyết; không phải nộp lại.`
  return [`Từ ${dateInWords(ended.endedAt)} ${ended.name} kết thúc hoạt động.${by}`]
}

function slipRemarks(source: FormSource): readonly string[] {
  const { view, procedure } = source
  const { dueAt, firstIssuedAt, clockFrom } = view
  const atOnce =
    firstIssuedAt !== null && clockFrom !== null && localDate(firstIssuedAt) === localDate(clockFrom)
  return [
    ...succeededRemarks(source),
    'Mã hồ sơ và mã tra cứu dùng để theo dõi hồ sơ; không đưa mã tra cứu cho người khác.',
    ...(dueAt === null
      ? [
          'Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận đầy đủ, đúng quy định (118/2025/NĐ-CP, Điều 17).',
        ]
      : []),
    ...view.adoptedEditions.map(
      ({ from, to, at, basis }) =>
        `Từ ${dateInWords(at)} hồ sơ được giải quyết theo phiên bản thủ tục áp dụng từ ${dateInShort(to)}, thay cho phiên bản từ ${dateInShort(from)} (${basis}).`,
    ),
    ...(view.extensions > 0 ? ['Ngày hẹn trả đã được hẹn lại một lần; xem văn bản xin lỗi.'] : []),
    ...(atOnce
      ? ['Kết quả được trả ngay nên không bắt buộc lập giấy này (118/2025/NĐ-CP, Điều 17 khoản 4).']
      : []),
    IDENTIFIER_ASSUMED,
    ...(procedure?.assumed ?? []).map((assumed) => `Giả định: ${assumed}`),
    FIELDS_ASSUMED,
  ]
}

/** The page of what happened to the dossier. */
export function formOf(source: FormSource, event: FormEvent): OfficialPage {
  const form = officialForm(event.kind, localDate(event.at))
  return {
    form,
    title: form?.name ?? titles[event.kind],
    unit: event.unit ?? source.receivedBy,
    at: event.at,
    rows: [...caseRows(source), ...rowsOf(source, event)],
    list: null,
    remarks: [...remarksOf(event), ...formRemarks],
    signer: signerOf(event.signed),
    qr: null,
  }
}

type Rows = OfficialPage['rows']

function rowsOf(source: FormSource, event: FormEvent): Rows {
  const { view } = source
  const written = event.note ?? WRITTEN
  const words = (at: number | null) => (at === null ? 'Không có' : instantInWords(at))
  switch (event.kind) {
    case 'supplement':
      return [
        ['Nội dung, lý do và hướng dẫn', written],
        ['Hoàn thiện trước', words(event.supplementUntil)],
        ['Nộp bổ sung tại', returnsAt(source)],
      ]
    case 'refusal':
      return [
        ['Nội dung đề nghị', view.procedureName],
        ['Việc từ chối', event.ending === null ? titles.refusal : endings[event.ending]],
        ['Lý do', written],
      ]
    case 'apology':
      return [
        ['Ngày hẹn trả ban đầu', words(event.dueWas)],
        ['Lý do chậm', written],
        ['Ngày hẹn trả mới', words(event.dueIs)],
        ['Số lần hẹn lại', '01 (không hẹn lại lần nữa)'],
      ]
    case 'stop':
      return [
        [
          'Lý do dừng',
          event.ending === 'withdrawn'
            ? 'Người nộp đề nghị rút hồ sơ'
            : 'Hồ sơ không được bổ sung trong thời hạn',
        ],
        ['Ý kiến kèm theo', event.note ?? 'Không có'],
        ['Bước đang giải quyết', event.stages.join(', ') || 'Không có'],
        ['Dừng lúc', instantInWords(event.at)],
        ['Phí, lệ phí đã nộp', 'Hệ thống không giữ số liệu; giải quyết theo quy định về phí, lệ phí'],
      ]
  }
}

function remarksOf({ kind, ending }: FormEvent): readonly string[] {
  switch (kind) {
    case 'supplement':
      return [
        'Chỉ yêu cầu bổ sung một lần (118/2025/NĐ-CP, Điều 11 khoản 2). Bổ sung đủ thì thời hạn giải quyết tính lại từ đầu; quá hạn mà không bổ sung thì hồ sơ được kết thúc (Điều 19 khoản 5).',
      ]
    case 'refusal':
      return [ending === 'refused' ? '118/2025/NĐ-CP, Điều 19 khoản 3.' : '118/2025/NĐ-CP, Điều 17.']
    case 'apology':
      return ['118/2025/NĐ-CP, Điều 19 khoản 6: hẹn lại không quá một lần.']
    case 'stop':
      return [ending === 'withdrawn' ? '118/2025/NĐ-CP, Điều 21.' : '118/2025/NĐ-CP, Điều 19 khoản 5.']
  }
}

export function caseRows({ view, content }: FormSource): Rows {
  const named = (role: string) =>
    content.parties
      .filter((party) => party.role === role)
      .map(({ name, phone }) => (phone === null ? name : `${name}, điện thoại ${phone}`))
      .join('; ')
  const address = content.places.find((place) => place.address !== null)?.address ?? ''
  const rows: Rows = [
    ['Mã hồ sơ', view.code],
    // What stands on a slip of the old districts, by which people still ask.
    ['Mã ở hệ thống khác', view.externalCodes.map(({ code }) => code).join('; ')],
    ['Thủ tục', `${view.procedureName} (${view.procedureCode})`],
    ['Người nộp', named('applicant')],
    ['Người đại diện', named('representative')],
    ['Địa chỉ', address],
  ]
  return rows.filter(([, value]) => value !== '')
}

const kindsOfSigning = { own: '', delegated: 'Theo ủy quyền', substitution: 'Ký thay' } as const

function signerOf(signed: Signature | null): OfficialPage['signer'] {
  if (signed === null) return null
  const { officer, role, kind, actingFor } = signed
  const lent = actingFor === null ? '' : ` (${kindsOfSigning[kind]} ${actingFor.name})`
  return { capacity: `${roles[role]}${lent}`, name: officer.name }
}
