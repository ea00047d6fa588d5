/** A day in Hà Nội: dossiers filed and decided over HTTP, with everything that orchestrates them killed at midday. */

import type { Client } from '../client/client.ts'
import { localDate } from '../domain/time/local-day.ts'
import type { Upkeep } from '../embedded/upkeep.ts'
import type { Engine } from '../engine/connection.ts'
import { differenceKinds, type ReconcileReport } from '../engine/reconcile-report.ts'
import type { Finding } from '../harness/checker.ts'
import { until } from '../harness/until.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'
import { clientOf } from './ask.ts'
import {
  type Backlog,
  backlogAsDecided,
  backlogCounted,
  backlogSize,
  describeBacklog,
  describeKept,
  keptBacklog,
  type TakenUp,
  takenUpToday,
  takeOverBacklog,
} from './backlog.ts'
import { judge } from './checks.ts'
import { Citizens } from './citizens.ts'
import { type City, openCity, openEngineOf } from './city.ts'
import { type Commune, drawCommunes } from './communes.ts'
import { Custodians, isPlacementDone, openCustodians, withCustodians } from './custodians.ts'
import { AreaMoves, type Cutover } from './cutover.ts'
import { allEnded, areDesksBusy, hasUnanswered, isQuiet } from './day-rows.ts'
import { gather } from './evidence.ts'
import { forecastReception } from './forecast.ts'
import { type Intention, intentionsOf } from './intentions.ts'
import { late, type Observed, surprised, waiting } from './observed.ts'
import { Officers, openCounters, openDesks } from './officers.ts'
import { PassingTime } from './passing-time.ts'
import { reconcileUntilQuiet } from './reconcile-until-quiet.ts'
import { sayFigures } from './say-figures.ts'
import { staffList, takeOverStaff } from './staff.ts'
import { arrangeSubstitutions, type Substitution } from './substitutions.ts'
import { type Summary, summaryOf } from './summary.ts'

export interface StoryOptions {
  seed: number
  dossiers: number
  say: (line: string) => void
}

/** Tells it and judges it, on servers that `upkeep` takes down. */
export async function tellStory(options: StoryOptions, upkeep: Upkeep): Promise<Summary> {
  const { seed, say } = options
  const began = Date.now()
  say('Bringing up PostgreSQL, Temporal, and a bank that executes every fifth transfer and never answers')
  const city = await openCity(upkeep, { seed, bank: ['--execute-then-time-out', '0.2'] })
  const { database } = city
  const engine = await openEngineOf(city, upkeep)

  const drawn = await today(city, options)
  const { communes, intentions, backlog, staff } = drawn
  const substitutions = await arrangeSubstitutions(database.sql, await clientAs('supervisor', city), communes)
  const moves = movesOf(communes, { city, engine, say })
  const people = await openDay({ city, engine, moves, say }, drawn, substitutions)
  const { observed, officers, custodians, time, citizens, keepers, work } = people

  const restarts = await fileThroughKills({ city, citizens, observed, moves, say }, intentions)
  const atWork = [officers, time]
  const undone = surprised(observed, 'the reorganisation', moves.undoAndRedo())
  for (const one of atWork) one.rest()
  const deps = { database, engine, now: Date.now }
  const noon = await reconcileUntilQuiet(deps, 60_000)
  const { compared, differences } = noon
  say(`At rest: ${compared} open dossiers compared with their workflows, ${differences.length} differences`)
  for (const one of atWork) one.resume()

  await eventually(observed, 'every dossier has ended', () => allEnded(database, intentions.length))
  await eventually(observed, 'the placement queue is worked off', () => isPlacementDone(city, keepers.keys()))
  for (const one of [...atWork, custodians]) one.goHome()
  await Promise.all([work, citizens.goHome(), undone])
  await eventually(observed, 'nothing waits to be carried', () => isQuiet(database))
  say('Every dossier has ended; everybody goes home')

  const evening = await reconcileUntilQuiet(deps, 30_000)
  const reader = await clientAs('operator', city)
  const movedAreaId = moves.from.areaId
  const evidence = await gather(city, engine, reader, { observed, substitutions, movedAreaId, backlog })
  const beyond = await judgeCutover(city, { moves, backlog, observed, say })
  const findings = [
    ...judge(intentions, evidence),
    ...[staff, ...beyond.findings, nothingDiffers(noon, evening)],
  ]
  const summary = summaryOf(evidence, findings, {
    ...{ seed, restarts, compared, cutover: beyond.cutover },
    procedures: new Set(intentions.map(({ procedure }) => procedure)).size,
    routes: routesOf(intentions),
    differences: differences.length + evening.differences.length,
    seconds: Math.round((Date.now() - began) / 1000),
  })
  sayFigures(say, { intentions, evidence, findings, summary })
  return summary
}

