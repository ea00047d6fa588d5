/** A payout run from its release to its last order, with the worker killed twice, and what it leaves in the engine. */

import type { OrderBatch } from '../activities/payment/gateways/gateway.ts'
import { httpBatchGateway } from '../activities/payment/gateways/http-batch-gateway.ts'
import { openDatabase } from '../db/database.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { type City, openCity, openEngineOf } from '../demo/city.ts'
import { grantMany } from '../demo/payout/grant-many.ts'
import { payThroughKills, workerTwice } from '../demo/payout/kills.ts'
import { releaseRun, wouldBePaid } from '../demo/payout/three-persons.ts'
import { ordersAPage } from '../domain/benefits/payout-run.ts'
import { parseDong } from '../domain/money.ts'
import { Upkeep } from '../embedded/upkeep.ts'
import type { Engine } from '../engine/connection.ts'
import { makeBarePayouts, payBare } from './bare/payouts.ts'
import { type Figure, figure } from './figure.ts'
import { beneficiaries } from './payout-prepare.ts'

/** One batch in ten is executed and never answered; both sides wait as long for it. */
const bank = ['--execute-then-time-out', '0.1']
const timeoutMs = 4_000
/** As many pages at once as a worker pays. */
const lanes = 4
const longestMs = 3_600_000

/** Over the same sums in batches of the same size, from a bare loop to the same bank. */
export async function payoutRun(): Promise<Figure[]> {
  const upkeep = new Upkeep()
  try {
    const city = await openCity(upkeep, {
      ...{ seed: 1, bank, settings: { PAYMENT_BATCH_TIMEOUT_MS: String(timeoutMs) } },
    })
    const { runId, ms, events } = await systemPays(city, await openEngineOf(city, upkeep))
    const bareMs = await barePays(city, upkeep, runId)
    const detail = { beneficiaries, 'system, ms': Math.round(ms), 'bare, ms': Math.round(bareMs), lanes }
    return [
      figure('payout-run', ms / bareMs, { atMost: 3 }, 'system/bare, ms', detail),
      figure('payout-events', events / beneficiaries, { atMost: 0.06 }, 'events a beneficiary', { events }),
    ]
  } finally {
    await upkeep.end()
  }
}

async function systemPays(
  city: City,
  engine: Engine,
): Promise<{ runId: string; ms: number; events: number }> {
  if (city.vaultKeys === null) throw new Error('the city has no keys')
  await grantMany(city.database, createVault(city.vaultKeys), { count: beneficiaries, seed: 1 })
  await city.analyze()
  const periods = ['2025-06', '2025-07']
  const runId = await releaseRun(city, { periods, prepared: await wouldBePaid(city, periods) })
  const began = performance.now()
  await payThroughKills({ city, engine, runId, say: () => {} }, workerTwice, longestMs)
  const ms = performance.now() - began
  await engine.client.workflow.getHandle(runId).result()
  return { runId, ms, events: await eventsOf(engine, runId) }
}

/** Of the dossier of the run, and of the workflows that it started. */
async function eventsOf(engine: Engine, runId: string): Promise<number> {
  let events = 0
  for await (const { workflowId, historyLength } of engine.client.workflow.list())
    if (workflowId.includes(runId)) events += historyLength
  return events
}

async function barePays(city: City, upkeep: Upkeep, runId: string): Promise<number> {
  const owner = await upkeep.bring(
    () => openDatabase(city.postgres.ownerUrl, { connections: 5, name: 'bench bare' }),
    (of) => of.close(),
  )
  await makeBarePayouts(owner.sql)
  const rows = await owner.sql<{ id: string; unitId: string; page: number; dong: string }[]>`
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
  if ([...batches.values()].some(({ length }) => length > ordersAPage)) throw new Error('a page is too long')
  const gateway = httpBatchGateway({ url: city.bankUrl, timeoutMs })
  const began = performance.now()
  const all = [...batches].map(([batchKey, orders]) => ({ batchKey, orders }))
  await payBare(owner.sql, gateway, all, lanes)
  return performance.now() - began
}
