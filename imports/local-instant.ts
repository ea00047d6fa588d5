import { ZONE_OFFSET_MS } from '../domain/time/local-day.ts'

/** Dates as Vietnamese exports write them. */
const viDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/

/**
 * The instant (ms) of a date in Viet Nam: `dd/mm/yyyy` or `yyyy-mm-dd`, with or without a time, or ISO 8601 with an offset; null
 * where it is none, such as 31/02/2025. Never month first.
 * @param hourOfDay of a day alone, `HH:MM`
 */
export function localInstant(text: string, hourOfDay: string): number | null {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const ms = Date.parse(text)
    return Number.isNaN(ms) ? null : Math.trunc(ms)
  }
  const vi = viDate.exec(text)
  const iso = isoDate.exec(text)
  const [year, month, day, hour, minute] =
    vi !== null ? [vi[3], vi[2], vi[1], vi[4], vi[5]] : iso !== null ? iso.slice(1, 6) : []
  if (year === undefined || month === undefined || day === undefined) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = hour === undefined || minute === undefined ? hourOfDay : `${hour.padStart(2, '0')}:${minute}`
  const ms = Date.parse(`${date}T${time}:00+07:00`)
  // 31 February would become 3 March.
  const exists = !Number.isNaN(ms) && new Date(ms + ZONE_OFFSET_MS).toISOString().startsWith(date)
  return exists ? ms : null
}
