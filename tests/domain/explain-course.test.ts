import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Duration, days, workingDays, workingHours } from '../../domain/calendar.ts'
import { type ClockEvent, reckonDue } from '../../domain/due-course.ts'
import { explainCourse } from '../../domain/explain-course.ts'
import { explainDue } from '../../domain/explain-due.ts'
import { at } from './local-time.ts'
import { officialCalendar as calendar } from './official-calendar.ts'

function explained(...events: readonly ClockEvent[]) {
  const course = reckonDue(calendar, events)
  if (course === null) throw new Error('the clock never started')
  const { words, days } = explainCourse(calendar, course)
  return { words, ledger: days.map((day) => `${day.date.slice(5)} ${day.counted ? '+' : '-'} ${day.why}`) }
}

const started = (from: number, total: Duration): ClockEvent => ({
  kind: 'start',
  at: from,
  from,
  total,
  sameDay: null,
})

describe('a due date explains itself', () => {
  it('with a pause, a new date and the eve of 24 November', () => {
    const { words, ledger } = explained(
      started(at('2026-11-18 09:00'), workingDays(2)),
      { kind: 'pause', at: at('2026-11-19 15:00'), why: 'financial' },
      { kind: 'resume', at: at('2026-11-23 10:00') },
      { kind: 'extend', at: at('2026-11-23 11:00'), by: workingDays(1) },
    )
    expect(ledger).toEqual([
      '11-18 - Ngày tiếp nhận, không tính (Bộ luật Dân sự, Điều 147 khoản 2)',
      '11-19 + Tính 6 giờ làm việc, tạm dừng 2 giờ: chờ thực hiện nghĩa vụ tài chính',
      '11-20 - Tạm dừng: chờ thực hiện nghĩa vụ tài chính',
      '11-21 - Thứ Bảy, nghỉ hằng tuần',
      '11-22 - Chủ nhật, nghỉ hằng tuần',
      '11-23 + Tính 6 giờ làm việc, tạm dừng 2 giờ: chờ thực hiện nghĩa vụ tài chính',
      '11-24 - Nghỉ: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16, Điều 2)',
      '11-25 + Tính 4 giờ làm việc',
      '11-26 + Thời gian hẹn lại',
    ])
    expect(words).toEqual([
      'Thời hạn giải quyết: 2 ngày làm việc.',
      'Bắt đầu tính từ 09 giờ 00 phút, thứ Tư, ngày 18 tháng 11 năm 2026.',
      'Tạm dừng từ 15 giờ 00 phút, thứ Năm, ngày 19 tháng 11 năm 2026 đến 10 giờ 00 phút, thứ Hai, ngày 23 tháng 11 năm 2026: chờ thực hiện nghĩa vụ tài chính.',
      'Hẹn lại lúc 11 giờ 00 phút, thứ Hai, ngày 23 tháng 11 năm 2026: từ 12 giờ 00 phút, thứ Tư, ngày 25 tháng 11 năm 2026 sang 17 giờ 00 phút, thứ Năm, ngày 26 tháng 11 năm 2026 (Điều 19 khoản 6, 118/2025/NĐ-CP).',
      'Hạn: 17 giờ 00 phút, thứ Năm, ngày 26 tháng 11 năm 2026.',
    ])
  })

  it('after a supplement, which starts it from zero', () => {
    const { words } = explained(
      started(at('2026-11-16 09:00'), workingDays(3)),
      started(at('2026-11-23 09:00'), workingDays(3)),
    )
    expect(words[1]).toBe(
      'Lần tính từ 09 giờ 00 phút, thứ Hai, ngày 16 tháng 11 năm 2026 không còn: hồ sơ đã bổ sung, thời hạn tính lại từ đầu (Điều 19 khoản 5, 118/2025/NĐ-CP).',
    )
  })

  it('while it stands still', () => {
    const { words } = explained(started(at('2026-11-16 09:00'), workingDays(3)), {
      kind: 'pause',
      at: at('2026-11-17 09:00'),
      why: 'supplement',
    })
    expect(words.at(-1)).toContain('chờ bổ sung hồ sơ; hạn sẽ lùi')
  })

  it('in calendar days with a pause', () => {
    const { ledger } = explained(
      started(at('2026-11-16 09:00'), days(3)),
      { kind: 'pause', at: at('2026-11-17 09:00'), why: 'financial' },
      { kind: 'resume', at: at('2026-11-18 09:00') },
    )
    expect(ledger.slice(1, 5)).toEqual([
      '11-17 - Tạm dừng: chờ thực hiện nghĩa vụ tài chính',
      '11-18 + Ngày thứ 1',
      '11-19 + Ngày thứ 2',
      '11-20 + Ngày thứ 3',
    ])
  })

  it('owed on the day of reception, received after three on the eve of a holiday', () => {
    const from = at('2026-11-23 15:30')
    const { ledger } = explained({
      kind: 'start',
      at: from,
      from,
      total: workingDays(1),
      sameDay: { at: '15:00' },
    })
    expect(ledger).toEqual([
      '11-23 - Nhận sau giờ chốt của ngày, hoặc thời gian tạm dừng',
      '11-24 - Nghỉ: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16, Điều 2)',
      '11-25 + Ngày trả kết quả',
    ])
  })

  it('undisturbed as the plain limit does', () => {
    const total = fc.oneof(
      fc.integer({ min: 1, max: 80 }).map((quarters) => workingDays(quarters / 4)),
      fc.integer({ min: 1, max: 80 }).map(workingHours),
      fc.integer({ min: 1, max: 40 }).map(days),
    )
    const instant = fc.nat(500 * 24 * 60).map((minutes) => at('2025-04-10 00:00') + minutes * 60_000)
    fc.assert(
      fc.property(instant, total, (from, limit) => {
        const course = reckonDue(calendar, [started(from, limit)])
        if (course === null) throw new Error('the clock never started')
        expect(explainCourse(calendar, course).days).toEqual(explainDue(calendar, from, limit).days)
      }),
      { numRuns: 100 },
    )
  })
})
