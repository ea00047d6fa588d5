/**
 * `npm run payout -- dry-run --periods 2025-06,2025-07`: what a payout run would pay now, by unit and benefit; writes nothing.
 * `create --periods … --unit hanoi:so-noi-vu --by OFFICER [--together "basis"]`: begins its dossier with those totals; checking and release are tasks.
 * `status ID [--watch]`: how far it is; `report ID [--csv]`: by unit and benefit.
 * `pause ID --by WHO --reason "…"`, `resume ID --by WHO --reason "…"`: no page is sent meanwhile. `--json` for all.
 * Exits 1 where a run is refused or a report does not reconcile, 2 where the command is not understood.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pauseFor } from 'node:timers/promises'
import { fileInternal } from '../api/filing/internal-dossier-routes.ts'
import { presentReport } from '../api/payouts/present-report.ts'
import { isPausedBy, presentForecast, presentRun } from '../api/payouts/present-run.ts'
import { reportAsCsv } from '../api/payouts/report-csv.ts'
import { payoutRunProcedure } from '../api/payouts/run-access.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { dryRun } from '../db/payouts/prepare-run.ts'
import { addRunStep } from '../db/payouts/run.ts'
import { type RunSheet, readRun, reportOf } from '../db/payouts/run-report.ts'
import { type PayoutRunStep, periodsOf } from '../domain/benefits/payout-run.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'
import { runCommand } from './process/command.ts'
import { databaseNow } from './process/database-now.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'
import { forecastInWords, reportInWords, runInWords } from './process/terminal/payout-page.ts'
import { progressBar } from './process/terminal/progress-bar.ts'
import { vaultOf } from './process/vault-of.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    periods: { type: 'string' },
    unit: { type: 'string' },
    by: { type: 'string' },
    together: { type: 'string' },
    reason: { type: 'string' },
    watch: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const watchEveryMs = 1_000

await runCommand(2, async (open) => {
  const [what = '', id = ''] = positionals
  const settings = readSettings()
  const database = open(openDatabase(settings.databaseUrl, { connections: 4, name: 'thong-suot payout' }))
  switch (what) {
    case 'dry-run': {
      const forecast = await forecastNow(database)
      say(forecast, forecastInWords(forecast))
      return 0
    }
    case 'create':
      return await create(database, await vaultOf(settings, database, { waitMs: 0 }))
    case 'status':
      return await status(database, await runNamed(database, id))
    case 'report':
      return await report(database, await runNamed(database, id))
    case 'pause':
    case 'resume':
      return await step(database, await runNamed(database, id), what === 'pause' ? 'paused' : 'resumed')
    default:
      throw notUnderstood(
        `${what === '' ? 'Nothing' : what} is nothing that is done with a payout run.`,
        'Say dry-run, create, status, report, pause or resume.',
      )
  }
})

async function forecastNow(database: Database) {
  const periods = periodsGiven()
  const atMs = await databaseNow(database)
  return presentForecast(periods, atMs, await dryRun(database, { periods, atMs }))
}

/** Begins the dossier of a run for an officer, who proposes it there. Of two with the same totals the second finds nothing left to prepare, and is refused. */
async function create(database: Database, vault: Awaited<ReturnType<typeof vaultOf>>): Promise<number> {
  const by = given('by', 'the officer who proposes it')
  const unit = given('unit', 'the department, as hanoi:so-noi-vu')
  const forecast = await forecastNow(database)
  if (forecast.orders === 0) {
    throw notUnderstood(
      'Nothing is owed for these periods that could be paid.',
      'See `dry-run` for what is left out.',
    )
  }
  const now = await databaseNow(database)
  const { periods, knownAt, orders, amountDong, totalsHash } = forecast
  const { receipt } = await fileInternal(
    { database, vault, registry: await loadProcedures(), now: () => now },
    { id: by, role: 'officer', unitId: unit },
    {
      key: randomUUID(),
      body: {
        ...{ procedure: payoutRunProcedure, unit },
        papers: [{ kind: 'changes', originals: 0, copies: 1 }],
        form: {
          ...{ periods: periods.join(' '), knownAt, payees: orders, amountDong, totalsHash },
          ...(values.together === undefined ? {} : { together: values.together }),
        },
      },
    },
  )
  say(
    receipt,
    `${receipt.code}: ${orders} orders, ${amountDong} đồng. Its first task is in the inbox of ${unit}.\n`,
  )
  return 0
}

async function status(database: Database, named: RunSheet): Promise<number> {
  const bar = progressBar(values.watch && !values.json ? process.stderr : null)
  let run = named
  for (;;) {
    const shown = await presentRun({ database }, run)
    if (!values.watch || run.status === 'closed') {
      bar.end()
      say(shown, runInWords(shown))
      return 0
    }
    const settled = shown.states.filter(({ state }) => ['CONFIRMED', 'REJECTED', 'RETURNED'].includes(state))
    const orders = settled.reduce((sum, of) => sum + of.orders, 0)
    const all = shown.prepared?.orders ?? 0
    bar.show(
      all === 0 ? 0 : orders / all,
      `${orders} of ${all} orders settled${shown.paused ? ', paused' : ''}`,
    )
    await pauseFor(watchEveryMs)
    run = await runNamed(database, run.id)
  }
}

async function report(database: Database, run: RunSheet): Promise<number> {
  const found = presentReport(run, await reportOf(database.sql, run.id), await databaseNow(database))
  say(found, values.csv ? reportAsCsv(found) : reportInWords(found))
  return found.reconciled ? 0 : 1
}

async function step(database: Database, run: RunSheet, kind: PayoutRunStep): Promise<number> {
  const actorId = given('by', 'who answers for it, by office or number and not by name')
  const reason = given('reason', 'why')
  if (run.status === 'closed' || run.prepared === null) {
    throw notUnderstood(
      'The run has ended, or is not prepared yet.',
      'Only what is prepared and open is held up.',
    )
  }
  if (isPausedBy(run) !== (kind === 'paused')) {
    await addRunStep(database.sql, { runId: run.id, kind, actorId, reason, at: await databaseNow(database) })
  }
  const shown = await presentRun({ database }, await runNamed(database, run.id))
  say(shown, runInWords(shown))
  return 0
}

async function runNamed(database: Database, id: string): Promise<RunSheet> {
  const run = await readRun(database.sql, id, payoutRunProcedure)
  if (run !== null) return run
  throw notUnderstood(
    `${id === '' ? 'No run' : id} is no payout run.`,
    'Name it by the code on its receipt, or by its id.',
  )
}

function periodsGiven(): readonly string[] {
  const text = given('periods', 'months like 2025-06,2025-07')
  try {
    return periodsOf(text)
  } catch (cause) {
    throw notUnderstood(
      cause instanceof Error ? cause.message : String(cause),
      'Write them like 2025-06,2025-07.',
    )
  }
}

function given(option: 'periods' | 'unit' | 'by' | 'reason', what: string): string {
  const value = values[option]?.trim()
  if (value !== undefined && value !== '') return value
  throw notUnderstood(`--${option} is missing.`, `Add --${option} with ${what}.`)
}

function say(data: object, words: string): void {
  process.stdout.write(values.json ? `${JSON.stringify(data)}\n` : words)
}

function notUnderstood(what: string, remedy: string): StartUpError {
  return new StartUpError({
    what,
    why: 'A payout run says what it pays, who answers for it and why, before anything is written.',
    remedy,
  })
}
