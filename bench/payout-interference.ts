/** Whether dossiers wait while a payout run is paid: decisions in windows in which the run is held up, and in windows in which it pays. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { embeddedSigningKey } from '../api/server/signing-key.ts'
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { signingKeyFile } from '../bin/process/signing-key-file.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { addRunStep } from '../db/payouts/run.ts'
import type { PayoutRunStep } from '../domain/benefits/payout-run.ts'
import { grantMany } from '../harness/payouts/grant-many.ts'
import { releaseRun, wouldBePaid } from '../harness/payouts/three-persons.ts'
import { addressIn, processOf, startBank } from './bank.ts'
import { type Figure, figure, inParallel, percentile, round } from './figure.ts'
import { httpClient } from './http-client.ts'
import { type Offices, openOffices } from './office.ts'
import { beneficiaries } from './payout-prepare.ts'
import { errs, timeoutMs } from './payout-run.ts'
import { analyzed, type BenchServers } from './servers.ts'
import { untilAllStarted } from './started.ts'

const decisionsASecond = 10
const windowMs = Number(process.env.BENCH_WINDOW_MS ?? 15_000)
const pairs = Number(process.env.BENCH_WINDOW_PAIRS ?? 4)
/** After it a page that the engine tries again has been tried, or what was with the bank has been answered. */
const changedWithinMs = Number(process.env.BENCH_WINDOW_GAP_MS ?? 16_000)
const aWindow = Math.floor((windowMs / 1_000) * decisionsASecond)
const warmingUp = 50

type Kind = 'idle' | 'run'
/** Idle first, then the other one first: what a machine does in the long run meets both alike. */
const kinds = Array.from({ length: pairs }, (_, n): readonly Kind[] =>
  n % 2 === 0 ? ['idle', 'run'] : ['run', 'idle'],
).flat()

type Client = ReturnType<typeof httpClient>

/** The 95th percentile of decisions while the run pays, over that while the same run is held up. */
export async function payoutInterference(servers: BenchServers): Promise<Figure[]> {
  const { database, dataDir, env, run } = servers
  const bank = await startBank(servers, errs)
  env.PAYMENT_BATCH_TIMEOUT_MS = String(timeoutMs)
  const worker = processOf(servers, 'worker', 'bin/worker.ts', /worker runs/)
  try {
    await worker.start()
    await run('bin/relay.ts', /relay runs/)
    const [ofRuns, ofDossiers] = [
      await run('bin/api.ts', /API listens/),
      await run('bench/entry/api.ts', /listens at/),
    ]
    const client = httpClient(addressIn(ofDossiers.line), 40)
    const decisions = await filed(servers, client)
    const keys = keysOfThisMachine(dataDir, { make: false })
    if (keys === null) throw new Error('the bench has no keys')
    await grantMany(database, createVault(keys), { count: beneficiaries, seed: 1 })
    await analyzed(servers)
    const signing = await embeddedSigningKey(signingKeyFile(dataDir))
    const counter = { database, signing, apiUrl: addressIn(ofRuns.line) }
    const periods = ['2025-06', '2025-07']
    const runId = await releaseRun(counter, { periods, prepared: await wouldBePaid(counter, periods) })
    const took = await inWindows(servers, { runId, decisions })
    client.close()
    return [figureOf(took)]
  } finally {
    await Promise.all([worker.kill(), bank.stop()])
  }
}

/** Dossiers at their first desk, as many as are decided. @returns decides the next one */
async function filed(servers: BenchServers, client: Client): Promise<() => Promise<void>> {
  const offices = await openOffices(servers)
  const tasks: { task: string; index: number }[] = []
  await inParallel(kinds.length * aWindow + warmingUp, 20, async (index) => {
    const headers = { ...offices.service, 'idempotency-key': randomUUID() }
    const answer = await client.post('/dossiers', offices.at(index).filing(index), headers)
    if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.body}`)
    tasks.push({ task: `${receipt.parse(JSON.parse(answer.body)).dossierId}.receive.1`, index })
  })
  await untilAllStarted(servers.database)
  const next = async (): Promise<void> => {
    const of = tasks.pop()
    if (of === undefined) throw new RangeError('no dossier is left to be decided')
    await decide(client, offices, of)
  }
  for (let n = 0; n < warmingUp; n += 1) await next()
  return next
}

const receipt = z.object({ dossierId: z.string() })

/** What is answered 503 is sent again under its key when the answer says, and the waiting counts. */
async function decide(
  client: Client,
  offices: Offices,
  { task, index }: { task: string; index: number },
): Promise<void> {
  const headers = { ...offices.at(index).oneStop, 'idempotency-key': randomUUID() }
  for (;;) {
    const answer = await client.post(`/tasks/${task}/decisions`, { outcome: 'accepted' }, headers)
    if (answer.status === 200) return
    if (answer.status !== 503) throw new Error(`expected 200, got ${answer.status}: ${answer.body}`)
    await pause((answer.retryAfterSeconds ?? 1) * 1_000)
  }
}

interface Took {
  idle: number[][]
  run: number[][]
}

/** Ends with the run: a window in which it ended counts for nothing. */
async function inWindows(
  { database: { sql } }: BenchServers,
  { runId, decisions }: { runId: string; decisions: () => Promise<void> },
): Promise<Took> {
  const took: Took = { idle: [], run: [] }
  const step = (kind: PayoutRunStep) =>
    addRunStep(sql, { runId, kind, actorId: 'bench', reason: 'bench', at: Date.now() })
  await step('paused')
  await pause(changedWithinMs)
  let before: Kind = 'idle'
  for (const kind of kinds) {
    if (kind !== before) {
      await step(kind === 'idle' ? 'paused' : 'resumed')
      await pause(changedWithinMs)
    }
    before = kind
    const ms = await atPace(decisions)
    const left = await sql`
      select 1 from payment_order where run_id = ${runId} and state in ('PENDING', 'INTENT', 'SENT', 'UNKNOWN') limit 1`
    if (left.length === 0) break
    took[kind].push(ms)
  }
  if (took.run.length === 0 || took.idle.length === 0)
    throw new RangeError('the run was paid before a window was over: give more BENCH_PAYOUT_BENEFICIARIES')
  return took
}

/** Each is sent at its time, whatever became of those before, and timed from then on, ms. */
async function atPace(send: () => Promise<void>): Promise<number[]> {
  const began = performance.now()
  return await Promise.all(
    Array.from({ length: aWindow }, async (_, n) => {
      const due = began + (n * 1_000) / decisionsASecond
      await pause(Math.max(0, due - performance.now()))
      await send()
      return performance.now() - due
    }),
  )
}

function figureOf({ idle, run }: Took): Figure {
  const p95 = (windows: readonly number[][]) => percentile(windows.flat(), 0.95)
  const each = (windows: readonly number[][]) => windows.map((ms) => round(percentile(ms, 0.95)))
  return figure(
    'payout-interference',
    p95(run) / p95(idle),
    { atMost: 1.5 },
    'p95 of a decision in the run/idle, ms',
    {
      ...{ beneficiaries, 'decisions a second': decisionsASecond, 'a window': aWindow },
      ...{ 'p95 in the run, ms': round(p95(run)), 'p95 idle, ms': round(p95(idle)) },
      ...{ 'each in the run': each(run), 'each idle': each(idle) },
    },
  )
}
