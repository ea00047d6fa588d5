import { isOnSubstance, type Power } from '../dossier/dossier.ts'

const powerNames: Readonly<Record<Power, string>> = {
  receive: 'tiếp nhận',
  process: 'giải quyết',
  sign: 'ký quyết định',
  return: 'trả kết quả',
  pay: 'chi trả',
}

/** Who is competent, why and until when, in one text. Vietnamese, for citizens and officers. */
export function explainJurisdiction(given: {
  power: Power
  procedure: string
  unitName: string
  custodian: boolean
  /** What a custodian keeps by a row of its own, as `lĩnh vực Hộ tịch`; null where it is the general one. */
  keeps: string | null
  parts: readonly string[]
  bases: readonly string[]
  assumed: boolean
  /** Local date, DD/MM/YYYY; null where no end is known. */
  until: string | null
}): string {
  const { power, procedure, unitName, custodian, keeps, parts, bases, assumed, until } = given
  const what = `${powerNames[power]} thủ tục "${procedure}" tại nơi này`
  const may = 'chỉ tiếp nhận, thông báo, trả kết quả và xác định địa bàn, không quyết định nội dung'
  const keeping = `tạm giữ ${keeps ?? 'chung'}: ${may}`
  const who = !custodian
    ? `${unitName} có thẩm quyền ${what}.`
    : isOnSubstance(power)
      ? `Chưa đơn vị nào được ${what}: địa bàn chưa xác định, có thể thuộc ${parts.join(', ')}. ${unitName} ${keeping}.`
      : `${unitName} có thẩm quyền ${what}, với tư cách đơn vị ${keeping}; địa bàn có thể thuộc ${parts.join(', ')}.`
  const why = `Căn cứ: ${bases.join('; ')}${assumed ? ' (có phần giả định, cần kiểm tra)' : ''}.`
  return `${who} ${why} ${until === null ? 'Chưa có ngày kết thúc.' : `Đến hết trước ngày ${until}.`}`
}
