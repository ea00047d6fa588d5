/** Previews the hand-over of reception over the open work of the database, and says how long that took and what it needed. */
import { readSettings } from '../../bin/process/settings.ts'
import { openDatabase } from '../../db/database.ts'
import { knownReorganisations, reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { previewReorganisation } from '../../db/reorganisations/preview/preview.ts'

const database = openDatabase(readSettings().databaseUrl, { connections: 1, name: 'bench preview' })
const of = reorganisationOf(await knownReorganisations(), 'reception-2027-01-01')
const rounds = 3
const times: number[] = []
let tasks = 0
for (let i = 0; i < rounds; i += 1) {
  const began = performance.now()
  const preview = await previewReorganisation(database, of, { asOfMs: Date.now() })
  times.push(performance.now() - began)
  tasks = preview.totals.tasks
}
// Peak of the process, with all that it loaded.
const peakMiB = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ times, tasks, peakMiB })}\n`)
await database.close()
