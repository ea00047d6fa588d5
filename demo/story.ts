/** A day in Hà Nội: dossiers filed and decided over HTTP, with everything that orchestrates them killed at midday. */
import { differenceKinds, type ReconcileReport } from '../activities/reconcile/report.ts'
import type { Database } from '../db/database.ts'
import { localDate } from '../domain/calendar.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import { loadProcedures, type Registry } from '../procedures/index.ts'
import { openEngine } from '../relay/engine.ts'
import { defaultNamespace } from '../temporal.config.ts'
import type { Finding } from '../tests/faults/checker.ts'
import { until } from '../tests/until.ts'
import { ApiClient } from './api-client.ts'
import { judge } from './checks.ts'
import { Citizens } from './citizens.ts'
import { type City, openCity, type Stops } from './city.ts'
import { drawCommunes } from './communes.ts'
import { gather } from './evidence.ts'
import { type Intention, intentionsOf } from './intentions.ts'
import { Officers, openDesks } from './officers.ts'
import { reconcileUntilQuiet } from './reconcile-until-quiet.ts'
import { describeFinding, describeMoney, type Summary, summaryOf, table } from './summary.ts'
import { late, type Told, waiting } from './told.ts'

export interface StoryOptions {
  seed: number
  dossiers: number
  say: (line: string) => void
}

/** Tells it and judges it; what is to be taken down afterwards is in `stops`, also when it fails half way. */
export async function tellStory(options: StoryOptions, stops: Stops): Promise<Summary> {
  const { seed, say } = options
  const began = Date.now()
  say('Bringing up PostgreSQL, Temporal, and a bank that executes every fifth transfer and never answers')
  const city = await openCity(stops, { seed, bank: ['--execute-then-time-out', '0.2'] })
  const { database } = city
  const engine = openEngine({ connection: { address: city.temporal.address }, namespace: defaultNamespace })
  stops.push(() => engine.close())

  const intentions = await today(city, options)
  const told: Told = { receipts: [], decisions: [], surprises: [], engineAway: false }
  const officers = new Officers(told)
  const token = await city.signing.issue({ id: 'demo-portal', role: 'service', unitId: null }, 1)
  const portal = new ApiClient(city.apiUrl, token)
  const citizens = new Citizens(portal, told, (id, intention) => officers.brief(id, intention))
  const desks = await openDesks(city, intentions)
  const work = officers.work(desks)
  say(`${desks.length} officers look into their inboxes`)

  const restarts = await fileThroughKills({ city, citizens, told, say }, intentions)
  officers.rest()
  const deps = { database, engine, now: Date.now }
  const noon = await reconcileUntilQuiet(deps, 60_000)
  const { compared, differences } = noon
  say(`At rest: ${compared} open dossiers compared with their workflows, ${differences.length} differences`)
  officers.resume()

  await eventually(told, 'every dossier has ended', () => allEnded(database, intentions.length))
  officers.goHome()
  await Promise.all([work, citizens.goHome()])
  await eventually(told, 'nothing waits to be carried', () => isQuiet(database))
  say('Every dossier has ended; everybody goes home')

  const evening = await reconcileUntilQuiet(deps, 30_000)
  const evidence = await gather(city, engine, portal, told)
  const findings = [...judge(intentions, evidence), nothingDiffers(noon, evening)]
  const summary = summaryOf(evidence, findings, {
    ...{ seed, restarts, compared },
    differences: differences.length + evening.differences.length,
    seconds: Math.round((Date.now() - began) / 1000),
  })
  say(`The day in figures:\n\n${table(intentions, evidence)}\n\n${figures(summary)}\n`)
  const lines = findings.map(describeFinding).join('\n')
  say(`What was told and intended, against PostgreSQL, API, engine and bank:\n\n${lines}\n`)
  return summary
}

interface Day {
  city: City
  citizens: Citizens
  told: Told
  say: StoryOptions['say']
}

