/** `npm run freeze -- --at T [--json]`: freezes the list of open runs before T, which the certificate of T is compared with. */
import { engineRuns } from '../activities/reconcile/engine-runs.ts'
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { runCommand } from './process/command.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'
import { instantOption } from './process/terminal/instant-option.ts'
import { readOptions } from './process/terminal/options.ts'

const { values } = readOptions({
  options: { at: { type: 'string' }, json: { type: 'boolean', default: false } },
})
const takenFor = instantOption('at', values.at)

await runCommand(2, async (open) => {
  const settings = readSettings()
  const database = open(openDatabase(settings.databaseUrl, { connections: 2, name: 'thong-suot freeze' }))
  await refuseRehearsal(database, { shell: settings, waitMs: 0 })
  const engine = open(openEngine(settings.engine))
  const runs = await engineRuns({ database, engine })
  const list = await freezeRuns(database, { takenFor, ...runs, actorId: 'freeze' })
  const words = `${list.runs} runs frozen at ${new Date(list.frozenAt).toISOString()}, hash ${list.hash}\n`
  process.stdout.write(values.json ? `${JSON.stringify(list)}\n` : words)
  return 0
})
