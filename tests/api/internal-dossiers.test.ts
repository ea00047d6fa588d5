/** The government's own dossiers: officers see them as any other, and what is public does not show them. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fanOut } from '../../db/notices/events.ts'
import { foldTaskCounts } from '../../db/tasks/task-count.ts'
import { relayOnce } from '../../relay/relay.ts'
import { machineNow } from '../clock.ts'
import { formOfOffices } from '../db/reorganisations/form-of-offices.ts'
import { accessTable, openRoutes } from './access-table.ts'
import { type ApiWorld, apiWorld, portal } from './app.ts'
import type { Answer, Client } from './client.ts'

const DEPARTMENT = 'hanoi:so-noi-vu'
const CODE = '0.000001'
const NAME = 'Sắp xếp đơn vị hành chính'
const day = 86_400_000
const on = (daysFromNow: number) => new Date(machineNow() + daysFromNow * day).toISOString()

const receiptSchema = z.object({ dossierId: z.uuid(), code: z.string() })
type Receipt = z.infer<typeof receiptSchema>

let api: ApiWorld
let officer: Client
let operator: Client
/** One is open at its first desk, the other was turned away there. */
let open: Receipt
let closed: Receipt
beforeAll(async () => {
  api = await apiWorld()
  officer = await api.officer('specialist', DEPARTMENT)
  operator = await api.as({ role: 'operator', id: 'van-hanh' })
  for (const [id, kinds] of Object.entries({ all: {}, own: { field: 'Nội bộ' } })) {
    await operator.post('/subscriptions', {
      ...{ url: `http://127.0.0.1:1/${id}`, secret: `whsec_${Buffer.alloc(32).toString('base64')}` },
      ...{ kinds: ['dossier.filed', 'dossier.closed'], ...kinds },
    })
  }
  open = await begins()
  closed = await begins()
  await relayOnce({ database: api.database, engine: api.engine, now: machineNow, log: { warn: () => {} } })
  const task = await api.opened(closed.dossierId, 'propose.1')
  const answer = await officer.post(`/tasks/${task}/decisions`, { outcome: 'rejected', note: 'Nhầm' })
  expect(answer).toMatchObject({ status: 200 })
})

