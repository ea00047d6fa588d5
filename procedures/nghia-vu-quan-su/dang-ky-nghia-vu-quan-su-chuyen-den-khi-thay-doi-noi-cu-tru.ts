import { workingDays } from '../../domain/calendar.ts'
import { longestTime } from '../assumptions.ts'
import { formAssumed, personForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { military } from '../routes/military.ts'

export default procedure({
  code: '1.013137',
  name: 'Thủ tục đăng ký nghĩa vụ quân sự chuyển đến khi thay đổi nơi cư trú hoặc nơi làm việc, học tập',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: documents('78/2015/QH13', '220/2025/NĐ-CP', '13/2016/NĐ-CP'),
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    letter: {
      name: 'Giấy giới thiệu di chuyển đăng ký nghĩa vụ quân sự hoặc Giấy giới thiệu di chuyển quân nhân dự bị cho công dân',
      originals: 1,
    },
    sheet: { name: 'Phiếu quân nhân dự bị', originals: 1 },
    residence: {
      name: 'Giấy xác nhận thông tin về cư trú do cơ quan công an cấp xã cấp hoặc quyết định của người đứng đầu cơ quan, tổ chức về thay đổi nơi làm việc, học tập mới',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...military({ result: 'Công dân hoàn thành đăng ký nghĩa vụ quân sự chuyển đến', total: workingDays(1) }),
})
