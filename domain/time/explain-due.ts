/** A due date in words, with its ledger of days: what counted, what did not, and why. */
import { type Calendar, isWorkingDay, workingMsBetween } from './calendar.ts'
import {
  type Adopted,
  type ClockFacts,
  countsFrom,
  type ImportedEvent,
  type Pause,
  type PauseReason,
  pausedDates,
} from './clock-events.ts'
import { dateInShort, durationInWords, instantInWords } from './date-words.ts'
import { type Duration, partsOf, WORKING_DAY_MS } from './duration.ts'
import { addDaysToDate, localDate, startOfLocalDate } from './local-day.ts'

/** One date between reception and the due instant, and what it did to the limit. */
export interface LedgerDay {
  /** Local date, YYYY-MM-DD. */
  readonly date: string
  readonly counted: boolean
  /** In Vietnamese, for people. */
  readonly why: string
}

export interface DueExplanation {
  /** Sentences in Vietnamese, in the order of time. */
  readonly words: readonly string[]
  /** Every date from the beginning of counting to the due day, in order. */
  readonly days: readonly LedgerDay[]
  /** The due date lies where the days off are not published yet. */
  readonly provisional: boolean
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const PROVISIONAL = '(tạm tính: chưa công bố đủ lịch nghỉ)'
const RECEPTION = 'Ngày tiếp nhận, không tính (Bộ luật Dân sự, Điều 147 khoản 2)'
const pauseReasons: Record<PauseReason, string> = {
  supplement: 'chờ bổ sung hồ sơ',
  financial: 'chờ thực hiện nghĩa vụ tài chính',
  instant: 'chờ đến thời điểm đã định',
}

/** Explains what `reckonDue` made of a dossier's facts. The ledger counts as much working time as the limit holds. */
export function explainDue(calendar: Calendar, course: ClockFacts): DueExplanation {
  const day = dayLedger(calendar, course)
  const last = localDate(course.dueAtMs)
  const days: LedgerDay[] = []
  // What another system counted stands in its own books.
  for (
    let date = localDate(course.imported?.at ?? course.start.from);
    date <= last;
    date = addDaysToDate(date, 1)
  ) {
    const explained = day(date)
    const why = date > calendar.knownUntil ? `${explained.why} ${PROVISIONAL}` : explained.why
    days.push({ date, counted: explained.counted, why })
  }
  return { words: wordsOf(course), days, provisional: last > calendar.knownUntil }
}

function wordsOf({
  start,
  earlierStarts,
  pauses,
  extension,
  adopted,
  imported,
  dueAtMs,
}: ClockFacts): readonly string[] {
  const open = pauses.find(({ toMs }) => toMs === null)
  return [
    start.sameDay === null
      ? `Thời hạn giải quyết: ${durationInWords(start.total)}.`
      : 'Thời hạn giải quyết: trong ngày tiếp nhận; nhận sau giờ chốt thì trong ngày làm việc tiếp theo.',
    ...earlierStarts.map(
      (ms) =>
        `Lần tính từ ${instantInWords(ms)} không còn: hồ sơ đã bổ sung, thời hạn tính lại từ đầu (Điều 19 khoản 5, 118/2025/NĐ-CP).`,
    ),
    start.from === start.at
      ? `Bắt đầu tính từ ${instantInWords(start.from)}.`
      : `Tiếp nhận xử lý lúc ${instantInWords(start.at)}, được tính từ ${instantInWords(start.from)}.`,
    ...(imported === null ? [] : importedInWords(imported)),
    ...pauses.flatMap(({ fromMs, toMs, why }) =>
      toMs === null
        ? []
        : [`Tạm dừng từ ${instantInWords(fromMs)} đến ${instantInWords(toMs)}: ${pauseReasons[why]}.`],
    ),
    ...adopted.map(adoptedInWords),
    ...(extension === null
      ? []
      : [
          `Hẹn lại lúc ${instantInWords(extension.at)}: từ ${instantInWords(extension.fromMs)} sang ${instantInWords(extension.toMs)} (Điều 19 khoản 6, 118/2025/NĐ-CP).`,
        ]),
    `Hạn: ${instantInWords(dueAtMs)}.`,
    ...(open === undefined
      ? []
      : [
          `Đang tạm dừng từ ${instantInWords(open.fromMs)}: ${pauseReasons[open.why]}; hạn sẽ lùi theo thời gian tạm dừng.`,
        ]),
  ]
}

function importedInWords({ at, usedWorkingMs, promisedDueAt }: ImportedEvent): readonly string[] {
  const used =
    usedWorkingMs === null
      ? 'không ghi thời gian đã dùng'
      : `đã dùng ${formatWorkingTime(usedWorkingMs)} làm việc`
  return [
    `Chuyển từ hệ thống cũ, theo số liệu lúc ${instantInWords(at)}: ${used}.`,
    promisedDueAt === null
      ? 'Phiếu hẹn cũ không có ngày trả: hạn tính từ thời gian còn lại.'
      : `Giữ ngày hẹn trả trên phiếu hẹn cũ: ${instantInWords(promisedDueAt)}.`,
  ]
}

function adoptedInWords({ event, was }: Adopted): string {
  const { at, edition, basis, over, total, sameDay } = event
  const limit = (time: Duration | null) => (time === null ? 'trong ngày tiếp nhận' : durationInWords(time))
  const said =
    over === true
      ? 'thời hạn giữ như cũ, vì tính theo phiên bản mới thì đã hết'
      : `thời hạn trước là ${limit(was)}, nay là ${limit(sameDay === null ? total : null)}, vẫn tính từ đầu`
  return `Chuyển sang phiên bản áp dụng từ ${dateInShort(edition)} lúc ${instantInWords(at)} (${basis}): ${said}.`
}

type DayLedger = (date: string) => Omit<LedgerDay, 'date'>

function dayLedger(calendar: Calendar, course: ClockFacts): DayLedger {
  const { start, imported } = course
  if (imported !== null) return importedLedger(calendar, course)
  if (start.sameDay !== null) return sameDayLedger(calendar, course)
  return 'days' in start.total
    ? calendarDays(calendar, course, start.total.days)
    : workingTime(calendar, course, start.total)
}

/** After a take-over: what was promised or left runs through every working day that is not paused. */
function importedLedger(calendar: Calendar, { imported, pauses }: ClockFacts): DayLedger {
  const why =
    imported?.promisedDueAt == null ? 'Thời gian còn lại, theo hệ thống cũ' : 'Trong hạn theo phiếu hẹn cũ'
  return (date) => {
    if (!isWorkingDay(calendar, date)) return { counted: false, why: dayOff(calendar, date) }
    const dayMs = startOfLocalDate(date)
    const paused = pauses.find((pause) => overlapMs(calendar, pause, dayMs, dayMs + DAY_MS) > 0)
    return paused === undefined
      ? { counted: true, why: `${why}${madeUp(calendar, date)}` }
      : { counted: false, why: `Tạm dừng: ${pauseReasons[paused.why]}` }
  }
}

function sameDayLedger(calendar: Calendar, { dueAtMs }: ClockFacts): DayLedger {
  return (date) => {
    if (date === localDate(dueAtMs))
      return { counted: true, why: `Ngày trả kết quả${madeUp(calendar, date)}` }
    return isWorkingDay(calendar, date)
      ? { counted: false, why: 'Nhận sau giờ chốt của ngày, hoặc thời gian tạm dừng' }
      : { counted: false, why: dayOff(calendar, date) }
  }
}

/** Called for consecutive dates from the day of reception. */
function calendarDays(
  calendar: Calendar,
  { start, pauses, extension }: ClockFacts,
  limit: number,
): DayLedger {
  const paused = new Map(
    pauses.flatMap((pause) => pausedDates(start, pause).map((date) => [date, pause.why] as const)),
  )
  let count = 0
  return (date) => {
    if (date === localDate(start.from)) return { counted: false, why: RECEPTION }
    const why = paused.get(date)
    if (why !== undefined && count < limit) return { counted: false, why: `Tạm dừng: ${pauseReasons[why]}` }
    if (count < limit) return { counted: true, why: `Ngày thứ ${++count}` }
    if (extension !== null) return { counted: true, why: 'Thời gian hẹn lại' }
    return isWorkingDay(calendar, date)
      ? {
          counted: false,
          why: 'Ngày làm việc kế tiếp, vì ngày cuối là ngày nghỉ (Bộ luật Dân sự, Điều 148 khoản 5)',
        }
      : { counted: false, why: dayOff(calendar, date) }
  }
}

/** Called for consecutive dates from the day of reception: counts until the limit is used up; what follows is the new date. */
function workingTime(
  calendar: Calendar,
  course: ClockFacts,
  total: Exclude<Duration, { days: number }>,
): DayLedger {
  const { start, pauses, dueAtMs } = course
  const { whole, restMs } = partsOf(total)
  const begins = countsFrom(start)
  const limitMs = whole * WORKING_DAY_MS + restMs
  let countedMs = 0
  return (date) => {
    if (whole > 0 && date === localDate(start.from)) return { counted: false, why: RECEPTION }
    if (!isWorkingDay(calendar, date)) return { counted: false, why: dayOff(calendar, date) }
    const dayMs = startOfLocalDate(date)
    const fromMs = Math.max(begins, dayMs)
    const toMs = Math.max(fromMs, Math.min(dueAtMs, dayMs + DAY_MS))
    const stopped = pauses.map((pause) => ({ why: pause.why, ms: overlapMs(calendar, pause, fromMs, toMs) }))
    const pausedMs = stopped.reduce((sum, { ms }) => sum + ms, 0)
    const because = stopped.find(({ ms }) => ms > 0)
    const openMs = workingMsBetween(calendar, fromMs, toMs) - pausedMs
    const ms = Math.min(openMs, limitMs - countedMs)
    countedMs += ms
    const stop =
      because === undefined ? '' : `, tạm dừng ${formatWorkingTime(pausedMs)}: ${pauseReasons[because.why]}`
    if (ms > 0)
      return {
        counted: true,
        why: `${countedWords(ms, countedMs, whole > 0)}${stop}${madeUp(calendar, date)}`,
      }
    if (because !== undefined) return { counted: false, why: `Tạm dừng: ${pauseReasons[because.why]}` }
    return openMs > 0
      ? { counted: true, why: 'Thời gian hẹn lại' }
      : { counted: false, why: 'Không có giờ làm việc nào được tính trong ngày này' }
  }
}

function countedWords(ms: number, soFarMs: number, inDays: boolean): string {
  if (inDays && ms === WORKING_DAY_MS && soFarMs % WORKING_DAY_MS === 0) {
    return `Ngày làm việc thứ ${soFarMs / WORKING_DAY_MS}`
  }
  return `Tính ${formatWorkingTime(ms)} làm việc`
}

function overlapMs(calendar: Calendar, { fromMs, toMs }: Pause, from: number, to: number): number {
  // A pause that lasts takes nothing yet: the date stays where it was.
  if (toMs === null) return 0
  const start = Math.max(fromMs, from)
  const end = Math.min(toMs, to)
  return end > start ? workingMsBetween(calendar, start, end) : 0
}

/** Why a date is a day off. */
function dayOff(calendar: Calendar, date: string): string {
  const day = calendar.days.get(date)
  if (day === undefined) {
    return new Date(date).getUTCDay() === 6 ? 'Thứ Bảy, nghỉ hằng tuần' : 'Chủ nhật, nghỉ hằng tuần'
  }
  return day.reason === undefined ? `Nghỉ theo ${day.decision}` : `Nghỉ: ${day.reason} (${day.decision})`
}

/** What is added to a worked date that is a day off in other years. */
function madeUp(calendar: Calendar, date: string): string {
  const day = calendar.days.get(date)
  if (day === undefined) return ''
  return day.reason === undefined ? `, làm bù theo ${day.decision}` : `, ${day.reason} (${day.decision})`
}

/** Working time (ms) in hours and whole minutes: `1 giờ 30 phút`. */
function formatWorkingTime(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS)
  if (minutes === 0) return 'chưa đến 1 phút'
  const parts = [
    [Math.floor(minutes / 60), 'giờ'],
    [minutes % 60, 'phút'],
  ] as const
  return parts.flatMap(([n, unit]) => (n === 0 ? [] : [`${n} ${unit}`])).join(' ')
}
