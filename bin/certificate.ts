/**
 * `npm run certificate -- --at T --until T1 --known-at K [--out FILE] [--json]`: what became of every run that was open just before T.
 * Exits with 1 where one is missing, doubled, deskless or unknown to the engine, or no list was frozen before T, or the
 * engine has not said what it ran then; with 2 where it could not be issued or
 * differs from what was issued. Where all is as it should be, the reorganisation that is armed for T is closed.
 */
import { join } from 'node:path'
import { closeCertified, isClean } from '../certificate/close-certified.ts'
import { type Certified, issueCertificate } from '../certificate/issue-certificate.ts'
import { faultKinds } from '../certificate/lines/certified-line.ts'
import { readCertificateKey } from '../certificate/signature.ts'
import { openDatabase } from '../db/database.ts'
import { certificateKeyFile } from './process/certificate-key-file.ts'
import { runCommand } from './process/command.ts'
import { databaseNow } from './process/database-now.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'
import { instantOption } from './process/terminal/instant-option.ts'
import { readOptions } from './process/terminal/options.ts'

const { values } = readOptions({
  options: {
    at: { type: 'string' },
    until: { type: 'string' },
    'known-at': { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const at = instantOption('at', values.at)
const until = instantOption('until', values.until)
const knownAt = instantOption('known-at', values['known-at'])
const shown = 20

await runCommand(2, async (open) => {
  const settings = readSettings()
  const database = open(
    openDatabase(settings.databaseUrl, { connections: 2, name: 'thong-suot certificate' }),
  )
  await refuseRehearsal(database, { shell: settings, waitMs: 0 })
  const key = await readCertificateKey(certificateKeyFile(settings.dataDir))
  const out = values.out ?? join(process.cwd(), `certificate-${at}-${knownAt}.jsonl`)
  const certified = await issueCertificate(database, settings.databaseUrl, { at, until, knownAt, key, out })
  const closed = await closeCertified(database, certified, { at, now: await databaseNow(database) })
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...certified, out, closed })}\n` : inWords(certified, { out, closed }),
  )
  if (certified.kind === 'differs') return 2
  return isClean(certified) ? 0 : 1
})

function inWords(
  { kind, root, supplements, list, reorganisation, undone, faults, ids }: Certified,
  { out, closed }: { out: string; closed: string | null },
): string {
  if (kind === 'differs') {
    return `${out} is not what was issued: facts of these dossiers were changed since.\n${ids.join('\n')}\n`
  }
  const named = faultKinds.flatMap((fault) =>
    faults.counts[fault] === 0
      ? []
      : [
          `${fault}: ${faults.counts[fault]}`,
          ...faults.named[fault].slice(0, shown).map((name) => `  ${name}`),
        ],
  )
  const what = supplements === null ? 'Certificate' : `Supplement to ${supplements}`
  const lines = [
    `${what} ${root}${kind === 'again' ? ', as it was issued' : ''}: ${out}`,
    ...listInWords(list),
    ...(reorganisation === null || reorganisation.dossier !== null
      ? []
      : [`${reorganisation.id} was armed without a dossier of procedure 0.000001 behind it.`]),
    ...undone.map((id) => `The undo of ${id} took effect at --at.`),
    ...(named.length === 0 ? ['No run is missing, doubled, deskless or unknown to the engine.'] : named),
    ...(closed === null ? [] : [`${closed} is closed: what waited for it may go on.`]),
  ]
  return `${lines.join('\n')}\n`
}

function listInWords(list: Certified['list']): readonly string[] {
  if (list === null)
    return ['No list was frozen before --at, so it cannot be said whether a run is missing. It is no proof.']
  const { runs, frozenAt, engine } = list
  const compared = `Compared with the list of ${runs} runs that was frozen at ${new Date(frozenAt).toISOString()}.`
  if (engine === undefined) return [compared]
  return [
    compared,
    engine === null
      ? 'The engine has not said yet what it ran then, so it is no proof: run it again, with a later --known-at, when Temporal and a relay run.'
      : `The engine was asked at ${new Date(engine.askedAt).toISOString()} what it ran then.`,
  ]
}
