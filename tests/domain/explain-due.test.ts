import { describe, expect, it } from 'vitest'
import { calendarOf, type Duration, days, workingDays, workingHours } from '../../domain/calendar.ts'
import { explainDue } from '../../domain/explain-due.ts'
import { at, shown } from './local-time.ts'
import { officialCalendar } from './official-calendar.ts'

/** The ledger as lines to be read: "+" is a day that counts. */
function ledger(from: string, duration: Duration, calendar = officialCalendar): string[] {
  const { dueAtMs, days } = explainDue(calendar, at(from), duration)
  return [...days.map((day) => `${day.date.slice(5)} ${day.counted ? '+' : '-'} ${day.why}`), shown(dueAtMs)]
}

describe('a due date explains itself', () => {
  it('in working days over the eve of 24 November', () => {
    expect(ledger('2026-11-20 09:00', workingDays(2))).toEqual([
      '11-20 - Ngày tiếp nhận, không tính (Bộ luật Dân sự, Điều 147 khoản 2)',
      '11-21 - Thứ Bảy, nghỉ hằng tuần',
      '11-22 - Chủ nhật, nghỉ hằng tuần',
      '11-23 + Ngày làm việc thứ 1',
      '11-24 - Nghỉ: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16, Điều 2)',
      '11-25 + Ngày làm việc thứ 2',
      '2026-11-25 17:00',
    ])
  })

  it('with swapped days', () => {
    const lines = ledger('2026-08-21 09:00', workingDays(7))
    expect(lines).toContain('08-22 + Ngày làm việc thứ 1, làm bù cho ngày 31/08/2026 (Thông báo 9441/TB-BNV)')
    expect(lines).toContain('08-31 - Nghỉ: hoán đổi với ngày làm bù 22/08/2026 (Thông báo 9441/TB-BNV)')
    expect(lines.at(-1)).toBe('2026-09-03 17:00')
  })

  it('in hours, which are told for each day', () => {
    expect(ledger('2026-11-13 15:30', workingHours(6))).toEqual([
      '11-13 + Tính 1 giờ 30 phút làm việc',
      '11-14 - Thứ Bảy, nghỉ hằng tuần',
      '11-15 - Chủ nhật, nghỉ hằng tuần',
      '11-16 + Tính 4 giờ 30 phút làm việc',
      '2026-11-16 13:30',
    ])
  })

  it('in hours, received after closing', () => {
    expect(ledger('2026-11-16 18:00', workingHours(2))).toEqual([
      '11-16 - Không có giờ làm việc nào được tính trong ngày này',
      '11-17 + Tính 2 giờ làm việc',
      '2026-11-17 10:00',
    ])
  })

  it('in days and a fraction', () => {
    expect(ledger('2026-11-16 09:30', workingDays(1.5))).toEqual([
      '11-16 - Ngày tiếp nhận, không tính (Bộ luật Dân sự, Điều 147 khoản 2)',
      '11-17 + Ngày làm việc thứ 1',
      '11-18 + Tính 4 giờ làm việc',
      '2026-11-18 12:00',
    ])
  })

  it('in calendar days that end on a day off', () => {
    expect(ledger('2026-11-20 09:00', days(1))).toEqual([
      '11-20 - Ngày tiếp nhận, không tính (Bộ luật Dân sự, Điều 147 khoản 2)',
      '11-21 + Ngày thứ 1',
      '11-22 - Chủ nhật, nghỉ hằng tuần',
      '11-23 - Ngày làm việc kế tiếp, vì ngày cuối là ngày nghỉ (Bộ luật Dân sự, Điều 148 khoản 5)',
      '2026-11-23 17:00',
    ])
  })

  it('and says where the schedule is not published yet', () => {
    expect(ledger('2026-12-30 09:00', workingDays(2)).slice(1)).toEqual([
      '12-31 + Ngày làm việc thứ 1',
      '01-01 + Ngày làm việc thứ 2 (tạm tính: chưa công bố đủ lịch nghỉ)',
      '2027-01-01 17:00',
    ])
  })

  it('citing the decision alone when a day has no name', () => {
    const unnamed = calendarOf('unnamed', [
      { date: '2026-11-24', kind: 'holiday', decision: 'Thông báo 1/TB', decidedOn: '2026-07-01' },
      { date: '2026-11-28', kind: 'swappedWork', decision: 'Thông báo 2/TB', decidedOn: '2026-07-01' },
    ])
    const lines = ledger('2026-11-23 09:00', workingDays(4), unnamed)
    expect(lines).toContain('11-24 - Nghỉ theo Thông báo 1/TB')
    expect(lines).toContain('11-28 + Ngày làm việc thứ 4, làm bù theo Thông báo 2/TB')
  })
})
