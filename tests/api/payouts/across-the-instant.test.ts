/** A payout run that is prepared and released under the old ward, and paid partly before and partly after the instant at which the ward ends. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import {
  type BatchGateway,
  GatewayUnreachable,
  type OrderBatch,
} from '../../../activities/payment/gateways/gateway.ts'
import { dryRun } from '../../../db/payouts/prepare-run.ts'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../../db/reorganisations/enactment/steps.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { until } from '../../../harness/until.ts'
import { vault } from '../../activities/payment/payer.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { People } from '../../db/benefits/people.ts'
import { BEGINS, ENDS, NEIGHBOUR, splitCell, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorld } from '../app.ts'
import { begins, DEPARTMENT, ended, specialistOf } from '../filing/armed-dossier.ts'

/** Two months of 8,367,000 đồng for a Heroic Mother. */
const owedDong = 16_734_000n

/** An hour after the test begins; what pays goes by `at`, which the test sets. */
let T: number
let at: number

/** Cannot be reached for the ward that ends until it has ended; whatever else it gets it pays at once. */
class LateBank implements BatchGateway {
  readonly paid = new Map<string, bigint>()
  attempts = 0

  async sendBatch({ batchKey, orders }: OrderBatch) {
    this.#requireReached(batchKey)
    for (const { orderKey, amountDong } of orders) {
      expect(this.paid.has(orderKey)).toBe(false)
      this.paid.set(orderKey, amountDong)
    }
    return new Map(orders.map(({ orderKey }) => [orderKey, confirmed(orderKey)]))
  }

  async inquireBatch({ batchKey }: OrderBatch) {
    this.#requireReached(batchKey)
    return 'notFound' as const
  }

  async inquire(orderKey: string) {
    return this.paid.has(orderKey) ? confirmed(orderKey) : { kind: 'notFound' as const }
  }

  #requireReached(batchKey: string): void {
    if (!batchKey.includes(ENDS)) return
    this.attempts += 1
    if (at < T) throw new GatewayUnreachable('away', 'the bank is away')
  }
}
const confirmed = (orderKey: string) => ({ kind: 'confirmed' as const, ref: `ref ${orderKey}` })

const bank = new LateBank()
let world: Awaited<ReturnType<typeof apiWorld>>
let after: ApiWorld
let runId: string
beforeAll(async () => {
  world = await apiWorld({
    payoutRuns: (database) => createPayoutRuns({ database, vault, gateway: bank, clock: () => at }),
  })
  T = machineNow() + 3_600_000
  at = T - 60_000
  after = await world.appWith({ now: () => T + 60_000 })
  const rows = await readReferenceRows(world.database.sql)
  const people = new People(world.database)
  const split = splitCell(rows)
  const whole = rows.jurisdiction.find(({ unitId, areaId }) => unitId === ENDS && areaId !== split)?.areaId
  const beside = rows.jurisdiction.find(
    ({ unitId, tier }) => unitId === NEIGHBOUR && tier === 'commune',
  )?.areaId
  for (const areaId of [whole, split, beside])
    await grantsPayable(world.database, people, { areaId: areaId ?? '' })
  await armed(rows)
  runId = await released()
  await until(
    'the neighbour is paid, and the ward was tried',
    () => bank.paid.size === 1 && bank.attempts > 0,
  )
  at = T + 60_000
  await ended(world, runId)
}, 120_000)

