/** A payout run over the API: what it would pay, how far it is, its report, and what is known of one person. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import type { BatchGateway } from '../../../activities/payment/gateways/gateway.ts'
import { pagesOf } from '../../../db/payouts/pages.ts'
import { prepareRun } from '../../../db/payouts/prepare-run.ts'
import { parseDong } from '../../../domain/money.ts'
import { vault } from '../../activities/payment/payer.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import { machineNow } from '../../clock.ts'
import { People } from '../../db/benefits/people.ts'
import { type ApiWorld, apiWorldWithoutEngine, elsewhere } from '../app.ts'
import type { Client } from '../client.ts'
import { DEPARTMENT, specialistOf } from '../filing/armed-dossier.ts'

/** Two months of 8,367,000 đồng for a Heroic Mother. */
const owedDong = '16734000'

const forecastSchema = z.object({
  ...{ orders: z.number(), amountDong: z.string(), totalsHash: z.string(), knownAt: z.string() },
  totals: z.array(z.object({ unitId: z.string(), benefit: z.string(), orders: z.number() })),
})
const ordersSchema = z.object({
  items: z.array(z.object({ id: z.string(), entitlement: z.string(), beneficiary: z.string() })),
  next: z.string().nullable(),
})

/** Pays whatever it is sent. */
const bank: BatchGateway = {
  inquireBatch: async () => 'notFound',
  inquire: async () => ({ kind: 'notFound' }),
  sendBatch: async ({ orders }) =>
    new Map(orders.map(({ orderKey }) => [orderKey, { kind: 'confirmed', ref: `ref ${orderKey}` }])),
}

let api: ApiWorld
let specialist: Client
let people: People
/** Of the commune that pays the persons. */
let unitId: string
let runId: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  specialist = await specialistOf(api, 1)
  people = new People(api.database)
  await grantsPayable(api.database, people)
  await grantsPayable(api.database, people, { to: '19036682457012' })
  const forecast = await forecasts()
  unitId = forecast.totals[0]?.unitId ?? ''
  runId = await beginsRun(forecast)
})

const forecasts = async () => {
  const { status, body } = await specialist.post('/payout-runs/dry-run', { periods })
  expect(status).toBe(200)
  return forecastSchema.parse(body)
}

async function beginsRun(forecast: z.infer<typeof forecastSchema>): Promise<string> {
  const { status, body } = await specialist.post('/internal-dossiers', {
    ...{ procedure: '0.000002', unit: DEPARTMENT, papers: [{ kind: 'changes', originals: 0, copies: 1 }] },
    form: {
      ...{ periods: periods.join(' '), knownAt: forecast.knownAt, payees: forecast.orders },
      ...{ amountDong: forecast.amountDong, totalsHash: forecast.totalsHash },
    },
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  return z.object({ dossierId: z.uuid() }).parse(body).dossierId
}

describe('before it is prepared', () => {
  test('a run says what it would pay, and writes nothing', async () => {
    const rows = () => api.rows('due_line', 'payment_order', 'ledger_posting')
    const before = await rows()
    expect(await forecasts()).toMatchObject({
      ...{ orders: 2, amountDong: String(2 * Number(owedDong)) },
      totals: [{ unitId, benefit: 'me-vnah', orders: 2 }],
    })
    expect(await rows()).toEqual(before)
  })

  test('periods are judged by name', async () => {
    const refused = (names: readonly string[]) => specialist.post('/payout-runs/dry-run', { periods: names })
    expect(await refused(['2025-06', '2025-13'])).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/periods/1' }] },
    })
    expect(await refused(['2025-06', '2025-06'])).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/periods/1' }] },
    })
  })

  test('only who works in the city or a department asks what a run would pay', async () => {
    const officer = await api.officer('oneStop')
    expect(await officer.post('/payout-runs/dry-run', { periods })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  })

  test('a run shows nothing prepared, and cannot be paused', async () => {
    expect(await specialist.get(`/payout-runs/${runId}`)).toMatchObject({
      status: 200,
      body: { id: runId, status: 'open', prepared: null, paused: false, states: [] },
    })
    expect(await specialist.post(`/payout-runs/${runId}/pause`, { reason: 'Chờ' })).toMatchObject({
      status: 409,
      body: { code: 'notStarted' },
    })
  })

  test('another dossier is no run', async () => {
    const { dossierId } = await api.files()
    expect(await specialist.get(`/payout-runs/${dossierId}`)).toMatchObject({ status: 404 })
  })
})

