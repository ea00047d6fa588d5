import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { openEngine } from '../engine/connection.ts'
import { bareDecide } from './bare/workflow.ts'
import { makeBareTables } from './bare/writes.ts'
import { countStatements } from './count-statements.ts'
import { CpuOfRounds, prefixed, serverPids } from './cpu.ts'
import { alternate, type Figure, figure, inParallel, median, round } from './figure.ts'
import { type Answer, httpClient } from './http-client.ts'
import { type Offices, openOffices } from './office.ts'
import { type OpenTasks, watchTasks } from './open-tasks.ts'
import { analyzed, type BenchServers } from './servers.ts'

const dossiersARound = Number(process.env.BENCH_DOSSIERS ?? 300)
const atOnce = 40
const rounds = 5
/** What a process compiles and plans at first is no part of a dossier. */
const warmUpRounds = 1

/**
 * Dossiers a second with two human decisions through the HTTP API, over a bare Temporal workflow with two updates
 * and as many transactions and rows as local activities, on the same servers. And the events of such a dossier.
 */
export async function dossiers(servers: BenchServers): Promise<Figure[]> {
  await makeBareTables(servers.database.sql)
  const [worker, relay, api, bareWorker] = await Promise.all([
    servers.run('bin/worker.ts', /worker runs/),
    servers.run('bin/relay.ts', /relay runs/),
    servers.run('bench/entry/api.ts', /listens at/),
    servers.run('bench/entry/bare-worker.ts', /worker runs/),
  ])
  const engine = openEngine({
    connection: { address: servers.env.TEMPORAL_ADDRESS },
    namespace: 'thong-suot',
  })
  const offices = await openOffices(servers)
  let filed = 0
  let retried = 0
  const client = httpClient(api.line.replace(/.*listens at /, ''), atOnce)

  const tasks = watchTasks(servers.database.sql)
  const ofServers = serverPids()
  const systemCpu = new CpuOfRounds({ ...ofServers, api: api.pid, worker: worker.pid, relay: relay.pid })
  const bareCpu = new CpuOfRounds({ ...ofServers, worker: bareWorker.pid })
  const system = async (): Promise<number> =>
    systemCpu.during(() =>
      rate(dossiersARound, async () => {
        retried += await ourDossier(client, offices, tasks, filed++)
      }),
    )
  const bare = async (): Promise<number> =>
    bareCpu.during(() => rate(dossiersARound, () => bareDossier(engine.client.workflow)))
  for (let n = 0; n < warmUpRounds; n += 1) await Promise.all([system(), bare()])
  await analyzed(servers)
  systemCpu.reset()
  bareCpu.reset()
  retried = 0
  const { system: a, bare: b, ratios } = await alternate(rounds, system, bare)
  const events = await eventsOfOne(servers, engine.client.workflow)
  client.close()
  tasks.stop()
  await Promise.all([worker.stop(), relay.stop(), api.stop(), bareWorker.stop()])
  await engine.close()
  return [
    figure('dossiers', median(ratios), { atLeast: 0.75 }, 'system/bare, dossiers a second', {
      system: a,
      bare: b,
      ratios,
      'decisions answered 503 and sent again': retried,
    }),
    figure(
      'dossiers-cpu',
      systemCpu.total / bareCpu.total,
      { atMost: 1.4 },
      'system/bare, CPU-ms a dossier',
      {
        ...prefixed('system', systemCpu.each(dossiersARound * rounds)),
        ...prefixed('bare', bareCpu.each(dossiersARound * rounds)),
      },
    ),
    figure('events', events, { atMost: 18 }, 'history events of receive, sign, issue'),
  ]
}

const counted = 40
/** Few: what is counted does not hang on the pace, and no request waits so long that it is sent again and counted twice. */
const countedAtOnce = 8

