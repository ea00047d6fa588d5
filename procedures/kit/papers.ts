/** Papers that procedures of one field ask for in the same words, and the database that has what they say. */
import { article } from '../grammar/definition/basis.ts'

/** Civil status: who asks (123/2015/NĐ-CP, Điều 2 khoản 1). */
export const identityPaper = {
  name: 'Giấy tờ tùy thân của người yêu cầu',
  originals: 1,
  replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
  askedBy: article('123/2015/NĐ-CP', 2, 1),
} as const

export const residencePaper = {
  name: 'Giấy tờ chứng minh thông tin về cư trú',
  originals: 1,
  replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
} as const

/** Civil status: not certified between near relatives, as every published page says. */
export const authorisationPaper = {
  name: 'Văn bản ủy quyền, khi ủy quyền; không phải chứng thực giữa ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột',
  sometimes: true,
  originals: 1,
} as const

/** Certification: who asks, on paper or on the telephone (23/2015/NĐ-CP, Điều 24, 31, 36). */
export const certifiedIdentityPaper = {
  name: 'Căn cước điện tử, hoặc bản chính, bản sao có chứng thực thẻ căn cước, hộ chiếu còn giá trị sử dụng (xuất trình)',
  originals: 1,
} as const
