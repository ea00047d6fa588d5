import { expect, test } from 'vitest'
import { planDrawing } from '../../../api/pages/plan-drawing.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { byHand } from '../../procedures/invented/by-hand.ts'
import { consultation } from '../../procedures/invented/consultation.ts'
import { notice } from '../../procedures/invented/notice.ts'
import { payout } from '../../procedures/invented/payout.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { silentConsultation } from '../../procedures/invented/silent-consultation.ts'

const all = [registration, consultation, silentConsultation, notice, payout, byHand]
const drawn = (procedure: (typeof all)[number]) => planDrawing(planOf(procedure), procedure.name).text

test('a drawing shows every step with who does it and how long, what leads back and what ends', () => {
  const svg = drawn(registration)
  for (const words of [
    ...['1. Tiếp nhận hồ sơ', 'Bộ phận Một cửa', '4. Phát hành kết quả', 'Đã trả kết quả'],
    ...['Từ chối tiếp nhận', 'Không đủ điều kiện: Từ chối giải quyết'],
  ])
    expect(svg).toContain(`>${words}</text>`)
  expect(svg).toContain('>Trả lại bước trước: “Thẩm định hồ sơ”</text>')
  // One lane back to the review, one by way of the applicant to the reception.
  expect(svg.match(/<g stroke/g)).toHaveLength(2)
})

test('a drawing has a text for screen readers, and no text of a definition becomes markup', () => {
  const svg = planDrawing(planOf(registration), '<script>').text
  expect(svg).toContain('role="img" aria-labelledby="drawing-title drawing-text"')
  expect(svg).toContain('Sơ đồ các bước: &#60;script&#62;</title>')
  expect(svg).toMatch(
    /<desc id="drawing-text">1\. Tiếp nhận hồ sơ, Bộ phận Một cửa, .* Cuối cùng: Đã trả kết quả\.<\/desc>/,
  )
})

test('steps in a drawing are one below the other, and no lane leaves the drawing', () => {
  for (const procedure of all) {
    const svg = drawn(procedure)
    const boxes = [...svg.matchAll(/<rect x="\d+" y="([\d.]+)" width="\d+" height="([\d.]+)" rx="6"/g)].map(
      ([, top, height]) => ({ top: Number(top), bottom: Number(top) + Number(height) }),
    )
    expect(boxes).toHaveLength(Object.keys(procedure.steps).length)
    for (const [i, { top }] of boxes.slice(1).entries()) expect(top).toBeGreaterThan(boxes[i]?.bottom ?? 0)
    const [, height] = /viewBox="0 0 360 ([\d.]+)"/.exec(svg) ?? []
    for (const [, x, from, to] of svg.matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThan(0)
      for (const y of [from, to]) expect(Number(y)).toBeLessThan(Number(height))
    }
  }
})

test('a drawing says where silence agrees, and shows no other way for a transfer that the bank sends back', () => {
  expect(drawn(silentConsultation)).toContain('>Không có ý kiến trong thời hạn: coi là</text>')
  expect(drawn(consultation)).not.toContain('coi là')
  expect(drawn(payout)).toContain('>Ngân hàng trả lại: làm lại ở bước này</text>')
})
