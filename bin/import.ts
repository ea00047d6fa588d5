/**
 * `npm run import -- staff FILE --source so-noi-vu [--preview] [--encoding windows-1258] [--json]`: takes over officers, accounts and mandates.
 * `npm run import -- backlog FILE --source mot-cua-quan --as-of 2025-06-30T17:00:00+07:00 [--encoding windows-1258] [--json]`:
 * takes over the open dossiers of another system.
 * `npm run import -- entitlements FILE --source ba-dinh [--as-of …] [--encoding windows-1258] [--json]`: takes over entitlements to benefits.
 * `npm run import -- statement FILE --source nganhang [--json]`: reads the statement of a bank. The file is JSON lines, CSV or a workbook, by its ending. Again with the same file it changes
 * nothing; killed, it goes on where it stood. Exits 1 where rows were quarantined, 2 where the import could not be done.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { openDatabase } from '../db/database.ts'
import { type ImportBatch, readBatchFigures, readQuarantine } from '../db/imports/batches.ts'
import { quarantineNames } from '../domain/dossier/imports.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { entitlementColumns } from '../imports/entitlements/entitlement-row.ts'
import { importEntitlements } from '../imports/entitlements/import-entitlements.ts'
import { importBacklog } from '../imports/import-backlog.ts'
import { importStaff, type StaffReport } from '../imports/import-staff.ts'
import { localInstant } from '../imports/local-instant.ts'
import { type ImportFormat, importEncodings, importFormats, readFile } from '../imports/read-file.ts'
import { loadSourceMapping } from '../imports/source-mapping.ts'
import { staffColumns } from '../imports/staff-row.ts'
import { importStatement, type StatementReport } from '../imports/statement/import-statement.ts'
import { statementColumns } from '../imports/statement/statement-row.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'
import { runCommand } from './process/command.ts'
import { databaseNow, openDatabaseClock } from './process/database-now.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'
import { progressBar } from './process/terminal/progress-bar.ts'
import { vaultOf } from './process/vault-of.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    source: { type: 'string' },
    'as-of': { type: 'string' },
    encoding: { type: 'string', default: 'utf-8' },
    'rows-at-once': { type: 'string', default: '500' },
    preview: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
/** More of them: GET /imports/:id. */
const shownRows = 20
const usage = 'npm run import -- backlog FILE.csv --source mot-cua-quan --as-of "2025-06-30 17:00"'

