/** The day on which the districts of Hà Nội end: dossiers filed and decided over HTTP, and at the instant all that orchestrates them is killed. */

import type { Upkeep } from '../embedded/upkeep.ts'
import { differenceKinds, type ReconcileReport } from '../engine/reconcile-report.ts'
import type { Finding } from '../harness/checker.ts'
import { until } from '../harness/until.ts'
import { AreaMoves } from './area-moves.ts'
import { type Backlog, backlogAsDecided, backlogCounted, describeKept, keptBacklog } from './backlog.ts'
import { judge } from './checks.ts'
import { type City, openCity, openEngineOf } from './city.ts'
import type { Commune } from './communes.ts'
import { isPlacementDone, withCustodians } from './custodians.ts'
import { CutOver } from './cutover.ts'
import { clientAs, type Day, type OpenCommunes, openCommunes, openDay } from './day.ts'
import { allEnded, hasUnanswered, isQuiet } from './day-rows.ts'
import { gather } from './evidence.ts'
import { forecastReception } from './forecast.ts'
import type { Intention } from './intentions.ts'
import { late, type Observed, surprised, waiting } from './observed.ts'
import { openCounters } from './officers.ts'
import { OfficesSplit } from './offices-split.ts'
import { bankPatience, type PaidThrough, payEverybody } from './payout/story.ts'
import { reconcileUntilQuiet } from './reconcile-until-quiet.ts'
import { sayFigures } from './say-figures.ts'
import { type Summary, summaryOf } from './summary.ts'
import { type StoryOptions, type Today, today } from './today.ts'
import { reached } from './two-persons.ts'

/** Tells it and judges it, on servers that `upkeep` takes down. */
export async function tellStory(options: StoryOptions, upkeep: Upkeep): Promise<Summary> {
  const { seed, say } = options
  const began = Date.now()
  say('Bringing up PostgreSQL, Temporal, and a bank that executes every fifth transfer and never answers')
  const bank = ['--execute-then-time-out', '0.2']
  const city = await openCity(upkeep, { seed, bank, organisation: 'before', settings: bankPatience })
  const { database } = city
  const engine = await openEngineOf(city, upkeep)

  const cutOver = await CutOver.open({ city, engine, say })
  const drawn = await today(city, cutOver, options)
  const moves = movesOf(drawn.communes, { city, say })
  const day = await openDay({ city, engine, cutOver, moves, say }, drawn)
  const { observed, officers, custodians, time, citizens } = day

  const { restarts, intentions, substitutions, keepers } = await cutOverThroughKills(day, drawn)
  const { cutover } = await cutOver.certifyAndClose(drawn.backlog)
  const offices = await OfficesSplit.open({ city, say })
  const moved = surprised(observed, 'the small reorganisations', moveAndSplit(moves, offices))
  const atWork = [officers, time]
  for (const one of atWork) one.rest()
  const deps = { database, engine, now: Date.now }
  const noon = await reconcileUntilQuiet(deps, 60_000)
  const { compared, differences } = noon
  say(`At rest: ${compared} open dossiers compared with their workflows, ${differences.length} differences`)
  for (const one of atWork) one.resume()

  await eventually(observed, 'every dossier has ended', () => allEnded(database, intentions.length))
  await eventually(observed, 'the placement queue is worked off', () => isPlacementDone(city, keepers))
  await moved
  for (const one of [...atWork, custodians]) one.goHome()
  await Promise.all([...day.work, citizens.goHome()])
  await eventually(observed, 'nothing waits to be carried', () => isQuiet(database))
  say('Every dossier has ended; everybody goes home')

  const evening = await reconcileUntilQuiet(deps, 30_000)
  const reader = await clientAs('operator', city)
  const { backlog } = drawn
  const [movedAreaId, instant] = [moves.from.areaId, cutOver.instant()]
  const about = { observed, substitutions, movedAreaId, instant, backlog }
  const evidence = await gather(city, engine, reader, about)
  const paid = await payEverybody({ city, engine }, { ...lastAct, seed, say })
  const findings = [
    ...judge(intentions, evidence),
    everybodyPaid(paid),
    ...cutOver.findings,
    ...moves.findings,
    ...offices.findings,
    ...(await judgeEvening(city, { backlog, observed, say })),
    nothingDiffers(noon, evening),
  ]
  const summary = summaryOf(evidence, findings, {
    ...{ seed, restarts, compared, cutover, payout: paid.payout },
    procedures: new Set(intentions.map(({ procedure }) => procedure)).size,
    routes: routesOf(intentions),
    differences: differences.length + evening.differences.length,
    seconds: Math.round((Date.now() - began) / 1000),
  })
  sayFigures(say, { intentions, evidence, findings, summary })
  return summary
}

