/** Brings the schema up to date and loads units, areas, calendar; moves due dates that a new calendar changes. Safe to repeat. */
import { migrate, openDatabase } from '../db/database.ts'
import { recountDueTimes } from '../db/due-recount.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { runCommand } from './command.ts'
import { readSettings } from './settings.ts'

await runCommand(1, async (open) => {
  const { databaseUrl } = readSettings()
  await migrate(databaseUrl)
  const database = open(openDatabase(databaseUrl, { connections: 2, name: 'thong-suot migrate' }))
  await loadReference(database)
  const recount = await recountDueTimes(database, Date.now)
  if (recount !== null) {
    process.stdout.write(
      `The calendar ${recount.version} moved the due dates of ${recount.moved} of ${recount.examined} open dossiers.\n`,
    )
  }
  process.stdout.write('The schema is up to date and the reference data is loaded.\n')
  return 0
})