async function armed(rows: Awaited<ReturnType<typeof readReferenceRows>>): Promise<void> {
  const { database } = world
  const of = wardEnds(rows, T)
  const now = machineNow()
  await proposeReorganisation(database, of, { actorId: 'an', at: now })
  const { proposed } = await readEnactment(database.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await approveReorganisation(database, of, { actorId: 'binh', at: now, rowsHash })
  await armReorganisation(database, of, { actorId: 'binh', at: now })
}

async function released(): Promise<string> {
  const { orders, amountDong, totalsHash } = await dryRun(world.database, { periods, atMs: at })
  const form = {
    ...{ periods: periods.join(' '), knownAt: new Date(at).toISOString(), payees: orders },
    ...{ amountDong: amountDong.toString(), totalsHash, together: 'Công văn 1' },
  }
  const papers = [{ kind: 'changes', originals: 0, copies: 1 }]
  const { dossierId } = await begins(world, form, { procedure: '0.000002', papers })
  const director = await world.officer('director', DEPARTMENT)
  const by = [await specialistOf(world, 1), await specialistOf(world, 2), director]
  for (const [step, outcome] of [
    ['propose', 'accepted'],
    ['check', 'approved'],
    ['release', 'signed'],
  ] as const) {
    const task = await world.opened(dossierId, `${step}.1`)
    expect(await by.shift()?.post(`/tasks/${task}/decisions`, { outcome })).toMatchObject({ status: 200 })
  }
  return dossierId
}

const ledger = z.object({
  moves: z.array(z.object({ debit: z.string(), credit: z.string(), amountDong: z.string() })),
})

/** What is booked as paid to payees for a unit, in the month of the instant. */
async function paidAt(unit: string, geography: 'asItWas' | 'asItIs'): Promise<bigint> {
  const month = new Date(T + 7 * 3_600_000).toISOString().slice(0, 7)
  const operator = await after.as({ id: 'operator', role: 'operator', unitId: null })
  const { status, body } = await operator.get(`/units/${unit}/ledger?month=${month}&geography=${geography}`)
  expect({ status, body }).toMatchObject({ status: 200 })
  const { moves } = ledger.parse(body)
  return moves.filter(({ debit }) => debit === 'payable').reduce((sum, of) => sum + BigInt(of.amountDong), 0n)
}

describe('a run that is paid across the instant', () => {
  test('pays everybody once', async () => {
    expect([...bank.paid.values()]).toEqual([owedDong, owedDong, owedDong])
    const orders = await world.database.sql`
      select unit_id as unit, state, settled_at >= instant(${T}) as after from payment_order where run_id = ${runId} order by unit_id, after`
    expect(orders).toEqual([
      { unit: ENDS, state: 'CONFIRMED', after: true },
      { unit: ENDS, state: 'CONFIRMED', after: true },
      { unit: NEIGHBOUR, state: 'CONFIRMED', after: false },
    ])
  })

  test('is accounted as it was with the ward that released it, and as it is with the wards that have its land', async () => {
    expect(await paidAt(ENDS, 'asItWas')).toBe(2n * owedDong)
    expect(await paidAt(BEGINS, 'asItWas')).toBe(0n)
    expect(await paidAt(NEIGHBOUR, 'asItWas')).toBe(owedDong)
    expect(await paidAt(ENDS, 'asItIs')).toBe(0n)
    expect(await paidAt(BEGINS, 'asItIs')).toBe(2n * owedDong)
    expect(await paidAt(NEIGHBOUR, 'asItIs')).toBe(owedDong)
  })

  test('is shown to the ward that took the other over, and to no neighbour', async () => {
    const successor = await after.as({ id: `can-bo:${ENDS}:chair:1`, role: 'officer', unitId: BEGINS })
    const month = new Date(T + 7 * 3_600_000).toISOString().slice(0, 7)
    for (const unit of [ENDS, BEGINS])
      expect(await successor.get(`/units/${unit}/ledger?month=${month}`)).toMatchObject({ status: 200 })
    const neighbour = await after.officer('chair', NEIGHBOUR)
    expect(await neighbour.get(`/units/${ENDS}/ledger?month=${month}`)).toMatchObject({
      ...{ status: 403, body: { code: 'forbidden' } },
    })
  })

  test('leaves nothing for a run of the new ward to pay', async () => {
    expect(await dryRun(world.database, { periods, atMs: at })).toMatchObject({ orders: 0, amountDong: 0n })
  })
})
