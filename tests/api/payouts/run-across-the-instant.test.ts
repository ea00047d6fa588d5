/**
 * A payout run is released while a ward stands, and paid until after the ward has ended: a page before the instant, one that was in flight at it, and one that was
 * held up before and let go on after.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type BankLedger, readBankLedger } from '../../../activities/payment/bank-simulator/bank-ledger.ts'
import { dryRun } from '../../../db/payouts/prepare-run.ts'
import { progressOf } from '../../../db/payouts/run.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { grantMany, type OwedByPayee } from '../../../harness/payouts/grant-many.ts'
import { type Judged, judgePayout } from '../../../harness/payouts/judge-payout.ts'
import { Killable } from '../../../harness/processes.ts'
import { until } from '../../../harness/until.ts'
import { vault } from '../../activities/payment/payer.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { People } from '../../db/benefits/people.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, ENDS, NEIGHBOUR, splitCell, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorld } from '../app.ts'
import type { Client } from '../client.ts'
import { begins, DEPARTMENT, ended, specialistOf } from '../filing/armed-dossier.ts'
import { HeldPages } from './held-pages.ts'

/** An hour after the test begins: clocks of the API and of the payments are before or after it; the machine's clock is left alone. */
let T: number
let isAfter = false
const now = () => (isAfter ? T + machineNow() - began : machineNow())
const began = machineNow()

const folder = mkdtemp(join(tmpdir(), 'across-'))
let bank: Killable
let bankLedger: BankLedger
let before: ApiWorld
let after: ApiWorld
let runId: string
let judged: Judged
let months: readonly string[]
const owed: OwedByPayee = new Map()
const owedHeroicMotherDong = 16_734_000n

beforeAll(async () => {
  const dir = await folder
  bank = new Killable({
    ...{ name: 'bank', entry: 'bin/gateway-simulator.ts', args: ['--ledger', join(dir, 'bank.jsonl')] },
    ...{ env: () => ({}), logFile: join(dir, 'bank.log'), ready: /listens at/ },
  })
  await bank.start()
  const url = /http:\/\/[0-9.:]+[0-9]/.exec(bank.log)?.[0] ?? ''
  const held = new HeldPages({ url, vault, now, heldPage: { unitId: ENDS, page: 1 }, inFlight: NEIGHBOUR })
  before = await apiWorld({ payoutRuns: (database) => held.payoutRuns(database) })
  T = began + 3_600_000
  const monthAt = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 7)
  months = [...new Set([monthAt(began), monthAt(T), monthAt(T + 600_000)])]
  after = await before.appWith({ now: () => T })
  await wardIsToEnd()
  runId = await released()
  await paysAcross(held)
  bankLedger = await readBankLedger(url)
  judged = await judgePayout({ database: before.database, bankUrl: url }, { owed, runIds: [runId] })
}, 240_000)

afterAll(async () => {
  await bank?.kill()
  await rm(await folder, { recursive: true, force: true })
})

/** Two pages of the ward, somebody in the cell that is divided at the instant, and some of two other wards. */
async function wardIsToEnd(): Promise<void> {
  const { database } = before
  const rows = await readReferenceRows(database.sql)
  for (const many of [
    { count: 501, units: 1, seed: 1 },
    { count: 9, units: 3, seed: 2 },
  ]) {
    for (const [payee, dong] of await grantMany(database, vault, many)) owed.set(payee, dong)
  }
  const { partyId } = await grantsPayable(database, new People(database), { areaId: splitCell(rows) })
  owed.set(partyId, owedHeroicMotherDong)
  await armed(database, wardEnds(rows, T), machineNow())
}

async function released(): Promise<string> {
  const { orders, amountDong, totalsHash } = await dryRun(before.database, { periods, atMs: now() })
  const { dossierId } = await begins(
    before,
    {
      ...{ periods: periods.join(' '), knownAt: new Date(now()).toISOString() },
      ...{ payees: orders, amountDong: amountDong.toString(), totalsHash },
      together: 'Công văn về chi trả trước khi sắp xếp đơn vị hành chính',
    },
    { procedure: '0.000002', papers: [{ kind: 'changes', originals: 0, copies: 1 }] },
  )
  const decide = async (step: string, outcome: string, by: Client) => {
    const task = await before.opened(dossierId, `${step}.1`)
    expect(await by.post(`/tasks/${task}/decisions`, { outcome })).toMatchObject({ status: 200 })
  }
  await decide('propose', 'accepted', await specialistOf(before, 1))
  await decide('check', 'approved', await specialistOf(before, 2))
  await decide('release', 'signed', await before.officer('director', DEPARTMENT))
  return dossierId
}

