/**
 * `npm run freeze -- --at T [--json]`: freezes the list of open runs before T, which the certificate of T is compared with.
 * Temporal is asked after that; where it does not answer the list stands, and the relay asks it when it does.
 */
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import { openDatabase } from '../db/database.ts'
import { isEngineAway, openEngine } from '../engine/connection.ts'
import { askOfLists } from '../engine/frozen-runs.ts'
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
  const list = await freezeRuns(database, { takenFor, actorId: 'freeze' })
  const engine = open(openEngine(settings.engine))
  // The list is frozen, and in time; the relay asks again.
  const asked = await askOfLists({ database, engine }).then(
    () => true,
    (error: unknown) => {
      if (!isEngineAway(error)) throw error
      return false
    },
  )
  const words = `${list.runs} runs frozen at ${new Date(list.frozenAt).toISOString()}, hash ${list.hash}\n${
    asked ? '' : 'Temporal did not answer: what it ran then is added by the relay as soon as it answers.\n'
  }`
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...list, engine: undefined, engineAsked: asked })}\n` : words,
  )
  return 0
})