/** Who does what today, and what they observe; the officers and custodians are at work. */
async function openDay(
  { city, engine, moves, say }: Pick<Day, 'city' | 'moves' | 'say'> & { engine: Engine },
  { communes, intentions, backlog, takenUp }: Today,
  substitutions: readonly Substitution[],
) {
  const observed: Observed = {
    ...{ receipts: [], decisions: [], bulk: [], placements: [], surprises: [] },
    ...{ backlogPlaced: 0, backlogDecided: [], engineAway: false },
  }
  const officers = new Officers(observed, takenUp)
  const custodians = new Custodians(observed, backlog)
  const time = new PassingTime({ database: city.database, engine }, (task) => officers.takeUp(task))
  const portal = await clientAs('service', city)
  const counters = await openCounters(
    city,
    communes.map(({ unitId }) => unitId),
  )
  const citizens = new Citizens({ portal, counters }, observed, (id, intention) => {
    officers.brief(id, intention)
    custodians.brief(id, intention)
    time.expect(id, intention)
  })
  const desks = await openDesks(city, intentions, { substitutions, moves })
  const keepers = await openCustodians(city, intentions)
  const work = Promise.all([
    officers.work(desks),
    custodians.work(keepers),
    surprised(observed, 'passing time', time.run()),
  ])
  say(
    `${desks.length} officers look into their inboxes, ${substitutions.length} of them as substitutes; ${keepers.size} custodians keep what nobody has placed`,
  )
  return { observed, officers, custodians, time, citizens, keepers, work }
}

function routesOf(intentions: readonly Intention[]): Readonly<Record<string, number>> {
  const routes = new Map<string, number>()
  for (const { route = 'own' } of intentions.map(({ procedure }) => procedure))
    routes.set(route, (routes.get(route) ?? 0) + 1)
  return Object.fromEntries([...routes].sort())
}

/** Between communes without a substitute, whose decisions are counted by their unit. */
function movesOf(
  communes: readonly Commune[],
  world: { city: City; engine: Engine; say: StoryOptions['say'] },
): AreaMoves {
  const [to, from] = [communes.at(-2), communes.at(-1)]
  if (from === undefined || to === undefined) throw new RangeError('the demo needs two communes')
  return new AreaMoves(world, from, to)
}

interface Day {
  city: City
  citizens: Citizens
  observed: Observed
  moves: AreaMoves
  say: StoryOptions['say']
}

/** Half is filed in good order; for the rest the worker is killed, then the engine. Answers how many were started again. */
async function fileThroughKills(
  { city: { database, worker, temporal }, citizens, observed, moves, say }: Day,
  intentions: readonly Intention[],
): Promise<number> {
  const [morning, forenoon, midday, afternoon] = partsOf(intentions)
  await citizens.file(morning)
  say(`${morning.length} dossiers filed through the API`)
  const unanswered = await soon(() => hasUnanswered(database), 15_000)
  const filing = citizens.file(forenoon)
  await soon(() => areDesksBusy(database, forenoon.length / 2), 10_000)
  await surprised(observed, 'the reorganisation', moves.arm())

  await worker.kill()
  observed.engineAway = true
  const { receipts, decisions } = observed
  say(`SIGKILL to the worker, with ${receipts.length} filed and ${decisions.length} decisions taken`)
  if (unanswered) say('  and a transfer at the bank of which nobody here knows whether it was executed')
  await filing
  await citizens.file(midday)
  say(`${receipts.length} filed by now: a receipt needs PostgreSQL and nothing else`)
  await soon(() => late(observed).length > 0, 20_000)

  await temporal.kill()
  say('SIGKILL to the Temporal server as well')
  await citizens.file(afternoon)
  say(`All ${receipts.length} filed; officers are answered 503, with an id to ask by`)
  const restarted = await Promise.all([temporal.start(), worker.start()])
  observed.engineAway = false
  say('Temporal and the worker run again')

  await eventually(observed, 'every 503 is settled', () => waiting(observed) === 0)
  say(`${late(observed).length} decisions that were answered 503 are settled: GET /decisions/:id says so`)
  return restarted.length
}

