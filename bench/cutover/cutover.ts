import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { embeddedSigningKey } from '../../api/server/signing-key.ts'
import type { Database } from '../../db/database.ts'
import { type Figure, figure, inParallel, median, percentile, round } from '../figure.ts'
import { httpClient } from '../http-client.ts'
import { filingOf } from '../office.ts'
import { dossiersWanted, seedDossiers } from '../seed-dossiers.ts'
import type { BenchServers } from '../servers.ts'
import { untilAllStarted } from '../started.ts'
import { type Asked, judge, nearMs, type PageOf, type Side, type Verdict } from './answers.ts'
import { asPage, type Item, itemsOf, type Pair, pageLength, type Site, workAround } from './load.ts'
import { communesMerge, type Merging, readMapping } from './merging-communes.ts'
import { aheadMs, Reorganising } from './reorganising.ts'

/** Dossiers that have a workflow: their tasks are claimed and decided. */
const withWorkflow = Number(process.env.BENCH_WORKFLOWS ?? 20_000)
const wanted = { answers: 2_000, near: 500 }
const instantsAtMost = 20
const atOnce = 40
const leadMs = 1_500
/** The clocks of the two machines are so far apart, ms. */
const apartMs = 400
const minuteMs = Number(process.env.BENCH_MINUTE_MS ?? 60_000)

/**
 * Twenty communes end and their successors take over, again and again, with `BENCH_DOSSIERS` open: wrong answers around the instants,
 * rows that an instant writes, and how long a page of an inbox takes in the minute after it.
 */
export async function cutover(servers: BenchServers): Promise<Figure[]> {
  const { database } = servers
  const open = dossiersWanted()
  const { merging, commune } = await readMapping()
  await seedDossiers(database, { dossiers: open, open, asOfMs: Date.now() })
  const apiAhead = (ms: number) =>
    servers.run('bench/entry/api.ts', /listens at/, { BENCH_CLOCK_AHEAD_MS: String(ms) })
  const [worker, relay, ...apis] = await Promise.all([
    servers.run('bin/worker.ts', /worker runs/),
    servers.run('bin/relay.ts', /relay runs/),
    apiAhead(apartMs / 2),
    apiAhead(-apartMs / 2),
  ])
  const site: Site = {
    apis: apis.map(({ line }) => httpClient(line.replace(/.*listens at /, ''), atOnce)),
    pairs: await openPairs(servers, merging),
  }
  await fileDossiers(servers, site, merging)
  await untilAllStarted(database)
  const pageOf = await firstPages(database, site, commune)
  const reorganising = new Reorganising(database, communesMerge(merging))
  const verdicts: Verdict[] = []
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0)
  while (
    verdicts.length < instantsAtMost &&
    (sum(({ answers }) => answers) < wanted.answers || sum(({ near }) => near) < wanted.near)
  ) {
    const instant = await reorganising.next()
    verdicts.push(judge(await workAround(site, { at: instant.at, leadMs, atOnce }), instant, pageOf))
  }
  const quiet = await readAroundInstant(database, site, await reorganising.next(minuteMs + aheadMs))
  for (const api of site.apis) api.close()
  await Promise.all([worker, relay, ...apis].map((process) => process.stop()))
  const [answers, near] = [sum((verdict) => verdict.answers), sum((verdict) => verdict.near)]
  const wrong = verdicts.flatMap((verdict) => verdict.wrong)
  // Too few answers prove nothing: then the figure is missed too.
  const lacking = answers < wanted.answers || near < wanted.near ? 1 : 0
  return [
    figure('cutover-wrong', wrong.length + lacking, { atMost: 0 }, `wrong answers of ${answers}`, {
      ...{ open, 'with a workflow': withWorkflow, instants: verdicts.length, 'clocks apart, ms': apartMs },
      ...{
        answers,
        [`within ${nearMs} ms`]: near,
        'across an instant, not judged': sum(({ across }) => across),
      },
      'by kind': byKind(wrong.map(inWords)),
    }),
    figure('cutover-rows', quiet.rows, { atMost: 0 }, 'rows of dossier and task written by the instant', {
      open,
    }),
    figure(
      'cutover-inbox',
      quiet.ratio,
      { atMost: 1.5 },
      'p95 of an inbox in the minute after/before the instant',
      quiet.detail,
    ),
  ]
}

const inWords = ({ what, side, status, code }: Asked): string => `${what} by ${side}: ${status} ${code ?? ''}`

function byKind(wrong: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const kind of wrong) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, times]) => `${times} ${kind}`).join('; ')
}

async function openPairs({ dataDir }: BenchServers, merging: readonly Merging[]): Promise<readonly Pair[]> {
  const key = await embeddedSigningKey(join(dataDir, 'keys', 'api.jwk'))
  const clerk = async (unitId: string) => ({
    authorization: `Bearer ${await key.issue({ id: `can-bo:${unitId}:oneStop:1`, role: 'officer', unitId }, 1)}`,
  })
  return await Promise.all(
    merging.map(async ({ from, into }) => ({
      units: { from, into },
      clerks: { from: await clerk(from), into: await clerk(into) },
      tasks: [],
    })),
  )
}

