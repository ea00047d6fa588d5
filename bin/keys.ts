/**
 * `npm run keys -- rotate|bind|verify [--json]`: seals with the current key what older keys sealed; binds to its row, once, what was sealed
 * before values were bound; opens every sealed value where it is. Run it again after a stop.
 */
import { openDatabase } from '../db/database.ts'
import { type ResealReport, resealAll } from '../db/identity/reseal.ts'
import { forgetOtherKeys } from '../db/identity/sealing-keys.ts'
import { type VerifyReport, verifySealed } from '../db/identity/verify-sealed.ts'
import { runCommand } from './process/command.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'
import { vaultKeysOf, vaultOf } from './process/vault-of.ts'

const { values, positionals } = readOptions({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const what = positionals.join(' ')
if (what !== 'rotate' && what !== 'bind' && what !== 'verify') {
  process.stderr.write('Say what to do with the keys: npm run keys -- rotate, bind or verify\n')
  process.exit(2)
}
await runCommand(2, async (open) => {
  const settings = readSettings()
  const { databaseUrl } = settings
  const database = open(openDatabase(databaseUrl, { connections: 2, name: 'thong-suot keys' }))
  await refuseRehearsal(database, { shell: settings, waitMs: 0 })
  const vaultKeys = vaultKeysOf(settings)
  const vault = await vaultOf(settings, database, { waitMs: 0 })
  if (what === 'verify') {
    const report = await verifySealed(database, vault)
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : verifiedInWords(report))
    return report.places.every(({ unreadable }) => unreadable.length === 0) ? 0 : 1
  }
  const report = await resealAll(database, vault, { current: vaultKeys.current, bind: what === 'bind' })
  if (report.places.every(({ left }) => left === 0)) await forgetOtherKeys(database, vaultKeys.current)
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(report))
  return report.places.every(({ left, unreadable }) => left + unreadable.length === 0) ? 0 : 1
})

function verifiedInWords({ places }: VerifyReport): string {
  const lines = places.map(
    ({ table, opened, unreadable }) =>
      `${table.padEnd(20)}${String(opened).padStart(8)} rows open${String(unreadable.length).padStart(8)} do not` +
      unreadable.map((id) => `\n  does not open: ${id}`).join(''),
  )
  const verdict = places.every(({ unreadable }) => unreadable.length === 0)
    ? 'Every sealed value opens in its row.'
    : 'Values that do not open were copied from another row, changed, or sealed with a key that is missing; before the first run of ' +
      'npm run keys -- bind they may also be older than the binding.'
  return `${[...lines, verdict].join('\n')}\n`
}

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