/** Half is filed in good order; for the rest the worker is killed, then the engine. Answers how many were started again. */
async function fileThroughKills(
  { city: { database, worker, temporal }, citizens, told, say }: Day,
  intentions: readonly Intention[],
): Promise<number> {
  const [morning, forenoon, midday, afternoon] = partsOf(intentions)
  await citizens.file(morning)
  say(`${morning.length} dossiers filed through the API`)
  const unanswered = await soon(() => hasUnanswered(database), 15_000)
  const filing = citizens.file(forenoon)
  await soon(() => areDesksBusy(database, forenoon.length / 2), 10_000)

  await worker.kill()
  told.engineAway = true
  const { receipts, decisions } = told
  say(`SIGKILL to the worker, with ${receipts.length} filed and ${decisions.length} decisions taken`)
  if (unanswered) say('  and a transfer at the bank of which nobody here knows whether it was executed')
  await filing
  await citizens.file(midday)
  say(`${receipts.length} filed by now: a receipt needs PostgreSQL and nothing else`)
  await soon(() => late(told).length > 0, 20_000)

  await temporal.kill()
  say('SIGKILL to the Temporal server as well')
  await citizens.file(afternoon)
  say(`All ${receipts.length} filed; officers are answered 503, with an id to ask by`)
  const restarted = await Promise.all([temporal.start(), worker.start()])
  told.engineAway = false
  say('Temporal and the worker run again')

  await eventually(told, 'every 503 is settled', () => waiting(told) === 0)
  say(`${late(told).length} decisions that were answered 503 are settled: GET /decisions/:id says so`)
  return restarted.length
}

async function today(city: City, { seed, dossiers, say }: StoryOptions): Promise<readonly Intention[]> {
  const asOfMs = Date.now()
  const registry = await loadProcedures()
  const communes = await drawCommunes(city.database.sql, { count: 12, seed, asOfMs })
  say(`The city stands at ${city.apiUrl}; today in ${communes.map(({ name }) => name).join(', ')}:`)
  const procedures = [inForce(registry, '1.000894', asOfMs), inForce(registry, '1.010824', asOfMs)] as const
  for (const { code, name } of procedures) say(`  ${code} ${name}`)
  return intentionsOf(registry, procedures, { communes, count: dossiers, seed })
}

function inForce(registry: Registry, code: string, at: number): Procedure {
  const procedure = registry.inForce(code, localDate(at))
  if (procedure === undefined) throw new Error(`${code}, which the demo files, has no edition in force today`)
  return procedure
}

/** A half in good order, the rest in three parts: while worker, then engine are killed. */
function partsOf<T>(all: readonly T[]): readonly [readonly T[], readonly T[], readonly T[], readonly T[]] {
  const [a, b, c] = [3 / 6, 4 / 6, 5 / 6].map((share) => Math.round(all.length * share))
  return [all.slice(0, a), all.slice(a, b), all.slice(b, c), all.slice(c)]
}

/** For what the story is better with and right without; whether it came in time. */
async function soon(ask: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  return await until('it happens', ask, withinMs).catch(() => false)
}

const longestMs = 90_000

/** What must come: when it does not, that is one of the mismatches, and the day is judged as it stands. */
async function eventually(told: Told, what: string, ask: () => Promise<boolean> | boolean): Promise<void> {
  await until(what, ask, longestMs).catch((error: Error) => void told.surprises.push(error.message))
}

/** For a second and a half no word has come of a transfer: executed or not, nobody here knows. */
async function hasUnanswered({ sql }: Database): Promise<boolean> {
  const rows = await sql`
    select 1 from payment_order where state = 'INTENT' and intent_at < instant(${Date.now() - 1_500}) limit 1`
  return rows.length > 0
}

async function areDesksBusy({ sql }: Database, tasks: number): Promise<boolean> {
  const [row] = await sql<{ open: number }[]>`
    select count(*)::int as open from task where closed_at is null and holder = 'desk'`
  return row !== undefined && row.open >= tasks
}

async function allEnded({ sql }: Database, count: number): Promise<boolean> {
  const [row] = await sql<{ ended: number }[]>`
    select count(*)::int as ended from dossier where status = 'closed'`
  return row?.ended === count
}

async function isQuiet({ sql }: Database): Promise<boolean> {
  const rows = await sql`
    select 1 from outbox where done_at is null union all
    select 1 from decision_request where acknowledged_at is null limit 1`
  return rows.length === 0
}

function nothingDiffers(...reports: readonly ReconcileReport[]): Finding {
  return {
    invariant: 'reconcile finds no difference',
    checked: reports.reduce((sum, { compared }) => sum + compared, 0),
    violations: reports.flatMap(({ differences }) =>
      differences.map(({ kind, dossierId }) => `${dossierId}: ${differenceKinds[kind]}`),
    ),
  }
}

const figures = (summary: Summary): string => `  ${describeMoney(summary)}
  ${summary.restarts} processes killed and started again; ${summary.filedMeanwhile} filings acknowledged meanwhile
  ${summary.decisions} decisions, ${summary.appliedLater} of them answered 503 and applied later`
