/**
 * `npm run reconcile [-- --json] [--accept-database] [--beyond-brake]`: compares every open dossier with the engine and mends what differs.
 * Exits 0 where both agree, 1 on differences, 2 where it could not compare, 3 where nothing differs and some could not be judged.
 */
import { reconcile } from '../activities/reconcile/reconcile.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { acceptDatabase } from '../engine/known-database.ts'
import { agrees, differenceKinds, type ReconcileReport } from '../engine/reconcile-report.ts'
import { runCommand } from './process/command.ts'
import { openDatabaseClock } from './process/database-now.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'

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
    { database, engine, now: await openDatabaseClock(open, database) },
    { scope: 'all', beyondBrake: values['beyond-brake'] },
  )
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report))
  if (agrees(report)) return 0
  return report.differences.length > 0 ? 1 : 3
})

function table({ compared, differences, notJudged, notJudgedFirst }: ReconcileReport): string {
  const lines = differences.map(
    ({ kind, dossierId, repair }) => `${dossierId}  ${repair.padEnd(12)}${differenceKinds[kind]}`,
  )
  const summary = `${compared} open dossiers compared, ${differences.length} differences`
  const again =
    differences.length === 0
      ? []
      : ['What could be mended has been; run it again to see that nothing is left.']
  return `${[...lines, summary, ...inDoubt({ notJudged, notJudgedFirst }), ...again].join('\n')}\n`
}

function inDoubt({
  notJudged,
  notJudgedFirst,
}: Pick<ReconcileReport, 'notJudged' | 'notJudgedFirst'>): readonly string[] {
  if (notJudged === 0) return []
  const more = notJudged > notJudgedFirst.length ? ', …' : ''
  return [
    `not judged: ${notJudged}, their workflows did not answer: ${notJudgedFirst.join(', ')}${more}`,
    'Is there a worker? Run it again when it has caught up.',
  ]
}
