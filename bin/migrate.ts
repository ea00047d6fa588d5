/** Brings the schema up to date and loads units, areas, calendar; moves due dates that a new calendar changes. Safe to repeat. */
import { openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { migrate } from '../db/migrate.ts'
import { roleOf } from '../db/runtime-role.ts'
import { recountDueTimes } from '../db/time/due-recount.ts'
import { runCommand } from './process/command.ts'
import { openDatabaseClock } from './process/database-now.ts'
import { refuseRehearsalsAt } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'

await runCommand(1, async (open) => {
  const { databaseUrl, databaseOwnerUrl, databaseReaderUrl } = readSettings()
  await refuseRehearsalsAt([databaseUrl, databaseOwnerUrl], 0)
  await migrate(databaseOwnerUrl, databaseUrl, databaseReaderUrl)
  const database = open(openDatabase(databaseOwnerUrl, { connections: 2, name: 'thong-suot migrate' }))
  await loadReference(database, { officers: 'none' })
  const recount = await recountDueTimes(database, await openDatabaseClock(open, database))
  if (recount !== null) {
    process.stdout.write(
      `The calendar ${recount.version} moved the due dates of ${recount.moved} of ${recount.examined} open dossiers.\n`,
    )
  }
  if (roleOf(databaseUrl) === roleOf(databaseOwnerUrl)) {
    process.stderr.write(
      `DATABASE_URL and DATABASE_OWNER_URL name one role, ${roleOf(databaseUrl)}: what runs owns the tables, and could undo what ` +
        'protects the record. docs/operations.md says how to have two.\n',
    )
  }
  process.stdout.write('The schema is up to date and the reference data is loaded.\n')
  return 0
})
