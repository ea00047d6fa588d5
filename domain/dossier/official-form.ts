/** Forms of the one-stop desk and their numbers by date: since September 2025 the numbers from 05 on have shifted by one. */

export const formKinds = ['slip', 'supplement', 'refusal', 'apology', 'stop', 'control', 'register'] as const
export type FormKind = (typeof formKinds)[number]

export interface OfficialForm {
  kind: FormKind
  /** As printed: `01`. */
  number: string
  /** Vietnamese. */
  name: string
  basis: string
  paperSize: 'A4' | 'A5'
}

interface FormEdition {
  /** First local date, and the first on which it holds no more. */
  from: string
  until: string | null
  basis: string
  forms: Readonly<Partial<Record<FormKind, readonly [number: string, name: string, paperSize?: 'A4']>>>
}

const SLIP = 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'
const SUPPLEMENT = 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ'
const REFUSAL = 'Phiếu từ chối tiếp nhận giải quyết hồ sơ'
const CONTROL = 'Phiếu kiểm soát quá trình giải quyết hồ sơ'
const REGISTER = 'Sổ theo dõi hồ sơ'

const editions: readonly FormEdition[] = [
  {
    from: '2018-01-01',
    until: '2025-09-15',
    basis: '01/2018/TT-VPCP, Điều 9',
    forms: {
      slip: ['01', SLIP],
      supplement: ['02', SUPPLEMENT],
      refusal: ['03', REFUSAL],
      apology: ['04', 'Phiếu xin lỗi và hẹn lại ngày trả kết quả'],
      control: ['05', CONTROL],
      register: ['06', REGISTER, 'A4'],
    },
  },
  {
    // The annex was not read: that its forms keep the sizes of the former ones is assumed.
    from: '2025-09-15',
    until: null,
    basis: '03/2025/TT-VPCP, Phụ lục I',
    forms: {
      slip: ['01', SLIP],
      supplement: ['02', SUPPLEMENT],
      refusal: ['03', REFUSAL],
      apology: ['04', 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết'],
      stop: ['05', 'Thông báo dừng giải quyết hồ sơ'],
      control: ['06', CONTROL],
      register: ['07', REGISTER, 'A4'],
    },
  },
]

/** Every form in force on a local date, by number. */
export function officialForms(date: string): readonly OfficialForm[] {
  const edition = editions.find(({ from, until }) => from <= date && (until === null || date < until))
  if (edition === undefined) return []
  return formKinds.flatMap((kind) => {
    const form = edition.forms[kind]
    if (form === undefined) return []
    const [number, name, paperSize = 'A5'] = form
    return [{ kind, number, name, basis: edition.basis, paperSize }]
  })
}

/** The form of a kind on a local date; undefined where that date had none. */
export function officialForm(kind: FormKind, date: string): OfficialForm | undefined {
  return officialForms(date).find((form) => form.kind === kind)
}