describe('a run that is prepared', () => {
  beforeAll(async () => {
    const { orders, amountDong, totalsHash } = await forecasts()
    const control = { orders, totalsHash, amountDong: parseDong(amountDong) }
    expect(await prepareRun(api.database, { runId, periods, atMs: machineNow(), control })).toBe('prepared')
  })

  test('is shown with what waits to be sent', async () => {
    expect(await specialist.get(`/payout-runs/${runId}`)).toMatchObject({
      status: 200,
      body: {
        prepared: { periods, orders: 2, amountDong: String(2 * Number(owedDong)) },
        states: [{ state: 'PENDING', orders: 2 }],
      },
    })
  })

  test('is paused and let go on by an officer of its dossier, who says why', async () => {
    const paused = await specialist.post(`/payout-runs/${runId}/pause`, { reason: 'Ngân hàng tạm ngừng' })
    expect(paused).toMatchObject({
      status: 200,
      body: { paused: true, steps: [{ kind: 'paused', reason: 'Ngân hàng tạm ngừng' }] },
    })
    const again = await specialist.post(`/payout-runs/${runId}/pause`, { reason: 'Ngân hàng tạm ngừng' })
    expect(again.body).toEqual(paused.body)
    const elsewhereOfficer = await api.officer('oneStop', elsewhere)
    expect(await elsewhereOfficer.post(`/payout-runs/${runId}/resume`, { reason: 'x' })).toMatchObject({
      status: 403,
    })
    expect(
      await specialist.post(`/payout-runs/${runId}/resume`, { reason: 'Ngân hàng đã mở' }),
    ).toMatchObject({
      status: 200,
      body: { paused: false, steps: [{ kind: 'paused' }, { kind: 'resumed' }] },
    })
  })
})