/** Statements that API, worker and relay send for a dossier with two decisions, `begin` and `commit` among them. */
export async function statements(servers: BenchServers): Promise<Figure[]> {
  const counter = await countStatements(servers.env.DATABASE_URL ?? '')
  const through = { DATABASE_URL: counter.url }
  const [worker, relay, api] = await Promise.all([
    servers.run('bin/worker.ts', /worker runs/, through),
    servers.run('bin/relay.ts', /relay runs/, through),
    servers.run('bench/entry/api.ts', /listens at/, through),
  ])
  const offices = await openOffices(servers)
  const client = httpClient(api.line.replace(/.*listens at /, ''), atOnce)
  const tasks = watchTasks(servers.database.sql)
  let filed = 0
  const some = () =>
    inParallel(counted, countedAtOnce, async () => {
      if ((await ourDossier(client, offices, tasks, filed++)) > 0)
        throw new Error('a decision was sent again')
    })
  await some()
  await allClosed(servers)
  counter.take()
  await some()
  await allClosed(servers)
  const taken = counter.take()
  client.close()
  tasks.stop()
  await Promise.all([worker.stop(), relay.stop(), api.stop()])
  counter.close()
  const each = Object.fromEntries(Object.entries(taken).map(([name, n]) => [name, round(n / counted)]))
  const total = Object.values(taken).reduce((sum, n) => sum + n, 0) / counted
  return [figure('statements', total, { atMost: 22 }, 'statements of receive, sign, issue', each)]
}

/** The last decision is answered before the engine has issued the result. */
async function allClosed({ database }: BenchServers): Promise<void> {
  for (;;) {
    const [row] = await database.sql<{ open: number }[]>`
      select count(*)::int as open from dossier where status = 'open'`
    if (row?.open === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function rate(total: number, job: (index: number) => Promise<void>): Promise<number> {
  const began = performance.now()
  await inParallel(total, atOnce, job)
  return total / ((performance.now() - began) / 1000)
}

const receipt = z.object({ dossierId: z.string() })
type Client = ReturnType<typeof httpClient>
/** A minute or so: what is not applied by then is no matter of load. */
const mostRetries = 5

/** Files a dossier and decides it to its end. @returns how many decisions were answered 503 and sent again */
async function ourDossier(
  client: Client,
  offices: Offices,
  tasks: OpenTasks,
  index: number,
): Promise<number> {
  const office = offices.at(index)
  const filed = await client.post('/dossiers', office.filing(index), {
    ...offices.service,
    'idempotency-key': randomUUID(),
  })
  const { dossierId } = receipt.parse(JSON.parse(expectStatus(filed, 201).body))
  let retried = 0
  for (const [officer, task, outcome] of [
    [office.oneStop, `${dossierId}.receive.1`, 'accepted'],
    [office.chair, `${dossierId}.sign.1`, 'signed'],
  ] as const) {
    await tasks.opened(task)
    retried += await decide(client, officer, task, outcome)
  }
  return retried
}

/** As a client of the API does: what is recorded and not answered in time is sent again under its key, when the answer says. */
async function decide(
  client: Client,
  officer: Record<string, string>,
  task: string,
  outcome: string,
): Promise<number> {
  const headers = { ...officer, 'idempotency-key': randomUUID() }
  for (let retried = 0; ; retried += 1) {
    const answer = await client.post(`/tasks/${task}/decisions`, { outcome }, headers)
    const { status, retryAfterSeconds } = answer
    if (status !== 503 || retryAfterSeconds === null || retried === mostRetries) {
      expectStatus(answer, 200)
      return retried
    }
    await new Promise((resolve) => setTimeout(resolve, retryAfterSeconds * 1_000))
  }
}

function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.body}`)
  return answer
}

async function bareDossier(client: ReturnType<typeof openEngine>['client']['workflow']): Promise<void> {
  const id = randomUUID()
  const handle = await client.start('bare', { workflowId: id, taskQueue: 'bare', args: [id] })
  await handle.executeUpdate(bareDecide, { args: ['accepted'] })
  await handle.executeUpdate(bareDecide, { args: ['signed'] })
}

async function eventsOfOne(
  servers: BenchServers,
  client: ReturnType<typeof openEngine>['client']['workflow'],
): Promise<number> {
  const [row] = await servers.database.sql<
    { id: string }[]
  >`select id from dossier where status = 'closed' order by filed_at desc limit 1`
  if (row === undefined) throw new Error('no dossier was closed in this run')
  const { historyLength } = await client.getHandle(row.id).describe()
  return historyLength
}
