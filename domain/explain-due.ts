import {
  addDaysToDate,
  addDuration,
  type Calendar,
  type Duration,
  isWorkingDay,
  localDate,
  partsOf,
  workingMsBetween,
} from './calendar.ts'

/** One date between reception and the due instant, and what it did to the limit. */
export interface LedgerDay {
  /** Local date, YYYY-MM-DD. */
  readonly date: string
  readonly counted: boolean
  /** In Vietnamese, for people. */
  readonly why: string
}

export interface DueExplanation {
  readonly dueAtMs: number
  /** Every date from the day of `fromMs` to the due day, in order. */
  readonly days: readonly LedgerDay[]
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * The due instant of `addDuration` with the ledger of days that leads to it, so that a slip or an officer can say why
 * it is this date. A limit in whole days has as many counted days; hours are told for each day, in whole minutes.
 * @throws RangeError as `addDuration` does
 */
export function explainDue(calendar: Calendar, fromMs: number, duration: Duration): DueExplanation {
  const dueAtMs = addDuration(calendar, fromMs, duration)
  const explain =
    'days' in duration
      ? calendarDayLedger(calendar, fromMs, duration.days)
      : workingTimeLedger(calendar, fromMs, dueAtMs, duration)
  const days: LedgerDay[] = []
  const lastDate = localDate(dueAtMs)
  for (let date = localDate(fromMs); date <= lastDate; date = addDaysToDate(date, 1)) {
    const day = explain(date)
    days.push({ date, ...day, why: date > calendar.knownUntil ? `${day.why} ${PROVISIONAL}` : day.why })
  }
  return { dueAtMs, days }
}

export const PROVISIONAL = '(tạm tính: chưa công bố đủ lịch nghỉ)'
export const RECEPTION = 'Ngày tiếp nhận, không tính (Bộ luật Dân sự, Điều 147 khoản 2)'

type DayLedger = (date: string) => { counted: boolean; why: string }

/** Called for consecutive dates from the day of reception. */
function calendarDayLedger(calendar: Calendar, fromMs: number, limit: number): DayLedger {
  const receivedOn = localDate(fromMs)
  let count = 0
  return (date) => {
    if (date === receivedOn) return { counted: false, why: RECEPTION }
    if (count < limit) return { counted: true, why: `Ngày thứ ${++count}` }
    return isWorkingDay(calendar, date)
      ? {
          counted: false,
          why: 'Ngày làm việc kế tiếp, vì ngày cuối là ngày nghỉ (Bộ luật Dân sự, Điều 148 khoản 5)',
        }
      : { counted: false, why: dayOff(calendar, date) }
  }
}

/** Called for consecutive dates from the day of reception: whole days first, then the hours that run on. */
function workingTimeLedger(
  calendar: Calendar,
  fromMs: number,
  dueAtMs: number,
  duration: Duration,
): DayLedger {
  const receivedOn = localDate(fromMs)
  const { whole } = partsOf(duration)
  const hoursFromMs = addDuration(calendar, fromMs, { workingDays: whole })
  const wholeUntil = localDate(hoursFromMs)
  let count = 0
  return (date) => {
    if (whole > 0 && date === receivedOn) return { counted: false, why: RECEPTION }
    if (!isWorkingDay(calendar, date)) return { counted: false, why: dayOff(calendar, date) }
    if (whole > 0 && date <= wholeUntil) {
      return { counted: true, why: `Ngày làm việc thứ ${++count}${madeUp(calendar, date)}` }
    }
    const startMs = Date.parse(`${date}T00:00:00+07:00`)
    const workedMs = workingMsBetween(
      calendar,
      Math.max(hoursFromMs, startMs),
      Math.min(dueAtMs, startMs + DAY_MS),
    )
    if (workedMs === 0) return { counted: false, why: 'Không có giờ làm việc nào được tính trong ngày này' }
    return { counted: true, why: `Tính ${formatWorkingTime(workedMs)} làm việc${madeUp(calendar, date)}` }
  }
}

/** Why nobody works on a date that is off. */
export function dayOff(calendar: Calendar, date: string): string {
  const day = calendar.days.get(date)
  if (day === undefined) {
    return new Date(date).getUTCDay() === 6 ? 'Thứ Bảy, nghỉ hằng tuần' : 'Chủ nhật, nghỉ hằng tuần'
  }
  return day.reason === undefined ? `Nghỉ theo ${day.decision}` : `Nghỉ: ${day.reason} (${day.decision})`
}

/** What is added to a worked date that is a day off in other years. */
export function madeUp(calendar: Calendar, date: string): string {
  const day = calendar.days.get(date)
  if (day === undefined) return ''
  return day.reason === undefined ? `, làm bù theo ${day.decision}` : `, ${day.reason} (${day.decision})`
}

/** Working time (ms) in hours and whole minutes: `1 giờ 30 phút`. */
export function formatWorkingTime(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS)
  if (minutes === 0) return 'chưa đến 1 phút'
  const parts = [
    [Math.floor(minutes / 60), 'giờ'],
    [minutes % 60, 'phút'],
  ] as const
  return parts.flatMap(([n, unit]) => (n === 0 ? [] : [`${n} ${unit}`])).join(' ')
}
