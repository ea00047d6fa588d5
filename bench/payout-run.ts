/** A payout run from its release to its last order, with the worker killed twice, and what it leaves in the engine. */
import { setTimeout as pause } from 'node:timers/promises'
import type { OrderBatch } from '../activities/payment/gateways/gateway.ts'
import { httpBatchGateway } from '../activities/payment/gateways/http-batch-gateway.ts'
import { embeddedSigningKey } from '../api/server/signing-key.ts'
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { signingKeyFile } from '../bin/process/signing-key-file.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { progressOf } from '../db/payouts/run.ts'
import { parseDong } from '../domain/money.ts'
import { type Engine, openEngine } from '../engine/connection.ts'
import { grantMany } from '../harness/payouts/grant-many.ts'
import { type Counter, releaseRun, wouldBePaid } from '../harness/payouts/three-persons.ts'
import type { Killable } from '../harness/processes.ts'
import { defaultNamespace } from '../temporal.config.ts'
import { addressIn, processOf, startBank } from './bank.ts'
import { makeBarePayouts, payBare } from './bare/payouts.ts'
import { type Figure, figure } from './figure.ts'
import { beneficiaries } from './payout-prepare.ts'
import type { BenchServers } from './servers.ts'

/** One batch in ten is executed and never answered; both sides wait as long for it. */
export const errs = ['--execute-then-time-out', '0.1', '--seed', '1']
export const timeoutMs = 4_000
/** As many pages at once as a worker pays. */
const lanes = 4

/** Over the same sums in batches of the same size, from a bare loop to the same bank. */
export async function payoutRun(servers: BenchServers): Promise<Figure[]> {
  const { database, dataDir, env, run } = servers
  const bank = await startBank(servers, errs)
  env.PAYMENT_BATCH_TIMEOUT_MS = String(timeoutMs)
  const worker = processOf(servers, 'worker', 'bin/worker.ts', /worker runs/)
  const engine = openEngine({
    connection: { address: env.TEMPORAL_ADDRESS ?? '' },
    namespace: defaultNamespace,
  })
  try {
    await worker.start()
    await run('bin/relay.ts', /relay runs/)
    const api = await run('bin/api.ts', /API listens/)
    const signing = await embeddedSigningKey(signingKeyFile(dataDir))
    const counter = { database, signing, apiUrl: addressIn(api.line) }
    const { runId, ms, events } = await systemPays(counter, { worker, engine, dataDir })
    const bareMs = await barePays(servers, { bankUrl: bank.url, runId })
    const detail = { beneficiaries, 'system, ms': Math.round(ms), 'bare, ms': Math.round(bareMs), lanes }
    return [
      figure('payout-run', ms / bareMs, { atMost: 3 }, 'system/bare, ms', detail),
      figure('payout-events', events / beneficiaries, { atMost: 0.06 }, 'events a beneficiary', { events }),
    ]
  } finally {
    await Promise.all([worker.kill(), bank.stop(), engine.close()])
  }
}

async function systemPays(
  counter: Counter,
  { worker, engine, dataDir }: { worker: Killable; engine: Engine; dataDir: string },
): Promise<{ runId: string; ms: number; events: number }> {
  const { database } = counter
  const keys = keysOfThisMachine(dataDir, { make: false })
  if (keys === null) throw new Error('the bench has no keys')
  await grantMany(database, createVault(keys), { count: beneficiaries, seed: 1 })
  await database.sql`analyze`
  const periods = ['2025-06', '2025-07']
  const runId = await releaseRun(counter, { periods, prepared: await wouldBePaid(counter, periods) })
  const began = performance.now()
  for (const share of [0.3, 0.6, 1]) {
    while ((await confirmed(counter, runId)) < share * beneficiaries) await pause(200)
    if (share === 1) break
    await worker.kill()
    await worker.start()
  }
  const ms = performance.now() - began
  await engine.client.workflow.getHandle(runId).result()
  return { runId, ms, events: await eventsOf(engine, runId) }
}

async function confirmed({ database: { sql } }: Counter, runId: string): Promise<number> {
  const progress = await progressOf(sql, runId)
  return progress.reduce((sum, { state, orders }) => sum + (state === 'CONFIRMED' ? orders : 0), 0)
}

/** Of the dossier of the run, and of the workflows that it started. */
async function eventsOf(engine: Engine, runId: string): Promise<number> {
  let events = 0
  for await (const { workflowId, historyLength } of engine.client.workflow.list())
    if (workflowId.includes(runId)) events += historyLength
  return events
}

async function barePays(
  { database: { sql } }: BenchServers,
  { bankUrl, runId }: { bankUrl: string; runId: string },
): Promise<number> {
  await makeBarePayouts(sql)
  const rows = await sql<{ id: string; unitId: string; page: number; dong: string }[]>`
    select id, unit_id as "unitId", page, amount_dong::text as dong from payment_order where run_id = ${runId} order by unit_id, page`
  const batches = new Map<string, OrderBatch['orders'][number][]>()
  for (const { id, unitId, page, dong } of rows) {
    const key = `bare-${unitId}-${page}`
    const orders = batches.get(key) ?? []
    orders.push({
      ...{ orderKey: `bare-${id}`, account: '19036682457011', payeeName: 'Nguyễn Văn An' },
      amountDong: parseDong(dong),
    })
    batches.set(key, orders)
  }
  const all = [...batches].map(([batchKey, orders]) => ({ batchKey, orders }))
  const began = performance.now()
  await payBare(sql, httpBatchGateway({ url: bankUrl, timeoutMs }), all, lanes)
  return performance.now() - began
}
