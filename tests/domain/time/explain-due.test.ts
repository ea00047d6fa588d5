import { describe, expect, it } from 'vitest'
import { type Calendar, calendarOf } from '../../../domain/time/calendar.ts'
import { type ClockEvent, reckonDue } from '../../../domain/time/clock-events.ts'
import { type Duration, days, workingDays, workingHours } from '../../../domain/time/duration.ts'
import { explainDue } from '../../../domain/time/explain-due.ts'
import { at, shown } from '../local-time.ts'
import { officialCalendar as calendar } from '../official-calendar.ts'

const explained = (...events: readonly ClockEvent[]) => explanationOf(calendar, ...events)

function explanationOf(given: Calendar, ...events: readonly ClockEvent[]) {
  const course = reckonDue(given, events)
  if (course === null) throw new Error('the clock never started')
  const { words, days } = explainDue(given, course)
  const ledger = days.map((day) => `${day.date.slice(5)} ${day.counted ? '+' : '-'} ${day.why}`)
  return { course, words, ledger }
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

  it('with the instant that the government itself waits for', () => {
    const { words } = explained(started(at('2026-11-18 09:00'), workingDays(2)), {
      kind: 'pause',
      at: at('2026-11-19 15:00'),
      why: 'instant',
    })
    expect(words.at(-1)).toBe(
      'Đang tạm dừng từ 15 giờ 00 phút, thứ Năm, ngày 19 tháng 11 năm 2026: chờ đến thời điểm đã định; hạn sẽ lùi theo thời gian tạm dừng.',
    )
  })

  it('with a newer edition that it took on the way', () => {
    const edition = { edition: '2027-01-01', basis: 'Điều 41, 118/2025/NĐ-CP' }
    const { words, ledger } = explained(started(at('2026-11-16 09:00'), workingDays(1)), {
      kind: 'adopt',
      at: at('2026-11-17 09:00'),
      total: workingDays(2),
      sameDay: null,
      ...edition,
    })
    expect(words).toContain(
      'Chuyển sang phiên bản áp dụng từ 01/01/2027 lúc 09 giờ 00 phút, thứ Ba, ngày 17 tháng 11 năm 2026 (Điều 41, 118/2025/NĐ-CP): thời hạn trước là 1 ngày làm việc, nay là 2 ngày làm việc, vẫn tính từ đầu.',
    )
    expect(ledger.filter((day) => day.includes('+'))).toHaveLength(2)
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

  it('while its clock is paused', () => {
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
})

/** The ledger as lines to be read, "+" is a day that counts, and the due instant. */
function ledger(from: string, limit: Duration, given = calendar): string[] {
  const { course, ledger } = explanationOf(given, started(at(from), limit))
  return [...ledger, shown(course.dueAtMs)]
}

describe('a date that nothing disturbed explains itself', () => {
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

  it('in hours, which are listed for each day', () => {
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

  it('with the part where the schedule is not published yet', () => {
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
