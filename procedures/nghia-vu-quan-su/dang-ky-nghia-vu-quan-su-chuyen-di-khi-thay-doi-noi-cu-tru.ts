import { workingDays } from '../../domain/calendar.ts'
import { districtStillNamed } from '../assumptions.ts'
import { free } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { procedure } from '../grammar/procedure.ts'
import { military } from '../routes/military.ts'

export default procedure({
  code: '1.013134',
  name: 'Thủ tục đăng ký nghĩa vụ quân sự chuyển đi khi thay đổi nơi cư trú hoặc nơi làm việc, học tập',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: documents('68/2020/QH14', '78/2015/QH13', '104/2022/NĐ-CP', '13/2016/NĐ-CP'),
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'residence',
  form: personForm,
  papers: {
    certificate: {
      name: 'Bản chụp Giấy chứng nhận đăng ký nghĩa vụ quân sự hoặc Giấy chứng nhận đăng ký quân nhân dự bị (mang theo bản chính để đối chiếu)',
      copies: 1,
    },
    identity: {
      name: 'Bản chụp một trong những giấy tờ sau: Thẻ Căn cước công dân, Chứng minh nhân dân, Giấy xác nhận thông tin về cư trú, Giấy thông báo số định danh cá nhân',
      copies: 1,
    },
  },
  feeDong: free,
  ...military({
    result:
      'Giấy giới thiệu di chuyển đăng ký nghĩa vụ quân sự hoặc Giấy giới thiệu di chuyển quân nhân dự bị cho công dân',
    total: workingDays(1),
  }),
})