await runCommand(2, async (open) => {
  const [what, file] = positionals
  if (what === 'staff' && file !== undefined) return await importStaffFile(open, file)
  if (what === 'entitlements' && file !== undefined) return await importEntitlementsFile(open, file)
  if (what === 'statement' && file !== undefined) return await importStatementFile(open, file)
  if (what !== 'backlog' || file === undefined) throw notUnderstood('What is to be imported is not named.')
  const { format, encoding, rowsAtOnce } = optionsOf(file)
  const asOf = readWhen()
  const mapping = await loadSourceMapping(values.source ?? '')
  const settings = readSettings()
  const database = open(openDatabase(settings.databaseUrl, { connections: 4, name: 'thong-suot import' }))
  const [registry, vault, key, { size }] = await Promise.all([
    loadProcedures(),
    vaultOf(settings, database, { waitMs: 0 }),
    hashOf(file),
    stat(file),
  ])
  const bar = progressBar(values.json ? null : process.stderr)
  const bytes = createReadStream(file)
  const batch = await importBacklog(
    { database, registry, vault, now: await openDatabaseClock(open, database) },
    {
      ...{ mapping, caller: 'command', key: `${key}:${asOf}`, asOf },
      rows: readFile({ format, encoding, bytes }, mapping),
      rowsAtOnce,
      progress: ({ rowsIn, quarantined }) =>
        bar.show(bytes.bytesRead / Math.max(1, size), `${rowsIn} rows, ${quarantined} quarantined`),
    },
  )
  bar.end()
  const figures = await readBatchFigures(database.sql, batch.id)
  const quarantine = await readQuarantine(database.sql, batch.id, { afterLine: 0, limit: shownRows })
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ...batch, ...figures, quarantine })}\n`
      : inWords(batch, figures, quarantine),
  )
  return batch.quarantined === 0 ? 0 : 1
})

async function importStaffFile(
  open: Parameters<Parameters<typeof runCommand>[1]>[0],
  file: string,
): Promise<number> {
  const { format, encoding } = optionsOf(file)
  const { preview } = values
  const source = sourceGiven()
  const database = open(
    openDatabase(readSettings().databaseUrl, { connections: 4, name: 'thong-suot import' }),
  )
  const [vault, key, { size }] = await Promise.all([
    vaultOf(readSettings(), database, { waitMs: 0 }),
    hashOf(file),
    stat(file),
  ])
  const bar = progressBar(values.json ? null : process.stderr)
  const bytes = createReadStream(file)
  const report = await importStaff(database, {
    ...{ source, caller: 'command', key, at: await databaseNow(database), preview, vault },
    rows: readFile({ format, encoding, bytes }, staffColumns),
    progress: (rowsIn) => bar.show(bytes.bytesRead / Math.max(1, size), `${rowsIn} rows`),
  })
  bar.end()
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : staffInWords(report, preview))
  return report.figures.quarantined === 0 ? 0 : 1
}

/** Exits 1 where rows were quarantined, or a person is owed a benefit twice. */
async function importEntitlementsFile(
  open: Parameters<Parameters<typeof runCommand>[1]>[0],
  file: string,
): Promise<number> {
  const { format, encoding, rowsAtOnce } = optionsOf(file)
  const source = sourceGiven()
  const asOf = values['as-of'] === undefined ? undefined : readWhen()
  const settings = readSettings()
  const database = open(openDatabase(settings.databaseUrl, { connections: 4, name: 'thong-suot import' }))
  const [vault, key, { size }] = await Promise.all([
    vaultOf(settings, database, { waitMs: 0 }),
    hashOf(file),
    stat(file),
  ])
  const bar = progressBar(values.json ? null : process.stderr)
  const bytes = createReadStream(file)
  const { batch, foundTwice } = await importEntitlements(
    { database, vault, now: await openDatabaseClock(open, database) },
    {
      ...{ source, caller: 'command', key: `${key}:${asOf ?? ''}`, asOf, rowsAtOnce },
      rows: readFile({ format, encoding, bytes }, entitlementColumns),
      progress: ({ rowsIn, quarantined }) =>
        bar.show(bytes.bytesRead / Math.max(1, size), `${rowsIn} rows, ${quarantined} quarantined`),
    },
  )
  bar.end()
  const figures = await readBatchFigures(database.sql, batch.id)
  const quarantine = await readQuarantine(database.sql, batch.id, { afterLine: 0, limit: shownRows })
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ...batch, ...figures, quarantine, foundTwice })}\n`
      : inWords(batch, figures, quarantine) +
          foundTwice
            .slice(0, shownRows)
            .map(
              ({ beneficiaryId, benefit, groundRefs }) =>
                `  owed twice: ${benefit} of beneficiary ${beneficiaryId}, by ${groundRefs.join(' and ')}\n`,
            )
            .join(''),
  )
  return batch.quarantined === 0 && foundTwice.length === 0 ? 0 : 1
}

/** Exits 1 where lines are on a worklist, or rows were kept out. */
async function importStatementFile(
  open: Parameters<Parameters<typeof runCommand>[1]>[0],
  file: string,
): Promise<number> {
  const { format, encoding } = optionsOf(file)
  const bank = sourceGiven()
  const database = open(
    openDatabase(readSettings().databaseUrl, { connections: 4, name: 'thong-suot import' }),
  )
  const { size } = await stat(file)
  const bar = progressBar(values.json ? null : process.stderr)
  const bytes = createReadStream(file)
  const report = await importStatement(database, {
    ...{ bank, caller: 'command', at: await databaseNow(database) },
    rows: readFile({ format, encoding, bytes }, statementColumns),
    progress: (rowsIn) => bar.show(bytes.bytesRead / Math.max(1, size), `${rowsIn} rows`),
  })
  bar.end()
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : statementInWords(report))
  const { duplicateDebit, wrongAmount, unmatched, keptOut } = report
  return duplicateDebit + wrongAmount + unmatched + keptOut === 0 ? 0 : 1
}

