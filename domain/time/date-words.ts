import { type Duration, workingHoursOf } from './duration.ts'
import { localDate } from './local-day.ts'

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const
const ZONE_OFFSET_MS = 7 * 3_600_000
const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** An instant (ms) as a slip says it: `17 giờ 00 phút, thứ Ba, ngày 24 tháng 11 năm 2026`, local time. */
export function instantInWords(ms: number): string {
  const local = new Date(ms + ZONE_OFFSET_MS)
  const weekday = weekdays[local.getUTCDay()] ?? ''
  return `${twoDigits(local.getUTCHours())} giờ ${twoDigits(local.getUTCMinutes())} phút, ${weekday}, ${dateInWords(ms)}`
}

/** An instant (ms) as a message says it: `17:00 ngày 25/11/2026`, local time. */
export function instantInShort(ms: number): string {
  const local = new Date(ms + ZONE_OFFSET_MS)
  const day = dateInShort(localDate(ms))
  return `${twoDigits(local.getUTCHours())}:${twoDigits(local.getUTCMinutes())} ngày ${day}`
}

/** A date (YYYY-MM-DD) as people write it: `25/11/2026`. */
export const dateInShort = (date: string): string => date.split('-').reverse().join('/')

/** `ngày 24 tháng 11 năm 2026`; days and the first two months with two digits, as official papers write them. */
export function dateInWords(ms: number): string {
  const [year = '', month = '', day = ''] = localDate(ms).split('-')
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}

/** A time limit as a slip says it: `1,5 ngày làm việc`, `4 giờ làm việc`, `30 ngày`. */
export function durationInWords(duration: Duration): string {
  const number = (n: number) => String(n).replace('.', ',')
  if ('days' in duration) return `${number(duration.days)} ngày`
  return 'workingDays' in duration
    ? `${number(duration.workingDays)} ngày làm việc`
    : `${number(duration.workingHours)} giờ làm việc`
}

/** The share of a step as people plan with it, without fractions: `3 ngày 2 giờ làm việc` for 3.25 working days. */
export function shareInWords(duration: Duration): string {
  if ('days' in duration) return durationInWords(duration)
  const minutes = Math.round(workingHoursOf(duration) * 60)
  const parts = [
    [Math.floor(minutes / 480), 'ngày'],
    [Math.floor((minutes % 480) / 60), 'giờ'],
    [minutes % 60, 'phút'],
  ] as const
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return said.length === 0 ? durationInWords(duration) : `${said.join(' ')} làm việc`
}