const receipt = z.object({ dossierId: z.string() })

/** Files in the areas of the communes that end; their first tasks are open with the receipt. */
async function fileDossiers(
  { dataDir }: BenchServers,
  { apis, pairs }: Site,
  merging: readonly Merging[],
): Promise<void> {
  const key = await embeddedSigningKey(join(dataDir, 'keys', 'api.jwk'))
  const service = {
    authorization: `Bearer ${await key.issue({ id: 'bench', role: 'service', unitId: null }, 1)}`,
  }
  await inParallel(withWorkflow, atOnce, async (index) => {
    const at = index % pairs.length
    const [api, pair, merged] = [apis[index % apis.length], pairs[at], merging[at]]
    if (api === undefined || pair === undefined || merged === undefined) throw new RangeError(`no pair ${at}`)
    const headers = { ...service, 'idempotency-key': randomUUID() }
    const answer = await api.post('/dossiers', filingOf(index, merged.from, merged.area), headers)
    if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.body}`)
    pair.tasks.push(`${receipt.parse(JSON.parse(answer.body)).dossierId}.receive.1`)
  })
}

/**
 * The first page of each inbox, read while nothing changes, with its areas as the mapping file has them; and of both together, put together
 * here. What is filed for the bench is due later than all of them.
 */
async function firstPages(
  database: Database,
  { apis, pairs }: Site,
  commune: ReadonlyMap<string, string>,
): Promise<PageOf> {
  const pages = await Promise.all(
    pairs.map(async ({ units, clerks }) => {
      const read = async (side: Side): Promise<readonly Item[]> => {
        const answer = await apis[0]?.get(`/inbox?unit=${units[side]}&limit=${pageLength}`, clerks[side])
        if (answer?.status !== 200) throw new Error(`no inbox of ${units[side]}: ${answer?.body}`)
        const page = itemsOf(answer.body)
        if (page.length < pageLength || Date.parse(page.at(-1)?.dueAt ?? '') > Date.now())
          throw new Error(`${units[side]} has too few tasks that are overdue: give more BENCH_DOSSIERS`)
        await requireIn(database, page, units[side], commune)
        return page
      }
      const [from, into] = [await read('from'), await read('into')]
      const both = [...from, ...into].sort(
        (a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.task < b.task ? -1 : 1),
      )
      return { from: asPage(from), into: asPage(into), both: asPage(both.slice(0, pageLength)) }
    }),
  )
  return (pair, side, holder) => {
    const page = pages[pair]
    if (page === undefined) throw new RangeError(`no pair ${pair}`)
    return holder === 'from' ? page[side] : side === 'from' ? null : page.both
  }
}

async function requireIn(
  { sql }: Database,
  page: readonly Item[],
  unitId: string,
  commune: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = await sql<{ areaId: string }[]>`
    select area_id as "areaId" from task where id = any (${page.map(({ task }) => task)})`
  const others = rows.filter(({ areaId }) => commune.get(areaId) !== unitId)
  if (others.length > 0)
    throw new Error(`the inbox of ${unitId} has tasks in ${others.map(({ areaId }) => areaId).join()}`)
}

/** Only inboxes are read, so that what is written is the instant's own doing. */
async function readAroundInstant(
  { sql }: Database,
  { apis, pairs }: Site,
  { at, before }: { at: number; before: Side },
) {
  await pause(at - minuteMs - Date.now())
  const written = await rowsWritten(sql)
  const took: { sent: number; ms: number }[] = []
  let number = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (Date.now() < at + minuteMs) {
        const [api, pair] = [apis[number % apis.length], pairs[number++ % pairs.length]]
        // Of a unit that exists before and after: a refusal would be faster than a page.
        const sent = Date.now()
        await api?.get(`/inbox?unit=${pair?.units.into}&limit=${pageLength}`, pair?.clerks.into ?? {})
        took.push({ sent, ms: Date.now() - sent })
      }
    }),
  )
  const p95 = (side: typeof took) =>
    percentile(
      side.map(({ ms }) => ms),
      0.95,
    )
  const [earlier, later] = [took.filter(({ sent }) => sent < at), took.filter(({ sent }) => sent >= at)]
  const rows = (await rowsWritten(sql)) - written
  return {
    rows,
    ratio: p95(later) / p95(earlier),
    detail: {
      ...{ 'until then': before, 'p95 before, ms': round(p95(earlier)), 'p95 after, ms': round(p95(later)) },
      ...{
        'p50 before, ms': median(earlier.map(({ ms }) => ms)),
        'p50 after, ms': median(later.map(({ ms }) => ms)),
      },
      pages: took.length,
    },
  }
}

/** By the counters of PostgreSQL, which each session adds to at the latest a second after its transaction. */
async function rowsWritten(sql: Database['sql']): Promise<number> {
  await pause(3_000)
  const [row] = await sql<{ rows: number }[]>`
    select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 as rows from pg_stat_user_tables where relname in ('dossier', 'task')`
  return row?.rows ?? Number.NaN
}