interface Today {
  communes: readonly Commune[]
  intentions: readonly Intention[]
  backlog: Backlog
  takenUp: TakenUp
  staff: Finding
}

/** Takes the backlog and the staff over, and draws what is filed today. */
async function today(city: City, { seed, dossiers, say }: StoryOptions): Promise<Today> {
  const registry = await loadProcedures()
  const backlog = await takeOverBacklog(city, registry, { rows: backlogSize(dossiers), seed })
  say(`Imported: ${describeBacklog(backlog)}`)
  // So few that several tasks meet at each desk.
  const count = Math.min(8, Math.ceil(dossiers / 8))
  const communes = await drawCommunes(city.database.sql, { count, seed, asOfMs: Date.now() })
  say(`The API of the city is at ${city.apiUrl}; today in ${communes.map(({ name }) => name).join(', ')}`)
  const staff = await takeOverStaff(city, staffList(communes, localDate(Date.now())))
  say(`Imported: ${staff.line}`)
  const drawn = intentionsOf(registry, { communes, count: dossiers, seed, now: Date.now() })
  const intentions = await withCustodians(city, drawn)
  const procedures = new Set(intentions.map(({ procedure }) => procedure))
  const fields = new Set([...procedures].map(({ field }) => field))
  say(
    `${procedures.size} procedures of ${fields.size} fields; what would take days is moved to now, and said so`,
  )
  const takenUp = await takenUpToday(city, registry, communes.at(-1)?.areaId ?? '')
  return { communes, intentions, backlog, takenUp, staff: staff.finding }
}

/** What was taken over, what the reorganisation did, and what the next one would do. */
async function judgeCutover(
  city: City,
  { moves, backlog, observed, say }: Omit<Day, 'city' | 'citizens'> & { backlog: Backlog },
): Promise<{ cutover: Cutover; findings: readonly Finding[] }> {
  const kept = await keptBacklog(city.database.sql, backlog)
  say(describeKept(kept, observed))
  const { cutover, finding } = await moves.certify(backlog, kept)
  const reception = await forecastReception(city.database)
  say(`Previewed, and not enacted: ${reception.line}`)
  const decided = await backlogAsDecided(city.database.sql, observed)
  const findings = [backlogCounted(backlog, kept), decided, ...moves.findings, finding, reception.finding]
  return { cutover, findings }
}

const cityUnit = 'hanoi:01'

type Caller = 'service' | 'supervisor' | 'operator'

/** The portal that files, the city's supervisor, or the operator who may read every dossier. */
async function clientAs(role: Caller, { apiUrl, signing }: City): Promise<Client> {
  return clientOf(
    apiUrl,
    await signing.issue({ id: `demo-${role}`, role, unitId: role === 'supervisor' ? cityUnit : null }, 1),
  )
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
/** Of a day with many dossiers. */
const longestMsEach = 500

/** What must come: when it does not, that is one of the mismatches, and the day is judged as it is. */
async function eventually(
  observed: Observed,
  what: string,
  ask: () => Promise<boolean> | boolean,
): Promise<void> {
  await until(what, ask, longestMs + longestMsEach * observed.receipts.length).catch(
    (error: Error) => void observed.surprises.push(error.message),
  )
}

function nothingDiffers(...reports: readonly ReconcileReport[]): Finding {
  return {
    invariant: 'reconcile finds no difference',
    checked: reports.reduce((sum, { compared }) => sum + compared, 0),
    violations: reports.flatMap(({ differences, notJudgedFirst }) => [
      ...differences.map(({ kind, dossierId }) => `${dossierId}: ${differenceKinds[kind]}`),
      ...notJudgedFirst.map((id) => `${id}: its workflow does not answer`),
    ]),
  }
}
