import data from '../../data/calendar.json' with { type: 'json' }
import { type CalendarEntry, calendarOf } from '../../domain/time/calendar.ts'

export const officialEntries: readonly CalendarEntry[] = data.days
export const officialCalendar = calendarOf(data.version, officialEntries, data.knownUntil)
