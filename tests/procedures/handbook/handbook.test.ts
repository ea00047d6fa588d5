import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../domain/time/duration.ts'
import ketHonNuocNgoai from '../../../procedures/definitions/ho-tich/2.000806-dang-ky-ket-hon-nuoc-ngoai.ts'
import capGiayPhepXayDung from '../../../procedures/definitions/hoat-dong-xay-dung/1.013225-cap-giay-phep-xay-dung-moi.ts'
import { notFound } from '../../../procedures/grammar/checks/evidence.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import type { Procedure } from '../../../procedures/grammar/definition/procedure.ts'
import { newWhereFavourable } from '../../../procedures/grammar/definition/transition-policy.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { handbookOf } from '../../../procedures/handbook/handbook.ts'
import { handbookMarkdown } from '../../../procedures/handbook/handbook-markdown.ts'
import { feeNotFound } from '../../../procedures/kit/fees.ts'
import { notice } from '../invented/notice.ts'
import { payout } from '../invented/payout.ts'
import { registration } from '../invented/registration.ts'

const pageOf = (procedure: Procedure): string => handbookMarkdown(handbookOf(procedure), planOf(procedure))

describe('the handbook of a procedure', () => {
  it('tells where to go, what to bring, what it costs, how long it takes and who does what', () => {
    const page = pageOf(registration)
    expect(page).toMatch(/^Mã thủ tục: 9\.\d{6}/m)
    expect(page).toContain('## Nộp ở đâu\n\n- Bộ phận Một cửa xã, phường nơi cư trú.')
    expect(page).toContain('## Giấy tờ cần có\n\n- Tờ khai: 1 bản chính')
    expect(page).toContain('## Phí, lệ phí\n\n- Không thu')
    expect(page).toContain('yêu cầu bổ sung một lần, trong 15 ngày')
    expect(page).toContain('1. Tiếp nhận hồ sơ: Bộ phận Một cửa, ')
    expect(page).toContain(
      '- Tiếp nhận hồ sơ → Thẩm định hồ sơ → Ký duyệt → Phát hành kết quả. Đã trả kết quả, ',
    )
    expect(page).toContain('```mermaid\nflowchart TD')
    expect(page).not.toContain('Giả định')
    expect(page).not.toContain('Lưu ý')
  })

  it('tells what becomes of dossiers that were filed before', () => {
    const transitionPolicy = newWhereFavourable(article('118/2025/NĐ-CP', 41))
    expect(pageOf({ ...registration, transitionPolicy })).toContain(
      'Hồ sơ nộp trước đó: Theo quy định mới nếu có lợi hơn cho người nộp, nếu không thì theo quy định tại thời điểm nộp (Điều 41, 118/2025/NĐ-CP)',
    )
    expect(pageOf(registration)).not.toContain('Hồ sơ nộp trước đó')
  })

  it('says at its head and in its place what is not known, and once only', () => {
    const page = pageOf({
      ...registration,
      ...{ basis: [], papers: {}, feeDong: feeNotFound, totalAssumed: true },
      assumed: [...Object.values(notFound), 'Tờ khai dùng mẫu chung.'],
    })
    expect(page).toContain('> **Lưu ý.** Nguồn công bố chỉ cho biết tên của thủ tục này')
    for (const gap of Object.values(notFound)) expect(page.split(gap)).toHaveLength(2)
    expect(page).toMatch(/- Tạm lấy .*, tính từ/)
    expect(page).toContain('## Điều còn giả định\n\n- Tờ khai dùng mẫu chung.')
  })

  it('tells fees by channel where they differ, and a desk of another tier', () => {
    const ask = { do: 'review', by: 'specialist', at: 'department', within: workingDays(1.25) } as const
    expect(pageOf({ ...registration, steps: { ...registration.steps, ask } })).toContain(
      'Thẩm định hồ sơ: Chuyên viên Sở hoặc cơ quan tương đương, 1 ngày 2 giờ làm việc.',
    )
    const page = pageOf({ ...payout, feeDong: { online: 5_000, counter: 10_000, post: null } })
    expect(page).toContain(
      '- Trực tuyến: 5.000 đ\n- Trực tiếp: 10.000 đ\n- Bưu chính: Theo quy định, mức thu chưa tìm thấy',
    )
  })

  it('sets apart the papers that not everybody brings, and believes the number in a name', () => {
    const papers = {
      photos: { name: '02 ảnh 4x6cm', originals: 1 },
      power: { name: 'Giấy ủy quyền, khi có', copies: 1, sometimes: true },
      identity: { name: 'Căn cước', originals: 1, replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư' },
    } as const
    const page = pageOf({ ...registration, papers })
    expect(page).toContain('## Giấy tờ cần có\n\n- 02 ảnh 4x6cm\n\n')
    expect(page).toContain('### Chỉ khi thuộc trường hợp nêu trong tên\n\n- Giấy ủy quyền, khi có: 1 bản sao')
    expect(page).toContain('đã có thông tin\n\n- Căn cước: 1 bản chính (Cơ sở dữ liệu quốc gia về dân cư)')
    const { identity } = papers
    expect(pageOf({ ...registration, papers: { identity }, source: { list: 'Phụ lục I' } })).toContain(
      '- Giấy tờ phải nộp chưa tìm thấy trong nguồn nào.',
    )
  })

  it('says on what answer of the form a step depends, and what stops the clock', () => {
    expect(pageOf(capGiayPhepXayDung)).toMatch(
      /Chỉ khi đơn ghi “Khu đất thuộc diện phải lấy ý kiến .*: có”\./,
    )
    expect(pageOf(capGiayPhepXayDung)).toContain('bổ sung nhiều nhất 2 lần, mỗi lần trong 15 ngày')
    expect(pageOf(ketHonNuocNgoai)).toContain(
      '- Thêm 5 ngày làm việc khi phải qua bước “Phối hợp với cơ quan liên quan xác minh” (Điều 38 khoản 2, 60/2014/QH13).',
    )
    expect(pageOf(notice)).toContain('- Không tính thời gian của bước “Thực hiện nghĩa vụ tài chính”.')
  })

  it('names the one-stop desk that the reader goes to', () => {
    const counter = { unit: 'Phường Ba Đình', address: 'Số 2, phố Trúc Bạch' }
    const lines = handbookOf(registration, planOf(registration), counter).sections[0]?.lists[0]?.lines
    expect(lines?.[0]).toBe('Bộ phận Một cửa Phường Ba Đình: Số 2, phố Trúc Bạch.')
  })
})
