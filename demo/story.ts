/** A day in Hà Nội: dossiers filed and decided over HTTP, with everything that orchestrates them killed at midday. */
import { differenceKinds } from '../activities/reconcile/report.ts'
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
export async function tellStory({ seed, dossiers, say }: StoryOptions, stops: Stops): Promise<Summary> {
  const began = Date.now()
  say('Bringing up PostgreSQL, Temporal, and a bank that executes every fifth transfer and never answers')
  const city = await openCity(stops, { seed, bank: ['--execute-then-time-out', '0.2'] })
  const { database, worker, temporal } = city
  const engine = openEngine({ connection: { address: temporal.address }, namespace: defaultNamespace })
  stops.push(() => engine.close())

  const intentions = await today(city, { seed, dossiers, say })
  const [morning, midday, afternoon] = partsOf(intentions)
  const told: Told = { receipts: [], decisions: [], surprises: [], engineAway: false }
  const officers = new Officers(told)
  const token = await city.signing.issue({ id: 'demo-portal', role: 'service', unitId: null }, 1)
  const portal = new ApiClient(city.apiUrl, token)
  const citizens = new Citizens(portal, told, (id, intention) => officers.brief(id, intention))
  const desks = await openDesks(city, intentions)
  const work = officers.work(desks)
  say(`${desks.length} officers look into their inboxes`)

  const filing = citizens.file(morning)
  const unanswered = await soon(() => isBusyAndUnanswered(database), 25_000)
  await worker.kill()
  told.engineAway = true
  say(
    `SIGKILL to the worker, with ${told.receipts.length} filed and ${told.decisions.length} decisions taken`,
  )
  if (unanswered) say('  and a transfer with the bank of which nobody knows whether it was executed')
  await filing
  await citizens.file(midday)
  say(`${told.receipts.length} filed by now: a receipt needs PostgreSQL and nothing else`)
  await soon(() => late(told).length > 0, 20_000)
  await temporal.kill()
  say('SIGKILL to the Temporal server as well')
  await citizens.file(afternoon)
  say(
    `All ${told.receipts.length} filed; officers were answered 503 with an id ${late(told).length} times so far`,
  )
  await Promise.all([temporal.start(), worker.start()])
  told.engineAway = false
  say('Temporal and the worker run again')
  await eventually(told, 'every 503 is settled', () => waiting(told) === 0)
  say(`${late(told).length} decisions that were answered 503 are settled: GET /decisions/:id says so`)

  officers.rest()
  const deps = { database, engine, now: Date.now }
  const noon = await reconcileUntilQuiet(deps, 60_000)
  say(
    `Reconcile at rest: ${noon.compared} open dossiers against their workflows, ${noon.differences.length} differences`,
  )
  officers.resume()
  await eventually(told, 'every dossier has ended', () => allEnded(database, intentions.length))
  officers.goHome()
  await Promise.all([work, citizens.goHome()])
  await eventually(told, 'nothing waits to be carried', () => isQuiet(database))
  say('Every dossier has ended; everybody goes home')

  const evening = await reconcileUntilQuiet(deps, 30_000)
  const evidence = await gather(city, engine, portal, told)
  const findings = [
    ...judge(intentions, evidence),
    nothingDiffers([...noon.differences, ...evening.differences]),
  ]
  const summary = summaryOf(evidence, findings, {
    seed,
    restarts: 2,
    compared: noon.compared,
    differences: noon.differences.length + evening.differences.length,
    seconds: Math.round((Date.now() - began) / 1000),
  })
  say(`The day in figures:\n\n${table(intentions, evidence)}\n\n${figures(summary)}\n`)
  say(
    `What was told and intended, against PostgreSQL, API, engine and bank:\n\n${findings.map(describeFinding).join('\n')}\n`,
  )
  return summary
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

/** A half, and two quarters to file while the engine is away. */
function partsOf<T>(all: readonly T[]): readonly [readonly T[], readonly T[], readonly T[]] {
  const [half, most] = [Math.round(all.length / 2), Math.round(all.length * 0.75)]
  return [all.slice(0, half), all.slice(half, most), all.slice(most)]
}

/** For what the story is better with and right without; whether it came in time. */
async function soon(ask: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  return await until('it happens', ask, withinMs).catch(() => false)
}

const longestMs = 90_000

/** What must come: when it does not, that is a surprise among the mismatches, and the story is judged as it stands. */
async function eventually(told: Told, what: string, ask: () => Promise<boolean> | boolean): Promise<void> {
  const given = async () => told.surprises.length > 0 || (await ask())
  await until(what, given, longestMs).catch((error: Error) => void told.surprises.push(error.message))
}

/** For a second and a half no word has come of a transfer: executed or not, nobody here knows. */
async function isBusyAndUnanswered({ sql }: Database): Promise<boolean> {
  const [row] = await sql<{ unanswered: number; atDesks: number }[]>`
    select (select count(*)::int from task where closed_at is null and holder = 'desk') as "atDesks",
      (select count(*)::int from payment_order
        where state = 'INTENT' and intent_at < instant(${Date.now() - 1_500})) as unanswered`
  return row !== undefined && row.unanswered > 0 && row.atDesks >= 3
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

function nothingDiffers(
  differences: readonly { kind: keyof typeof differenceKinds; dossierId: string }[],
): Finding {
  return {
    invariant: 'reconcile finds no difference',
    checked: 2,
    violations: differences.map(({ kind, dossierId }) => `${dossierId}: ${differenceKinds[kind]}`),
  }
}

const figures = (summary: Summary): string => `  ${describeMoney(summary)}
  ${summary.restarts} processes killed and started again; ${summary.filedMeanwhile} filings acknowledged meanwhile
  ${summary.decisions} decisions, ${summary.appliedLater} of them answered 503 and applied later`
