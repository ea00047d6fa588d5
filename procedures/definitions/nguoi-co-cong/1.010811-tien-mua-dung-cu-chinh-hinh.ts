import {
  communeThenDepartment,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010811',
  name: 'Cấp tiền mua phương tiện trợ giúp, dụng cụ chỉnh hình, phương tiện, thiết bị phục hồi chức năng đối với trường hợp đang sống tại gia đình hoặc đang được nuôi dưỡng tập trung tại các cơ sở nuôi dưỡng, điều dưỡng do địa phương quản lý',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3783/QĐ của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result:
      'Quyết định về việc cấp tiền mua phương tiện trợ giúp, dụng cụ chỉnh hình, phương tiện, thiết bị phục hồi chức năng',
  }),
})
