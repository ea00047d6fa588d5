/** `npm run reconcile [-- --json] [--accept-database] [--beyond-brake]`: compares every open dossier with the engine and mends what differs. */
import { reconcile } from '../activities/reconcile/reconcile.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { acceptDatabase } from '../engine/known-database.ts'
import { differenceKinds } from '../engine/reconcile-report.ts'
import { runCommand } from './process/command.ts'
import { readOptions } from './process/options.ts'
import { refuseRehearsal } from './process/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'

const { values } = readOptions({
  options: {
    json: { type: 'boolean', default: false },
    'accept-database': { type: 'boolean', default: false },
    'beyond-brake': { type: 'boolean', default: false },
  },
})
await runCommand(2, async (open) => {
  const settings = readSettings()
  const database = open(openDatabase(settings.databaseUrl, { connections: 10, name: 'thong-suot reconcile' }))
  await refuseRehearsal(database, { shell: settings, waitMs: 0 })
  const engine = open(openEngine(settings.engine))
  if (values['accept-database']) await acceptDatabase(engine, database)
  const report = await reconcile(
    { database, engine, now: Date.now },
    { scope: 'all', beyondBrake: values['beyond-brake'] },
  )
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report))
  return report.differences.length === 0 ? 0 : 1
})

function table({ compared, differences }: Awaited<ReturnType<typeof reconcile>>): string {
  const lines = differences.map(
    ({ kind, dossierId, repair }) => `${dossierId}  ${repair.padEnd(12)}${differenceKinds[kind]}`,
  )
  const summary = `${compared} open dossiers compared, ${differences.length} differences`
  const again =
    differences.length === 0
      ? ''
      : '\nWhat could be mended has been; run it again to see that nothing is left.'
  return `${[...lines, summary].join('\n')}${again}\n`
}
