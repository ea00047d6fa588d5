/**
 * `npm run papers [-- --hashes] [--json]`: compares files of papers with their rows, and sweeps what no row names.
 * `npm run papers -- erase FILE --by WHO --basis "Quyết định …"`: removes one file for good; that there was one stays.
 */
import { type Database, openDatabase } from '../db/database.ts'
import { erasePaperFile } from '../db/papers/paper-file.ts'
import { type AuditDeps, auditPapers, type PaperAudit, sweepPapers } from '../papers/audit.ts'
import { runCommand } from './process/command.ts'
import { databaseNow, openDatabaseClock } from './process/database-now.ts'
import { papersOf } from './process/papers-of.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  options: {
    json: { type: 'boolean', default: false },
    hashes: { type: 'boolean', default: false },
    by: { type: 'string' },
    basis: { type: 'string' },
  },
  allowPositionals: true,
})
await runCommand(2, async (open) => {
  const settings = readSettings()
  const database = open(openDatabase(settings.databaseUrl, { connections: 4, name: 'thong-suot papers' }))
  await refuseRehearsal(database, { shell: settings, waitMs: 0 })
  const { store } = await papersOf(settings)
  const [what, file] = positionals
  if (what === undefined)
    return await compare({ database, store, now: await openDatabaseClock(open, database) })
  return what === 'erase' ? await erase({ database, store }, file) : unknown()
})

async function compare(deps: AuditDeps): Promise<number> {
  const audit = await auditPapers(deps, { hashes: values.hashes })
  const swept = await sweepPapers(deps)
  process.stdout.write(values.json ? `${JSON.stringify({ ...audit, swept })}\n` : inWords(audit, swept))
  return audit.lost.length + audit.changed.length === 0 ? 0 : 1
}

async function erase(
  { database, store }: Pick<AuditDeps, 'store'> & { database: Database },
  id: string | undefined,
): Promise<number> {
  const { by, basis } = values
  if (id === undefined || !by || !basis) return unknown()
  const key = await erasePaperFile(database, { id, by, basis, at: await databaseNow(database) })
  if (key === null) {
    process.stderr.write(`There is no file ${id}, or it is erased already.\n`)
    return 1
  }
  await store.remove(key)
  process.stdout.write(
    `${id} is erased: name and content are gone here; backups keep them until they lapse.\n`,
  )
  return 0
}

function unknown(): number {
  process.stderr.write('To erase a file: npm run papers -- erase FILE --by WHO --basis "Quyết định …"\n')
  return 2
}

function inWords({ files, bytes, lost, changed }: PaperAudit, swept: number): string {
  const lines = [
    ...lost.map(({ file, dossier }) => `${dossier}  ${file}  not in the store`),
    ...changed.map(({ file, dossier }) => `${dossier}  ${file}  not as it was kept`),
  ]
  const mib = (bytes / 1024 / 1024).toFixed(1)
  const wrong = lost.length + changed.length
  return `${[...lines, `${files} files of ${mib} MiB compared, ${wrong} wrong; ${swept} that no row names removed`].join('\n')}\n`
}