/** Held up before the instant and let go on after it, through the API of each time. */
async function paysAcross(held: HeldPages): Promise<void> {
  await until('the first page of the ward is paid', async () => {
    const progress = await progressOf(before.database.sql, runId)
    return progress.some(
      ({ unitId, state, orders }) => unitId === ENDS && state === 'CONFIRMED' && orders >= 500,
    )
  })
  await until('the bank has what is in flight', () => held.isInFlight)
  await until('the other page of the ward is about to be sent', () => held.isHeld)
  const step = async (api: ApiWorld, kind: string) =>
    expect(
      await (await specialistOf(api, 1)).post(`/payout-runs/${runId}/${kind}`, { reason: 'Sắp xếp đơn vị' }),
    ).toMatchObject({ status: 200 })
  await step(before, 'pause')
  isAfter = true
  held.letGo()
  await until('both pages were tried while the run is paused', () => held.triedPaused.size === 2)
  await step(after, 'resume')
  expect(await ended(before, runId)).toMatchObject({ ending: 'issued', steps: { pay: 'paid' } })
}

describe('a payout run across an instant', () => {
  test('pays everybody once, as the ledger of the bank has it', () => {
    expect(judged).toEqual({
      ...{ due: owed.size, confirmed: owed.size, duplicates: 0, unknown: 0, differenceDong: '0' },
      problems: [],
    })
  })

  test('pays some before it and some after it, and what was in flight at it is confirmed after it', async () => {
    const rows = await before.database.sql<{ unitId: string; page: number; sent: string; settled: string }[]>`
      select unit_id as "unitId", page, case when min(intent_at) >= instant(${T}) then 'after' when max(intent_at) < instant(${T}) then 'before' end as sent,
        case when min(settled_at) >= instant(${T}) then 'after' when max(settled_at) < instant(${T}) then 'before' end as settled
      from payment_order where run_id = ${runId} and unit_id in (${ENDS}, ${NEIGHBOUR}) group by unit_id, page order by unit_id, page`
    expect(rows).toEqual([
      { unitId: ENDS, page: 0, sent: 'before', settled: 'before' },
      { unitId: ENDS, page: 1, sent: 'after', settled: 'after' },
      { unitId: NEIGHBOUR, page: 0, sent: 'before', settled: 'after' },
    ])
  })

  test('keeps in lines, orders and entries the unit that held the area when they were opened', async () => {
    const { sql } = before.database
    const [other] = await sql<{ lines: number; orders: number; entries: number; all: number }[]>`
      select (select count(*)::int from due_line where not ${heldBy('due_line', 'valid_at')}) as lines,
        (select count(*)::int from payment_order where not ${heldBy('payment_order', 'created_at')}) as orders,
        (select count(*)::int from ledger_posting p join payment_order o on o.id = p.order_id
          where p.unit_id <> o.unit_id or p.area_id <> o.area_id) as entries,
        (select count(*)::int from ledger_posting where unit_id = ${ENDS}) as all`
    // Two lines, an intent and a confirmation for each of 505 persons.
    expect(other).toEqual({ lines: 0, orders: 0, entries: 0, all: 4 * 505 })
  })
})

const heldBy = (table: string, at: string) => {
  const { sql } = before.database
  return sql`exists (
    select from jurisdiction j where j.area_id = ${sql(table)}.area_id and j.tier = 'commune'
      and j.unit_id = ${sql(table)}.unit_id and j.valid @> ${sql(table)}.${sql(at)})`
}

const ledgerSchema = z.object({
  moves: z.array(z.object({ debit: z.string(), credit: z.string(), amountDong: z.string() })),
  balances: z.array(z.object({ account: z.string(), amountDong: z.string() })),
})

/** The books of the months in which it was paid, by account; after the instant. */
async function balancesOf(unit: string, geography: string): Promise<ReadonlyMap<string, bigint>> {
  const operator = await after.as({ role: 'operator', id: 'van-hanh' })
  const balances = new Map<string, bigint>()
  for (const month of months) {
    const path = `/units/${encodeURIComponent(unit)}/ledger?month=${month}&geography=${geography}`
    const { status, body } = await operator.get(path)
    expect(status).toBe(200)
    for (const { account, amountDong } of ledgerSchema.parse(body).balances)
      balances.set(account, (balances.get(account) ?? 0n) + BigInt(amountDong))
  }
  return balances
}

const units = async () => {
  const others = await progressOf(before.database.sql, runId)
  return [...new Set([BEGINS, ...others.map(({ unitId }) => unitId)])]
}

