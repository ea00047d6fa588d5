/** What a payout run costs the desks: decisions at ten a second, while nothing is paid and while a run is. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { embeddedSigningKey } from '../api/server/signing-key.ts'
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { signingKeyFile } from '../bin/process/signing-key-file.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { grantMany } from '../harness/payouts/grant-many.ts'
import { type Counter, releaseRun, wouldBePaid } from '../harness/payouts/three-persons.ts'
import { addressIn, startBank } from './bank.ts'
import { type Figure, figure, inParallel, median, percentile, round } from './figure.ts'
import { httpClient } from './http-client.ts'
import { type Offices, openOffices } from './office.ts'
import { beneficiaries } from './payout-prepare.ts'
import { periods } from './prepared.ts'
import { analyzed, type BenchServers } from './servers.ts'

const rounds = Number(process.env.BENCH_PAYOUT_ROUNDS ?? 3)
const decisionsASecond = 10
/** As long as decisions are measured while nothing is paid, in each round. */
const idleMs = 30_000
/** Enough for both decisions of each to last as long as all rounds. */
const dossiersFiled = Number(process.env.BENCH_DOSSIERS ?? 2_000)
const filedAtOnce = 20

interface Decision {
  task: string
  outcome: string
  headers: Record<string, string>
}

/**
 * p95 of a decision, from the moment at which it was due to be sent, while a third of the beneficiaries are prepared, released and paid, over that in the half
 * minute before. Each round has beneficiaries of its own, as nobody is paid twice.
 */
export async function payoutInterference(servers: BenchServers): Promise<Figure[]> {
  const { database, dataDir, run } = servers
  const bank = await startBank(servers)
  await run('bin/worker.ts', /worker runs/)
  await run('bin/relay.ts', /relay runs/)
  const api = await run('bin/api.ts', /API listens/)
  const decidingApi = await run('bench/entry/api.ts', /listens at/)
  const keys = keysOfThisMachine(dataDir, { make: false })
  if (keys === null) throw new Error('the bench has no keys')
  const vault = createVault(keys)
  const signing = await embeddedSigningKey(signingKeyFile(dataDir))
  const counter: Counter = { database, signing, apiUrl: addressIn(api.line) }
  const client = httpClient(addressIn(decidingApi.line), filedAtOnce)
  const next = await decisionsToMake(servers, client)
  await analyzed(servers)
  const decideUntil = (over: () => boolean) => decide(client, next, over)

  const found = { idle: [] as number[], run: [] as number[], ratios: [] as number[] }
  for (let seed = 1; seed <= rounds; seed += 1) {
    await grantMany(database, vault, { count: Math.floor(beneficiaries / rounds), seed })
    await analyzed(servers)
    const prepared = await wouldBePaid(counter, periods)
    const until = performance.now() + idleMs
    const idle = percentile(await decideUntil(() => performance.now() > until), 0.95)
    let paid = false
    const paying = paysAll(counter, prepared).finally(() => {
      paid = true
    })
    const [took] = await Promise.all([decideUntil(() => paid), paying])
    const during = percentile(took, 0.95)
    found.idle.push(round(idle))
    found.run.push(round(during))
    found.ratios.push(round(during / idle))
  }
  client.close()
  await bank.stop()
  return [
    figure(
      'payout-interference',
      median(found.ratios),
      { atMost: 1.5 },
      'during a run/before it, p95 of a decision',
      {
        ...{ beneficiaries, decisionsASecond, ...found },
      },
    ),
  ]
}

const receipt = z.object({ dossierId: z.string() })

/** Files dossiers, waits until the engine has them, and answers their decisions one after the other: all first ones, then all second ones. */
async function decisionsToMake(
  servers: BenchServers,
  client: ReturnType<typeof httpClient>,
): Promise<() => Decision> {
  const offices = await openOffices(servers)
  const filed: { dossierId: string; office: ReturnType<Offices['at']> }[] = []
  let index = 0
  await inParallel(dossiersFiled, filedAtOnce, async () => {
    const office = offices.at(index)
    const body = office.filing(index++)
    const answer = await client.post('/dossiers', body, {
      ...offices.service,
      'idempotency-key': randomUUID(),
    })
    if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.body}`)
    filed.push({ ...receipt.parse(JSON.parse(answer.body)), office })
  })
  for (;;) {
    const [row] = await servers.database.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from dossier where started_at is null`
    if (row?.waiting === 0) break
    await pause(200)
  }
  const decisions = [
    ...filed.map(({ dossierId, office }) => ({
      ...{ task: `${dossierId}.receive.1`, outcome: 'accepted', headers: office.oneStop },
    })),
    ...filed.map(({ dossierId, office }) => ({
      ...{ task: `${dossierId}.sign.1`, outcome: 'signed', headers: office.chair },
    })),
  ]
  let made = 0
  return () => {
    const decision = decisions[made++]
    if (decision === undefined) throw new Error(`${dossiersFiled} dossiers are too few: BENCH_DOSSIERS`)
    return decision
  }
}

/** Sends each when it is due, whether the ones before were answered or not. @returns how long each took from then, ms */
async function decide(
  client: ReturnType<typeof httpClient>,
  next: () => Decision,
  over: () => boolean,
): Promise<number[]> {
  const took: Promise<number>[] = []
  for (let due = performance.now(); !over(); due += 1_000 / decisionsASecond) {
    await pause(Math.max(due - performance.now(), 0))
    took.push(send(client, next(), due))
  }
  return await Promise.all(took)
}

async function send(
  client: ReturnType<typeof httpClient>,
  { task, outcome, headers }: Decision,
  due: number,
): Promise<number> {
  const key = { 'idempotency-key': randomUUID() }
  const { status, body } = await client.post(`/tasks/${task}/decisions`, { outcome }, { ...headers, ...key })
  if (status !== 200) throw new Error(`expected 200, got ${status}: ${body}`)
  return performance.now() - due
}

/** Proposed, prepared, checked, released and paid to the last order. */
async function paysAll(counter: Counter, prepared: Awaited<ReturnType<typeof wouldBePaid>>): Promise<void> {
  const runId = await releaseRun(counter, { periods, prepared })
  for (;;) {
    const [row] = await counter.database.sql<{ left: number }[]>`
      select count(*)::int as left from payment_order where run_id = ${runId} and state <> 'CONFIRMED'`
    if (row?.left === 0) return
    await pause(200)
  }
}