/** One after the other: each waits for what the other has armed. */
async function moveAndSplit(moves: AreaMoves, offices: OfficesSplit): Promise<void> {
  await moves.enactAndUndo()
  await offices.enactUndoRedo()
}

/** The whole of it is `npm run demo -- payout`. */
const lastAct = { beneficiaries: 40, units: 3, kills: 'none' } as const

const everybodyPaid = ({ payout, problems }: PaidThrough): Finding => ({
  invariant: 'two months of benefits are paid to everybody, once',
  checked: payout.due,
  violations: [...problems, ...(payout.confirmed === payout.due ? [] : ['an order is not confirmed'])],
})

function routesOf(intentions: readonly Intention[]): Readonly<Record<string, number>> {
  const routes = new Map<string, number>()
  for (const { route = 'own' } of intentions.map(({ procedure }) => procedure))
    routes.set(route, (routes.get(route) ?? 0) + 1)
  return Object.fromEntries([...routes].sort())
}

/** Between communes without a substitute, whose decisions are counted by their unit. */
function movesOf(communes: readonly Commune[], world: { city: City; say: StoryOptions['say'] }): AreaMoves {
  const [to, from] = [communes.at(-2), communes.at(-1)]
  if (from === undefined || to === undefined) throw new RangeError('the demo needs two communes')
  return new AreaMoves(world, from, to)
}

interface CutOverDay extends OpenCommunes {
  /** How many processes were started again. */
  restarts: number
  /** With the units that keep what nobody has placed. */
  intentions: readonly Intention[]
}

/** The districts end while citizens file and officers decide; before it the worker is killed, then the engine. */
async function cutOverThroughKills(
  day: Day,
  { intentions: all, parts, communes, produced }: Today,
): Promise<CutOverDay> {
  const { city, citizens, observed, cutOver, say } = day
  const { database, worker, temporal } = city
  await citizens.file(parts.before)
  say(`${parts.before.length} dossiers filed through the API, at wards and districts`)
  const unanswered = await soon(() => hasUnanswered(database), 15_000)
  await cutOver.prepare(produced)
  const at = cutOver.instant()
  const intentions = await withCustodians(city, all, at)
  const counters = await openCounters(city, [...communes.map(({ unitId }) => unitId)], at)
  for (const [unit, counter] of counters) day.counters.set(unit, counter)

  await worker.kill()
  observed.engineAway = true
  const { receipts, decisions } = observed
  say(`SIGKILL to the worker, with ${receipts.length} filed and ${decisions.length} decisions taken`)
  if (unanswered) say('  and a transfer at the bank of which nobody here knows whether it was executed')
  const filing = citizens.file(parts.across, { from: Date.now(), until: at + 2_000 })
  await reached(at - 1_500)
  await temporal.kill()
  say('SIGKILL to the Temporal server as well')
  await reached(at)
  say(`The districts have ended, with ${receipts.length} filed: a receipt needs PostgreSQL and nothing else`)
  const { substitutions, keepers } = await openCommunes(day, { intentions, communes, at })
  await filing
  await citizens.file(parts.since)
  say(`All ${receipts.length} filed; officers are answered 503, with an id to ask by`)
  await soon(() => late(observed).length > 0, 20_000)
  const restarted = await Promise.all([temporal.start(), worker.start()])
  observed.engineAway = false
  say('Temporal and the worker run again')

  await eventually(observed, 'every 503 is settled', () => waiting(observed) === 0)
  say(`${late(observed).length} decisions that were answered 503 are settled: GET /decisions/:id says so`)
  return { restarts: restarted.length, intentions, substitutions, keepers }
}

/** What of the backlog was kept and decided, and what the next reorganisation would do. */
async function judgeEvening(
  city: City,
  { backlog, observed, say }: Pick<Day, 'observed' | 'say'> & { backlog: Backlog },
): Promise<readonly Finding[]> {
  const kept = await keptBacklog(city.database.sql, backlog)
  say(describeKept(kept, observed))
  const reception = await forecastReception(city.database)
  say(`Previewed, and not enacted: ${reception.line}`)
  const decided = await backlogAsDecided(city.database.sql, observed)
  return [backlogCounted(backlog, kept), decided, reception.finding]
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
