import type { Power } from './dossier.ts'

const powerNames: Readonly<Record<Power, string>> = {
  receive: 'tiếp nhận',
  process: 'giải quyết',
  sign: 'ký quyết định',
  return: 'trả kết quả',
  pay: 'chi trả',
}

/** Who is competent, why and until when, in one text. Vietnamese, for citizens and officers. */
export function explainJurisdiction(told: {
  power: Power
  procedure: string
  unitName: string
  custodian: boolean
  parts: readonly string[]
  bases: readonly string[]
  assumed: boolean
  /** Local date, DD/MM/YYYY; null where no end is known. */
  until: string | null
}): string {
  const { power, procedure, unitName, custodian, parts, bases, assumed, until } = told
  const onSubstance = power !== 'receive' && power !== 'return'
  const who =
    custodian && onSubstance
      ? `Chưa đơn vị nào được ${powerNames[power]} thủ tục "${procedure}" tại nơi này: địa bàn chưa xác định, có thể thuộc ${parts.join(', ')}. ${unitName} tạm giữ: chỉ tiếp nhận, thông báo và xác định địa bàn.`
      : `${unitName} có thẩm quyền ${powerNames[power]} thủ tục "${procedure}" tại nơi này${custodian ? ', với tư cách đơn vị tạm giữ' : ''}.`
  const why = `Căn cứ: ${bases.join('; ')}${assumed ? ' (có phần giả định, cần kiểm tra)' : ''}.`
  return `${who} ${why} ${until === null ? 'Chưa có ngày kết thúc.' : `Đến hết trước ngày ${until}.`}`
}