async function begins(): Promise<Receipt> {
  const { status, body } = await officer.post('/internal-dossiers', {
    ...{ procedure: CODE, unit: DEPARTMENT },
    form: await formOfOffices(api.database.sql, on(1)),
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  return receiptSchema.parse(body)
}

const text = ({ body }: Answer): string => (typeof body === 'string' ? body : JSON.stringify(body))
/** A refusal repeats the path, and shows nothing. */
const shows = (answer: Answer): boolean =>
  answer.status === 200 &&
  [CODE, NAME, 'NB-', open.dossierId, closed.dossierId].some((mark) => text(answer).includes(mark))
/** It counts at its department alone. */
const counts = (answer: Answer): boolean => ['items', DEPARTMENT].every((mark) => text(answer).includes(mark))

const period = () => `from=${encodeURIComponent(on(-1))}&to=${encodeURIComponent(on(1))}`
const days = () => `from=${on(-1).slice(0, 10)}&to=${on(1).slice(0, 10)}`

/** What each route that lists or counts is asked; who reads, and whether it may show an internal dossier. */
const readers: Readonly<
  Record<string, { may: boolean; ask(): readonly (readonly [Client | Promise<Client>, string])[] }>
> = {
  'get /procedures': {
    may: false,
    ask: () => [
      [operator, '/procedures?limit=100'],
      [operator, '/procedures?field=N%E1%BB%99i%20b%E1%BB%99'],
    ],
  },
  'get /procedures/{code}': { may: false, ask: () => [[operator, `/procedures/${CODE}`]] },
  'get /procedures/{code}/handbook': { may: false, ask: () => [[operator, `/procedures/${CODE}/handbook`]] },
  'get /procedures/{code}/handbook.md': {
    may: false,
    ask: () => [[operator, `/procedures/${CODE}/handbook.md`]],
  },
  'get /follow': {
    may: false,
    ask: () => [[operator, `/follow?code=${open.code}&secret=${api.vault.followSecret(open.dossierId)}`]],
  },
  'get /jurisdiction': {
    may: false,
    ask: () => [[operator, `/jurisdiction?procedure=${CODE}&power=sign&oldWard=00004`]],
  },
  'get /statistics/on-time': {
    may: false,
    ask: () => [
      [operator, `/statistics/on-time?by=procedure&${period()}`],
      [operator, `/statistics/on-time?by=unit&${period()}`],
    ],
  },
  'get /counts': {
    may: false,
    ask: () =>
      ['procedure', 'field', 'step', 'unit', 'office'].map((by) => [operator, `/counts?by=${by}`] as const),
  },
  'get /units/{id}/load': {
    may: false,
    ask: () => [[operator, `/units/${DEPARTMENT}/load?${period()}`]],
  },
  'get /reorganisations/{id}/preview': {
    may: false,
    ask: () => [[operator, '/reorganisations/offices-2027-01-01/preview?by=procedure']],
  },
  'get /units/{id}/register': {
    may: false,
    ask: () => [
      [api.supervisor(DEPARTMENT), `/units/${DEPARTMENT}/register?${days()}`],
      [officer, `/units/${DEPARTMENT}/register?${days()}`],
    ],
  },
  'get /units/{id}/hand-over': { may: false, ask: () => [[officer, `/units/${DEPARTMENT}/hand-over`]] },
  'get /dossiers/{id}/slip': { may: false, ask: () => [[officer, `/dossiers/${open.dossierId}/slip`]] },
  'get /dossiers': { may: true, ask: () => [[officer, '/dossiers']] },
  'get /inbox': { may: true, ask: () => [[officer, `/inbox?unit=${DEPARTMENT}`]] },
  'get /dossiers/{id}': { may: true, ask: () => [[officer, `/dossiers/${open.dossierId}`]] },
  'get /dossiers/{id}/timeline': {
    may: true,
    ask: () => [[officer, `/dossiers/${open.dossierId}/timeline`]],
  },
}

/** Of one dossier or task that is named, of files, notices and accounts, or of what does not come from dossiers: nothing is listed. */
const others = [
  ...['get /dossiers/{id}/due', 'get /dossiers/{id}/forms', 'get /dossiers/{id}/forms/{number}'],
  ...['get /dossiers/{id}/papers', 'get /papers/{id}', 'get /originals', 'get /external-codes'],
  // Of deaths, which no dossier of the government's own records.
  'get /entitlement-proposals',
  ...['get /escalations', 'get /tasks/{id}/authority', 'get /mandates', 'get /notices', 'get /units'],
  ...['get /units/{id}/blanks', 'get /units/{id}/blanks/print'],
  ...['get /units/{id}', 'get /placements', 'get /procedures/{code}/adoptions', 'get /adoptions/{id}'],
  ...['get /imports/{id}', 'get /audits/competence', 'get /subscriptions', 'get /decisions/{id}'],
  ...['get /health', 'get /metrics', 'get /ready', 'get /reorganisations', 'get /reorganisations/{id}'],
  // It reads the preview, which leaves them out.
  ...[
    'get /bank-lines',
    'get /payout-runs/{id}',
    'get /payout-runs/{id}/report',
    'get /payout-runs/{id}/orders',
    'get /payout-runs/{id}/cash-lists/{unit}',
  ],
  ...[
    'get /payment-orders/{id}',
    'get /entitlements/{id}',
    'get /beneficiaries/{id}/history',
    'get /units/{id}/ledger',
  ],
  ...['get /reorganisations/{id}/go', 'get /reorganisations/{id}/notices'],
  ...['get /readiness', 'get /units/{id}/readiness'],
]

describe('an internal dossier', () => {
  test('is stated as shown or left out for every route that reads', () => {
    const reading = [...Object.keys(accessTable), ...openRoutes.map((path) => `get ${path}`)].filter(
      (route) => route.startsWith('get '),
    )
    expect([...Object.keys(readers), ...others].sort()).toEqual([...new Set(reading)].sort())
  })

  test.each(Object.keys(readers))('is shown to officials alone by %s', async (route) => {
    await foldTaskCounts(api.database, machineNow())
    const reader = readers[route]
    for (const [client, path] of reader?.ask() ?? []) {
      const answer = await (await client).get(path)
      const shown = shows(answer) || counts(answer)
      expect({ path, shown }).toEqual({ path, shown: reader?.may })
    }
  })

  test('is found by no portal, by whatever it asks, even under its own name', async () => {
    const service = await api.as({ id: `can-bo:${DEPARTMENT}:specialist:1`, role: 'service' })
    for (const client of [service, await api.as({ id: portal, role: 'service' })]) {
      expect(shows(await client.get('/dossiers'))).toBe(false)
      expect(shows(await client.get(`/dossiers?code=${open.code}`))).toBe(false)
    }
  })

  test('has events for who names its field or procedure alone', async () => {
    await fanOut(api.database, machineNow())
    const rows = await api.database.sql<{ url: string; events: number }[]>`
      select url, count(*)::int as events from delivery join subscription on subscription.id = subscription_id
      where dossier_id in (${open.dossierId}, ${closed.dossierId}) group by url`
    expect([...rows]).toEqual([{ url: 'http://127.0.0.1:1/own', events: 3 }])
  })

  test('is no duplicate of one with the same content, and nobody is notified of it', async () => {
    const rows = await api.database.sql`
      select possible_duplicate_of as duplicate, (select count(*)::int from notice_outbox n where n.dossier_id = d.id and recipient_kind = 'party') as notices
      from dossier d where channel = 'internal'`
    expect([...rows]).toEqual([
      { duplicate: null, notices: 0 },
      { duplicate: null, notices: 0 },
    ])
  })

  test('has no row that says otherwise, whatever the program does', async () => {
    for (const change of ["channel = 'counter'", "field = 'Hộ tịch'", "area_id = 'unplaced:old:00004'"]) {
      await expect(
        api.database.sql.unsafe(`update dossier set ${change} where id = '${open.dossierId}'`),
      ).rejects.toMatchObject({ constraint_name: 'dossier_internal_throughout' })
    }
  })
})
