/** Cash in a payout run: its orders go to no bank, but on the list of their commune, and each is recorded once. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import type { BatchGateway, OrderBatch } from '../../../activities/payment/gateways/gateway.ts'
import { recordChannel } from '../../../db/benefits/facts.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { dryRun } from '../../../db/payouts/prepare-run.ts'
import { vault } from '../../activities/payment/payer.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { areasOf, People } from '../../db/benefits/people.ts'
import { type ApiWorld, apiWorld, elsewhere } from '../app.ts'
import type { Client } from '../client.ts'
import { begins, DEPARTMENT, ended, specialistOf } from '../filing/armed-dossier.ts'

/** Two months of 8,367,000 đồng for a Heroic Mother. */
const owedDong = '16734000'

const sent: string[] = []
/** Pays whatever it is sent, and remembers it. */
const bank: BatchGateway = {
  inquireBatch: async () => 'notFound',
  inquire: async () => ({ kind: 'notFound' }),
  async sendBatch({ orders }: OrderBatch) {
    sent.push(...orders.map(({ orderKey }) => orderKey))
    return new Map(orders.map(({ orderKey }) => [orderKey, { kind: 'confirmed', ref: `ref ${orderKey}` }]))
  },
}

let world: ApiWorld
let people: People
let place: { areaId: string; unitId: string }
let clerk: Client
/** By name of who is paid in cash. */
const entitlements = new Map<string, string>()
let runId: string

/** Somebody who is owed the allowance of a Heroic Mother, and gets it in cash. */
async function grantsInCash(name: string): Promise<void> {
  const granted = await people.grant({ areaId: place.areaId })
  await world.database.sql`update party set name = ${name} where id = ${granted.partyId}`
  await transaction(world.database.sql, (tx) =>
    recordChannel(tx, vault, granted.id, {
      ...{ payeeId: granted.partyId, account: null, fromMonth: '2025-06' },
      ...{ basis: 'Đơn', recordedBy: 'officer', dossierId: null },
    }),
  )
  entitlements.set(name, granted.id)
}

const forecast = () => dryRun(world.database, { periods, atMs: machineNow() })

async function proposed(): Promise<string> {
  const { orders, amountDong, totalsHash } = await forecast()
  const form = {
    ...{ periods: periods.join(' '), knownAt: new Date(machineNow()).toISOString(), payees: orders },
    ...{ amountDong: amountDong.toString(), totalsHash, together: 'Công văn 1' },
  }
  const papers = [{ kind: 'changes', originals: 0, copies: 1 }]
  return (await begins(world, form, { procedure: '0.000002', papers })).dossierId
}

async function decides(dossierId: string, step: string, outcome: string, by: Client): Promise<void> {
  const task = await world.opened(dossierId, `${step}.1`)
  expect(await by.post(`/tasks/${task}/decisions`, { outcome })).toMatchObject({ status: 200 })
}

const list = () => `/payout-runs/${runId}/cash-lists/${encodeURIComponent(place.unitId)}`
const records = (body: object, by = clerk) => by.post(`${list()}/receipts`, body)

const orderOf = async (name: string): Promise<string> => {
  const [order] = await world.database.sql<{ id: string }[]>`
    select o.id from payment_order o join party on party.id = o.payee_id
    where o.run_id = ${runId} and party.name = ${name} order by o.created_at desc limit 1`
  return order?.id ?? ''
}
const stateOf = async (name: string) => {
  const [order] = await world.database.sql`
    select state, rejection from payment_order where id = ${await orderOf(name)}`
  return order
}
/** What is booked of an order, without its id. */
const booked = async (name: string): Promise<string[]> => {
  const id = await orderOf(name)
  const rows = await world.database.sql<
    { id: string }[]
  >`select id from ledger_posting where order_id = ${id} order by id`
  return rows.map((row) => row.id.replace(` ${id}`, ''))
}

beforeAll(async () => {
  world = await apiWorld({
    payoutRuns: (database) => createPayoutRuns({ database, vault, gateway: bank, clock: machineNow }),
  })
  people = new People(world.database)
  const [first] = await areasOf(world.database.sql)
  if (first === undefined) throw new Error('no commune is loaded')
  place = first
  clerk = await world.officer('oneStop', place.unitId)
  await grantsPayable(world.database, people, { areaId: place.areaId })
  for (const name of ['Bùi Thị An', 'Cao Thị Bình', 'Đỗ Thị Cúc', 'Vũ Thị Dung']) await grantsInCash(name)
  runId = await proposed()
  await decides(runId, 'propose', 'accepted', await specialistOf(world, 1))
}, 120_000)

describe('before the run is released', () => {
  test('its orders in cash are counted with the others, and on no page', async () => {
    await world.opened(runId, 'check.1')
    const orders = await world.database.sql`
      select channel, count(*)::int as orders, count(page)::int as paged from payment_order where run_id = ${runId} group by channel order by channel`
    expect(orders).toEqual([
      { channel: 'cash', orders: 4, paged: 0 },
      { channel: 'transfer', orders: 1, paged: 1 },
    ])
    const [total] = await world.database
      .sql`select orders, amount_dong as dong from payout_run_total where run_id = ${runId}`
    expect(total).toEqual({ orders: 5, dong: String(5n * BigInt(owedDong)) })
  })

  test('its list is not opened', async () => {
    expect(await clerk.post(list(), {})).toMatchObject({ status: 409, body: { code: 'notStarted' } })
  })
})