describe('a run that was paid', () => {
  beforeAll(async () => {
    const runs = createPayoutRuns({ database: api.database, vault, gateway: bank, clock: machineNow })
    for (const of of await pagesOf(api.database.sql, runId)) {
      for (let page = 0; page < of.pages; page += 1) await runs.payPage({ runId, unitId: of.unitId, page })
    }
  })

  const report = (format: string, by: Client = specialist) =>
    by.get(`/payout-runs/${runId}/report?format=${format}`)

  test('is reported by unit and benefit, and its states sum to what was prepared', async () => {
    expect(await report('json')).toMatchObject({
      status: 200,
      body: {
        reconciled: true,
        items: [
          {
            ...{ unitId, benefit: 'me-vnah' },
            prepared: { orders: 2, amountDong: String(2 * Number(owedDong)) },
            states: [{ state: 'CONFIRMED', orders: 2, amountDong: String(2 * Number(owedDong)) }],
          },
        ],
      },
    })
  })

  test('is not reconciled where a state is missing', async () => {
    await api.database.asOwner(async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`update payout_run_total set orders = orders + 1 where run_id = ${runId}`
    })
    expect(await report('json')).toMatchObject({ body: { reconciled: false } })
    expect(String((await report('html')).body)).toContain('chưa khớp')
    await api.database.asOwner(async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`update payout_run_total set orders = orders - 1 where run_id = ${runId}`
    })
  })

  test('is reported for a spreadsheet and to print, with its orders behind each line', async () => {
    const csv = String((await report('csv')).body)
    expect(csv.split('\n').filter((line) => line !== '')).toEqual([
      'unitId,unit,benefit,benefitName,state,reason,orders,amountDong',
      expect.stringMatching(/,prepared,,2,33468000$/),
      expect.stringMatching(/,CONFIRMED,,2,33468000$/),
    ])
    const page = await report('html')
    expect(page.headers['content-type']).toContain('text/html')
    expect(String(page.body)).toContain('33.468.000 đ')
    expect(String(page.body)).toContain(`/payout-runs/${runId}/orders?unit=`)
    const first = await orders('limit=1')
    const second = await orders(`limit=1&after=${first.next}`)
    expect([first.items, second.items].map((items) => items.length)).toEqual([1, 1])
    expect(second.next).toBeNull()
    expect(first.items[0]?.id).not.toBe(second.items[0]?.id)
  })

  const orders = async (more: string, by: Client = specialist) => {
    const { status, body } = await by.get(
      `/payout-runs/${runId}/orders?unit=${encodeURIComponent(unitId)}&benefit=me-vnah&${more}`,
    )
    expect(status).toBe(200)
    return ordersSchema.parse(body)
  }

  test('shows an order to officers of its unit with the name, to supervisors without, and to nobody elsewhere', async () => {
    const [order] = (await orders('limit=1')).items
    const path = `/payment-orders/${order?.id}`
    expect(await (await api.officer('oneStop', unitId)).get(path)).toMatchObject({
      status: 200,
      body: {
        ...{ state: 'CONFIRMED', payee: 'Nguyễn Thị Hồng Thắm', unit: unitId, run: runId },
        lines: [{ period: '2025-06' }, { period: '2025-07' }],
        postings: [
          { debit: 'payable', credit: 'inTransit', amountDong: owedDong },
          { debit: 'inTransit', credit: 'paid', amountDong: owedDong },
        ],
      },
    })
    const seen = await (await api.supervisor(unitId)).get(path)
    expect(seen).toMatchObject({ status: 200, body: { payee: null } })
    expect(JSON.stringify(seen.body)).not.toContain('Nguyễn')
    expect(await (await api.officer('oneStop', elsewhere)).get(path)).toMatchObject({ status: 403 })
    expect(await specialist.get('/payment-orders/00000000-0000-4000-8000-000000000000')).toMatchObject({
      status: 404,
    })
  })

  test('is in the history of its persons, and no account number is', async () => {
    const [order] = (await orders('limit=1')).items
    const officer = await api.officer('oneStop', unitId)
    const history = await officer.get(`/beneficiaries/${order?.beneficiary}/history`)
    expect(history).toMatchObject({
      status: 200,
      body: {
        beneficiary: order?.beneficiary,
        entitlements: [
          {
            ...{ id: order?.entitlement, benefit: 'me-vnah', unit: unitId },
            facts: [{ kind: 'granted' }, { kind: 'placed' }, { kind: 'payees', payees: [{ role: 'self' }] }],
            lines: [
              { period: '2025-06', parts: [{ orders: [{ id: order?.id, state: 'CONFIRMED', run: runId }] }] },
              { period: '2025-07', parts: [{ orders: [{ id: order?.id }] }] },
            ],
          },
        ],
      },
    })
    expect(JSON.stringify(history.body)).not.toContain('1903668245')
    expect(await officer.get(`/entitlements/${order?.entitlement}`)).toMatchObject({
      status: 200,
      body: { id: order?.entitlement },
    })
    const other = await api.officer('oneStop', elsewhere)
    expect(await other.get(`/beneficiaries/${order?.beneficiary}/history`)).toMatchObject({ status: 403 })
    expect(await other.get(`/entitlements/${order?.entitlement}`)).toMatchObject({ status: 403 })
  })

  test('is in the books of its unit in both geographies, in balance', async () => {
    const month = new Date(machineNow() + 7 * 3_600_000).toISOString().slice(0, 7)
    for (const geography of ['asItWas', 'asItIs']) {
      const ledger = await specialistOfUnit().then((by) =>
        by.get(`/units/${encodeURIComponent(unitId)}/ledger?month=${month}&geography=${geography}`),
      )
      expect(ledger).toMatchObject({ status: 200, body: { unit: unitId, geography } })
      const { moves, balances } = z
        .object({
          moves: z.array(z.object({ debit: z.string(), credit: z.string(), amountDong: z.string() })),
          balances: z.array(z.object({ account: z.string(), amountDong: z.string() })),
        })
        .parse(ledger.body)
      expect(moves).toContainEqual(
        expect.objectContaining({ debit: 'inTransit', credit: 'paid', amountDong: '33468000' }),
      )
      expect(balances.reduce((sum, { amountDong }) => sum + BigInt(amountDong), 0n)).toBe(0n)
    }
  })

  const specialistOfUnit = () => api.officer('oneStop', unitId)
})
