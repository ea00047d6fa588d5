/** Brings the schema up to date and loads units, areas, calendar. Safe to repeat. */
import { migrate, openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { explain } from './run.ts'
import { readSettings } from './settings.ts'

try {
  const { databaseUrl } = readSettings()
  await migrate(databaseUrl)
  const database = openDatabase(databaseUrl, { connections: 2, name: 'thong-suot migrate' })
  await loadReference(database)
  await database.close()
  process.stdout.write('The schema is up to date and the reference data is loaded.\n')
} catch (error) {
  explain(error)
  process.exitCode = 1
}
