/** Prints when time limits of a table end, as this process reckons them in its own zone: one JSON line. */
import { readFile } from 'node:fs/promises'
import { parseCalendar } from '../../../db/load/calendar-file.ts'
import { addDuration, calendarOf } from '../../../domain/time/calendar.ts'
import { dueTable } from '../due-table.ts'

const file = parseCalendar(await readFile('data/calendar.json', 'utf8'))
const calendar = calendarOf(file.version, file.days, file.knownUntil)
const ends = dueTable.map(({ from, within }) => addDuration(calendar, Date.parse(from), within))
process.stdout.write(`${JSON.stringify(ends.map((ms) => new Date(ms).toISOString()))}\n`)
