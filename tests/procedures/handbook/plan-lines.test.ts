import { expect, it } from 'vitest'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { planLines } from '../../../procedures/handbook/plan-lines.ts'
import { registration } from '../invented/registration.ts'

it('the lines of a plan draw each step with who does it and how long, what ends there and what leads back', () => {
  const lines = planLines(planOf(registration)).split('\n')
  expect(lines.filter((line) => line.startsWith('┌'))).toHaveLength(Object.keys(registration.steps).length)
  expect(lines[0]).toBe('┌ 1. Tiếp nhận hồ sơ · Bộ phận Một cửa · 4 giờ làm việc')
  expect(lines).toContain('│  ■ Không đủ điều kiện: Từ chối giải quyết')
  expect(lines).toContain('│  ↩ Trả lại bước trước: “Thẩm định hồ sơ”')
  expect(lines.at(-1)).toBe('  Đã trả kết quả')
})
