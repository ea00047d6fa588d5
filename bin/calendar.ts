/** `npm run calendar [-- FILE] [--preview] [--json]`: publishes a calendar and moves the due dates it changes. */
import { readFile } from 'node:fs/promises'
import { transaction } from '../db/connection/transaction.ts'
import { openDatabase } from '../db/database.ts'
import { changedDays, parseCalendar, publishCalendar } from '../db/load/calendar-file.ts'
import { lockReference } from '../db/load/lock-reference.ts'
import { dayInWords } from '../db/time/due-moves.ts'
import { previewRecount, type RecountReport, recountDueTimes } from '../db/time/due-recount.ts'
import { currentCalendar } from '../db/time/published-calendar.ts'
import { calendarOf } from '../domain/time/calendar.ts'
import { runCommand } from './process/command.ts'
import { databaseNow, openDatabaseClock } from './process/database-now.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: { preview: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
})
await runCommand(1, async (open) => {
  const file = parseCalendar(await readFile(positionals[0] ?? 'data/calendar.json', 'utf8'))
  const database = open(
    openDatabase(readSettings().databaseOwnerUrl, { connections: 4, name: 'thong-suot calendar' }),
  )
  const report = values.preview ? await preview() : await publish()
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(report))
  return 0

  async function preview(): Promise<RecountReport> {
    const changes = await changedDays(database.sql, file)
    const now = await databaseNow(database)
    const current = await currentCalendar(database.sql, now)
    const days = new Map([...current.days.values(), ...file.days].map((day) => [day.date, day]))
    const calendar = calendarOf(file.version, [...days.values()], file.knownUntil)
    return await previewRecount(database, calendar, changes, now)
  }

  async function publish(): Promise<RecountReport | null> {
    await transaction(database.sql, async (tx) => {
      await lockReference(tx)
      await publishCalendar(tx, file, 'calendar')
    })
    return await recountDueTimes(database, await openDatabaseClock(open, database))
  }
})

function inWords(report: RecountReport | null): string {
  if (report === null)
    return 'Nothing to move: the calendar stands, and what it changed has been reckoned to the end.\n'
  const days = report.changes.map((day) => `  ${dayInWords(day)}`)
  const examples = report.examples.map(({ dossierId, words }) => `  ${dossierId}  ${words}`)
  const would = values.preview ? 'would move' : 'moved'
  return [
    `Calendar ${report.version} changes ${days.length} days:`,
    ...days,
    `${report.examined} open dossiers looked at, the dates of ${report.moved} ${would}.`,
    ...examples,
    ...(report.moved > examples.length && examples.length > 0 ? ['  …'] : []),
    '',
  ].join('\n')
}
