/** `npm run keys -- rotate [--json]`: seals with the current key what older keys sealed; run it again after a stop. */
import { openDatabase } from '../db/database.ts'
import { type ResealReport, resealAll } from '../db/identity/reseal.ts'
import { forgetOtherKeys } from '../db/identity/sealing-keys.ts'
import { runCommand } from './process/command.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'
import { vaultKeysOf, vaultOf } from './process/vault-of.ts'

const { values, positionals } = readOptions({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
if (positionals.join(' ') !== 'rotate') {
  process.stderr.write('Say what to do with the keys: npm run keys -- rotate\n')
  process.exit(2)
}
await runCommand(2, async (open) => {
  const settings = readSettings()
  const { databaseUrl } = settings
  const database = open(openDatabase(databaseUrl, { connections: 2, name: 'thong-suot keys' }))
  await refuseRehearsal(database, { shell: settings, waitMs: 0 })
  const vaultKeys = vaultKeysOf(settings)
  const vault = await vaultOf(settings, database, { waitMs: 0 })
  const report = await resealAll(database, vault, { current: vaultKeys.current })
  if (report.places.every(({ left }) => left === 0)) await forgetOtherKeys(database, vaultKeys.current)
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(report))
  return report.places.every(({ left }) => left === 0) ? 0 : 1
})

function inWords({ key, places }: ResealReport): string {
  const lines = places.map(
    ({ table, resealed, left, unreadable }) =>
      `${table.padEnd(20)}${String(resealed).padStart(8)} resealed${String(left).padStart(8)} left` +
      unreadable.map((id) => `\n  does not open: ${id}`).join(''),
  )
  const left = places.reduce((sum, place) => sum + place.left, 0)
  const verdict =
    left === 0
      ? `Everything is sealed with ${key}; the other keys open only what backups hold.`
      : `${left} rows are not sealed with ${key}: keep the old keys. Restart every API, worker and relay with the new key, and run it again.`
  return `${[...lines, verdict].join('\n')}\n`
}