describe('after the instant the books', () => {
  test('of the ward as it was hold all that was paid for it, and are closed', async () => {
    const [ended, begun] = [await balancesOf(ENDS, 'asItWas'), await balancesOf(BEGINS, 'asItWas')]
    expect(begun.size).toBe(0)
    expect(ended.get('payable')).toBe(0n)
    expect(ended.get('inTransit')).toBe(0n)
    expect(ended.get('paid')).toBe(await paidFor(ENDS))
  })

  test('of the land as it is hold the same under the ward that took it over', async () => {
    const [ended, begun] = [await balancesOf(ENDS, 'asItIs'), await balancesOf(BEGINS, 'asItIs')]
    expect(ended.size).toBe(0)
    expect(begun).toEqual(await balancesOf(ENDS, 'asItWas'))
  })

  test.each(['asItWas', 'asItIs'])('of all units add up to the ledger of the bank: %s', async (geography) => {
    let paid = 0n
    for (const unit of await units()) paid += (await balancesOf(unit, geography)).get('paid') ?? 0n
    expect(paid).toBe(BigInt(bankLedger.settledDong))
  })

  test('and the report name the ward that was to pay, with its orders', async () => {
    const specialist = await specialistOf(after, 1)
    const { body } = await specialist.get(`/payout-runs/${runId}/report`)
    const { reconciled, items } = reportSchema.parse(body)
    expect(reconciled).toBe(true)
    expect(items.some(({ unitId }) => unitId === BEGINS)).toBe(false)
    const sumOf = (all: typeof items) =>
      all.flatMap(({ states }) => states).reduce((sum, { amountDong }) => sum + BigInt(amountDong), 0n)
    expect(sumOf(items)).toBe(BigInt(bankLedger.settledDong))
    expect(sumOf(items.filter(({ unitId }) => unitId === ENDS))).toBe(await paidFor(ENDS))
    const orders = await specialist.get(
      `/payout-runs/${runId}/orders?unit=${encodeURIComponent(ENDS)}&benefit=me-vnah&limit=500`,
    )
    expect(z.object({ items: z.array(z.unknown()) }).parse(orders.body).items.length).toBeGreaterThan(0)
  })
})

const reportSchema = z.object({
  reconciled: z.boolean(),
  items: z.array(
    z.object({
      unitId: z.string(),
      states: z.array(z.object({ state: z.literal('CONFIRMED'), amountDong: z.string() })),
    }),
  ),
})

async function paidFor(unitId: string): Promise<bigint> {
  const progress = await progressOf(before.database.sql, runId)
  return progress.reduce((sum, of) => sum + (of.unitId === unitId ? of.amountDong : 0n), 0n)
}

describe('after the instant', () => {
  const ledgerPath = () => `/units/${encodeURIComponent(ENDS)}/ledger?month=${months[0]}`
  const orderPath = async () => {
    const [order] = await before.database.sql<{ id: string }[]>`
      select id from payment_order where run_id = ${runId} and unit_id = ${ENDS} and page = 1 limit 1`
    return `/payment-orders/${order?.id}`
  }

  test('an officer of the ward that has ended is refused with the name of its successor', async () => {
    const officer = await after.officer('chair', ENDS)
    const refused = {
      ...{ status: 410, body: { code: 'unitEnded', detail: expect.stringContaining(BEGINS) } },
    }
    expect(await officer.get(ledgerPath())).toMatchObject(refused)
    expect(await officer.get(await orderPath())).toMatchObject(refused)
    expect(await officer.post(`/payout-runs/${runId}/pause`, { reason: 'Chờ' })).toMatchObject(refused)
  })

  test('officers and the supervisor of its successor see what was paid for it, and a neighbour does not', async () => {
    const successors = await after.as({ id: `can-bo:${ENDS}:chair:1`, role: 'officer', unitId: BEGINS })
    const supervisor = await after.supervisor(BEGINS)
    for (const path of [ledgerPath(), await orderPath()]) {
      expect(await successors.get(path)).toMatchObject({ status: 200 })
      expect(await supervisor.get(path)).toMatchObject({ status: 200 })
      expect(await (await after.supervisor(NEIGHBOUR)).get(path)).toMatchObject({ status: 403 })
    }
    const city = await after.supervisor('hanoi:01')
    expect(await city.get(`/payout-runs/${runId}`)).toMatchObject({
      status: 200,
      body: { paused: false, steps: [{ kind: 'paused' }, { kind: 'resumed' }] },
    })
  })

  test('another run of the same months would pay nobody', async () => {
    expect(await dryRun(before.database, { periods, atMs: T })).toMatchObject({ orders: 0, amountDong: 0n })
  })
})