function statementInWords(run: StatementReport): string {
  return (
    `Statement ${run.id}: ${run.rowsIn} rows = ${run.matched} matched + ${run.reversal} returned + ${run.duplicateDebit} duplicate debits + ` +
    `${run.wrongAmount} wrong amounts + ${run.unmatched} unmatched + ${run.alreadyThere} already there + ${run.keptOut} kept out; ` +
    `${run.corrected} lines of earlier statements mean something else now.\n`
  )
}

function sourceGiven(): string {
  const { source } = values
  if (source === undefined || !/^[a-z0-9][a-z0-9.-]{0,39}$/.test(source))
    throw notUnderstood('--source names no system: lower-case letters, digits, dots and hyphens.')
  return source
}

function staffInWords({ batch, figures }: StaffReport, preview: boolean): string {
  const { created, alreadyThere, updated, ended, quarantined, reasons } = figures
  const lines = reasons.map(({ reason, lines: all }) => {
    const shown = all.slice(0, shownRows).join(', ')
    return `  ${all.length} × ${reason}: ${quarantineNames[reason]} (rows ${shown}${all.length > shownRows ? ', …' : ''})`
  })
  return [
    `${preview ? 'Preview, nothing is written' : `Import ${batch.id}`}: ${batch.rowsIn} rows = ${created} created + ${alreadyThere} already there + ${updated} updated + ${quarantined} quarantined; ${ended} mandates end.`,
    ...lines,
    '',
  ].join('\n')
}

function optionsOf(file: string) {
  const format = importFormats.find(
    (known): known is ImportFormat => extname(file).toLowerCase() === `.${known}`,
  )
  if (format === undefined) throw notUnderstood(`${file} ends in none of ${importFormats.join(', ')}.`)
  const encoding = importEncodings.find((known) => known === values.encoding)
  if (encoding === undefined) throw notUnderstood(`--encoding is none of ${importEncodings.join(', ')}.`)
  const rowsAtOnce = Number(values['rows-at-once'])
  if (!Number.isInteger(rowsAtOnce) || rowsAtOnce < 1 || rowsAtOnce > 5_000)
    throw notUnderstood('--rows-at-once is no whole number from 1 to 5000.')
  return { format, encoding, rowsAtOnce }
}

/** No instant is assumed: clocks, pauses and which of two exports is newer are reckoned from it. */
function readWhen(): number {
  const given = values['as-of']
  if (given === undefined) throw notUnderstood('--as-of is missing: when was the other system read?')
  const asOf = localInstant(given, '17:00')
  if (asOf === null) throw notUnderstood('--as-of is no date: when was the other system read?')
  return asOf
}

function notUnderstood(what: string): StartUpError {
  return new StartUpError({ what, why: 'Nothing was imported.', remedy: usage })
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

function inWords(
  { id, rowsIn, created, alreadyThere, updated, quarantined }: ImportBatch,
  { reasons, dueDisagrees }: Awaited<ReturnType<typeof readBatchFigures>>,
  quarantine: Awaited<ReturnType<typeof readQuarantine>>,
): string {
  const lines = quarantine.map(
    ({ line, oldCode, reason, columns }) =>
      `  row ${line}  ${oldCode ?? '(no code)'}  ${reason}${columns.length === 0 ? '' : `: ${columns.join(', ')}`}`,
  )
  return [
    `Import ${id}: ${rowsIn} rows = ${created} created + ${alreadyThere} already there + ${updated} updated + ${quarantined} quarantined.`,
    ...(dueDisagrees === 0
      ? []
      : [`${dueDisagrees} slips promise another date than the row's own days give; the promise is kept.`]),
    ...reasons.map(({ reason, rows }) => `  ${rows} × ${reason}: ${quarantineNames[reason]}`),
    ...lines,
    ...(quarantined > lines.length ? [`  … GET /imports/${id} lists all.`] : []),
    '',
  ].join('\n')
}
