import { resultNamed } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { communeThenDepartment } from '../routes/commune-then-department.ts'

export default procedure({
  code: '1.010825',
  name: 'Bổ sung tình hình thân nhân trong hồ sơ liệt sĩ',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: documents('131/2021/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    birth: {
      name: 'Đối với đề nghị bổ sung là cha đẻ mẹ đẻ, vợ hoặc chồng liệt sĩ: Căn cước công dân, giấy chứng nhận đăng ký kết hôn. Đối với đề nghị bổ sung là con liệt sĩ: Giấy khai sinh, trích lục khai sinh',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư; Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('131/2021/NĐ-CP', 29, 1),
    },
  },
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc bổ sung tình hình thân nhân trong hồ sơ liệt sĩ',
  }),
})
