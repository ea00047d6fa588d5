/** `npm run reconcile [-- --json]`: compares every open dossier with the engine and mends what differs. */
import { reconcile } from '../activities/reconcile/reconcile.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { differenceKinds } from '../engine/reconcile-report.ts'
import { readOptions } from './process/options.ts'
import { explain } from './process/run.ts'
import { readSettings } from './process/settings.ts'

const { values } = readOptions({ options: { json: { type: 'boolean', default: false } } })
try {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, { connections: 10, name: 'thong-suot reconcile' })
  const engine = openEngine(settings.engine)
  const report = await reconcile({ database, engine, now: Date.now }, { scope: 'all' })
  await Promise.all([database.close(), engine.close()])
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report))
  process.exitCode = report.differences.length === 0 ? 0 : 1
} catch (error) {
  explain(error)
  process.exitCode = 2
}

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