describe('once it is released', () => {
  beforeAll(async () => {
    await decides(runId, 'check', 'approved', await specialistOf(world, 2))
    await decides(runId, 'release', 'signed', await world.officer('director', DEPARTMENT))
    expect(await ended(world, runId)).toMatchObject({ ending: 'issued', steps: { pay: 'paid' } })
  })

  test('the bank gets what goes to an account, and nothing else', async () => {
    expect(sent).toHaveLength(1)
    expect(await stateOf('Bùi Thị An')).toEqual({ state: 'PENDING', rejection: null })
  })

  test('who works elsewhere neither opens the list nor prints it nor records on it', async () => {
    const other = await world.officer('oneStop', elsewhere)
    for (const answer of [await other.post(list(), {}), await other.get(list()), await records({}, other)])
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test('nothing is recorded before the list is opened', async () => {
    expect(await records({ received: [await orderOf('Bùi Thị An')] })).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/received/0' }] },
    })
  })

  test('the list holds who is due still: who died since is left out, and named', async () => {
    await people.stop(entitlements.get('Vũ Thị Dung') ?? '', '2025-07')
    expect(await clerk.post(list(), {})).toEqual(
      expect.objectContaining({ status: 200, body: { listed: 3, leftOut: 1 } }),
    )
    expect(await clerk.post(list(), {})).toMatchObject({ status: 200, body: { listed: 0, leftOut: 0 } })
    expect(await stateOf('Vũ Thị Dung')).toEqual({ state: 'REJECTED', rejection: 'notDue' })
    const { status, body } = await clerk.get(list())
    expect(status).toBe(200)
    const page = z.string().parse(body)
    for (const name of ['Bùi Thị An', 'Cao Thị Bình', 'Đỗ Thị Cúc']) expect(page).toContain(name)
    expect(page).not.toContain('Vũ Thị Dung')
    expect(page).toContain('Tổng cộng: 3 lượt nhận')
  })

  test('who has signed is paid once, also where two officers record it at once', async () => {
    const received = [await orderOf('Bùi Thị An')]
    const another = await world.officer('chair', place.unitId)
    const answers = await Promise.all([records({ received }), records({ received }, another)])
    expect(answers.map(({ body }) => body)).toEqual(
      expect.arrayContaining([{ recorded: 1 }, { recorded: 0 }]),
    )
    expect(await booked('Bùi Thị An')).toEqual(['confirmed', 'intent'])
    expect(await world.database.sql`select outcome from cash_receipt`).toEqual([{ outcome: 'received' }])
  })

  test('what was recorded stays, and nothing of a list is recorded where one of it is wrong', async () => {
    const [an, binh, dung] = [
      await orderOf('Bùi Thị An'),
      await orderOf('Cao Thị Bình'),
      await orderOf('Vũ Thị Dung'),
    ]
    expect(await records({ received: [binh, dung], notCollected: [an, binh] })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/notCollected/1', problem: 'is named twice' }] },
    })
    expect(await records({ received: [binh, dung], notCollected: [an] })).toMatchObject({
      status: 400,
      body: {
        fields: [
          { path: '/received/1', problem: expect.stringContaining('left out') },
          { path: '/notCollected/0', problem: 'was recorded as received' },
        ],
      },
    })
    expect(await stateOf('Cao Thị Bình')).toEqual({ state: 'INTENT', rejection: null })
  })

  test('what nobody fetched is owed still: the next run pays it by an order that follows this one', async () => {
    const missed = await orderOf('Cao Thị Bình')
    expect(await records({ notCollected: [missed] })).toMatchObject({ status: 200, body: { recorded: 1 } })
    expect(await stateOf('Cao Thị Bình')).toEqual({ state: 'REJECTED', rejection: 'notCollected' })
    expect(await booked('Cao Thị Bình')).toEqual(['intent', 'rejected'])
    // And what is left of who died, for June; Đỗ Thị Cúc is on the list still.
    expect(await forecast()).toMatchObject({ orders: 2, amountDong: BigInt(owedDong) + 8_367_000n })
    const first = runId
    runId = await proposed()
    await decides(runId, 'propose', 'accepted', await specialistOf(world, 1))
    await world.opened(runId, 'check.1')
    const [again] = await world.database
      .sql`select replaces_id from payment_order where id = ${await orderOf('Cao Thị Bình')}`
    expect(again).toEqual({ replaces_id: missed })
    runId = first
  })

  test('the run shows what its units pay in cash', async () => {
    const specialist = await specialistOf(world, 1)
    expect(await specialist.get(`/payout-runs/${runId}`)).toMatchObject({
      status: 200,
      body: {
        cash: [
          { unit: place.unitId, state: 'CONFIRMED', orders: 1 },
          { unit: place.unitId, state: 'INTENT', orders: 1 },
          { unit: place.unitId, state: 'REJECTED', orders: 2 },
        ],
      },
    })
  })
})

test('no list of a run that is paused is opened', async () => {
  const specialist = await specialistOf(world, 1)
  await world.database.sql`
    insert into payout_run_step (run_id, kind, actor_id, reason, valid_at) values (${runId}, 'paused', 'lan', 'Chờ', instant(${machineNow()}))`
  expect(await clerk.post(list(), {})).toMatchObject({ status: 409, body: { code: 'runPaused' } })
  expect(await specialist.get(`/payout-runs/${runId}`)).toMatchObject({ body: { paused: true } })
})
