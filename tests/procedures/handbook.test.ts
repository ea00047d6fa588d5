import { describe, expect, it } from 'vitest'
import { workingDays } from '../../domain/calendar.ts'
import { feeNotFound } from '../../procedures/fees.ts'
import { notFound } from '../../procedures/grammar/evidence.ts'
import { handbookOf } from '../../procedures/handbook.ts'
import { payout } from './definitions/payout.ts'
import { registration } from './definitions/registration.ts'

describe('the page of a procedure', () => {
  it('tells what to bring, what it costs, how long it takes and who does what', () => {
    const page = handbookOf(registration)
    expect(page).toMatch(/^# .*\(9\.\d{6}\)$/m)
    expect(page).toContain('## Thành phần hồ sơ\n\n- Tờ khai: 1 bản chính')
    expect(page).toContain('## Phí, lệ phí\n\n- không thu')
    expect(page).toContain('- Tiếp nhận hồ sơ (`receive`): Bộ phận Một cửa, ')
    expect(page).toContain('- receive → review → sign → issue: Đã trả kết quả, ')
    expect(page).not.toContain('Giả định')
  })

  it('says what is not known', () => {
    const page = handbookOf({
      ...registration,
      ...{ basis: [], papers: {}, feeDong: feeNotFound, totalAssumed: true, assumed: [notFound.papers] },
    })
    expect(page).toContain('nguồn chỉ cho biết tên')
    expect(page).toContain('## Thành phần hồ sơ\n\n- Chưa tìm thấy')
    expect(page).toContain('## Phí, lệ phí\n\n- theo quy định')
    expect(page).toMatch(/## Thời hạn\n\n- .* \(tạm lấy\)/)
    expect(page).toContain(`## Giả định\n\n- ${notFound.papers}`)
  })

  it('tells fees by channel where they differ, and a desk of another tier', () => {
    const ask = { do: 'review', by: 'specialist', at: 'department', within: workingDays(1) } as const
    expect(handbookOf({ ...registration, steps: { ...registration.steps, ask } })).toContain(
      '(`ask`): Chuyên viên Sở hoặc cơ quan tương đương, cấp Sở, 1 ngày làm việc',
    )
    const page = handbookOf({ ...payout, feeDong: { online: 5_000, counter: 10_000, post: null } })
    expect(page).toContain('- trực tuyến 5.000 đ; trực tiếp 10.000 đ; bưu chính theo quy định')
  })
})
