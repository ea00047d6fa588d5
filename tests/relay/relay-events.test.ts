import { createHmac, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { verifyEvent } from '../../client/client.ts'
import { createVault } from '../../db/identity/identity-vault.ts'
import { until } from '../../harness/until.ts'
import { relayEventsOnce, startEventRelay } from '../../relay/relay-events.ts'
import { type ApiWorld, apiWorldWithoutEngine, secretOf } from '../api/app.ts'
import type { Client } from '../api/client.ts'
import { machineNow } from '../clock.ts'
import { Receiver } from './webhook-receiver.ts'

const key = Buffer.alloc(32, 7)
const secret = `whsec_${key.toString('base64')}`
const DAY = 86_400_000

let api: ApiWorld
let operator: Client
let receiver: Receiver
let url: string
let now: number
const receivers: Receiver[] = []
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  operator = await api.as({ role: 'operator' })
})
beforeEach(async () => {
  await api.database.sql`update subscription set ended_at = created_at`
  await api.database.sql`delete from event`
  // The client judges the age of a signature by the machine’s clock.
  now = machineNow()
  receiver = new Receiver()
  receivers.push(receiver)
  url = await receiver.listen()
})
afterAll(() => {
  for (const one of receivers) one.close()
})

const view = z.object({
  id: z.uuid(),
  waiting: z.int(),
  stoppedAt: z.string().nullable(),
  lastError: z.string().nullable(),
})
async function subscribed(changes: object = {}): Promise<string> {
  const answer = await operator.post('/subscriptions', {
    url,
    secret,
    kinds: ['dossier.filed', 'dossier.changed', 'dossier.closed'],
    ...changes,
  })
  expect(answer).toMatchObject({ status: 201 })
  expect(JSON.stringify(answer.body)).not.toContain(secret)
  return view.parse(answer.body).id
}
const relay = (timeoutMs = 5_000) =>
  relayEventsOnce({
    database: api.database,
    vault: api.vault,
    now: () => now,
    log: { warn: () => {} },
    timeoutMs,
  })
const later = (ms: number) => {
  now += ms
}
async function subscription(id: string) {
  const { body } = await operator.get('/subscriptions')
  return z
    .object({ items: z.array(view) })
    .parse(body)
    .items.find((item) => item.id === id)
}

/** An entry of the journal that changed the dossier, as a decision leaves it. */
const changes = (dossierId: string, revision: number, ending: string | null = null) => api.database.sql`
  insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
  values (${dossierId}, 'decide', ${revision}, 'can-bo:x', ${JSON.stringify({ task: 'review.1', outcome: 'approved', opens: ['sign.1'], closes: [], clock: null, ending, name: secretOf.name })}::jsonb, instant(${now}))`

test('a relay on older keys leaves events waiting, says why, tells a person once, and one with the keys delivers them', async () => {
  const id = await subscribed()
  await api.files()
  const key = () => randomBytes(32).toString('base64')
  const older = createVault({ current: 'older', keys: { older: key() }, lookup: key() })
  const { database } = api
  for (let round = 0; round < 3; round += 1) {
    await relayEventsOnce({ database, vault: older, now: () => now, log: { warn: () => {} } })
    expect(receiver.types).toEqual([])
    expect(await subscription(id)).toMatchObject({
      waiting: 2,
      lastError: 'secretDoesNotOpen',
      stoppedAt: null,
    })
    later(4 * DAY)
  }
  const alerts =
    await database.sql`select message from alert where kind = 'secretDoesNotOpen' and cleared_at is null`
  expect(alerts).toEqual([{ message: expect.stringContaining(id) }])
  expect((await api.app.inject({ url: '/metrics' })).body).toContain(
    'thong_suot_alerts{kind="secretDoesNotOpen"} 1',
  )
  await relay()
  await relay()
  expect(receiver.types).toEqual(['dossier.filed', 'dossier.changed'])
  expect(await subscription(id)).toMatchObject({ waiting: 0, lastError: null })
})

test('a filing leaves no event where nobody has subscribed', async () => {
  await api.files()
  expect(await api.rows('event')).toEqual({ event: 0 })
})

test('a receiver gets what happened, in order and once, and nothing of a person', async () => {
  const id = await subscribed()
  const { dossierId, code } = await api.files()
  await changes(dossierId, 2, 'issued')
  for (let round = 0; round < 3; round += 1) await relay()
  // The filing opens the first task: a change of its own.
  expect(receiver.types).toEqual(['dossier.filed', 'dossier.changed', 'dossier.closed'])
  expect(receiver.received.map((got) => got.id)).toEqual([1, 2, 3].map((seq) => `${dossierId}.${seq}`))
  const [, , closed] = receiver.received
  expect(JSON.parse(closed?.body ?? '')).toMatchObject({
    id: `${dossierId}.3`,
    type: 'dossier.closed',
    data: {
      dossier: dossierId,
      code,
      procedure: '1.000894',
      revision: 2,
      outcome: 'approved',
      ending: 'issued',
    },
  })
  const sent = JSON.stringify(receiver.received)
  for (const personal of [...Object.values(secretOf), 'can-bo:x']) expect(sent).not.toContain(personal)
  expect(await subscription(id)).toMatchObject({ waiting: 0 })
})

test('the signature of an event is over id, time and body, and verifies as standard-webhooks says', async () => {
  await subscribed()
  const { dossierId, code } = await api.files()
  await relay()
  const [got] = receiver.received
  const mac = createHmac('sha256', key).update(`${got?.id}.${got?.timestamp}.${got?.body}`).digest('base64')
  expect(got?.signature).toBe(`v1,${mac}`)
  expect(Number(got?.timestamp)).toBe(Math.floor(now / 1_000))
  const headers = {
    'webhook-id': got?.id ?? '',
    'webhook-timestamp': got?.timestamp ?? '',
    'webhook-signature': got?.signature ?? '',
  }
  expect(await verifyEvent(headers, got?.body ?? '', secret)).toMatchObject({
    type: 'dossier.filed',
    data: { dossier: dossierId, code, opened: [], ending: null },
  })
})

test('a receiver gets only what its subscription names: kinds, procedure, and what a service filed', async () => {
  await subscribed({ kinds: ['dossier.closed'] })
  await subscribed({ procedure: '9.999999' })
  await subscribed({ filedBy: 'another' })
  const { dossierId } = await api.files()
  await relay()
  expect(receiver.received).toEqual([])
  await changes(dossierId, 1, 'refused')
  await relay()
  expect(receiver.types).toEqual(['dossier.closed'])
})

test('a receiver gets nothing after its subscription has ended', async () => {
  const id = await subscribed()
  expect(await operator.delete(`/subscriptions/${id}`)).toMatchObject({ status: 204 })
  expect(await operator.delete(`/subscriptions/${id}`)).toMatchObject({ status: 404 })
  await api.files()
  await relay()
  expect(receiver.received).toEqual([])
})

describe('a receiver of events that', () => {
  test('fails is tried again later, and only the dossier of the event waits', async () => {
    await subscribed()
    const [bad, good] = [await api.files(), await api.files()]
    receiver.answer = (response, { id }) => response.writeHead(id.startsWith(bad.dossierId) ? 500 : 200).end()
    await relay()
    await relay()
    expect(receiver.received.map(({ id }) => id).toSorted()).toEqual(
      [`${bad.dossierId}.1`, `${good.dossierId}.1`, `${good.dossierId}.2`].toSorted(),
    )
    await relay()
    expect(receiver.received).toHaveLength(3)
    receiver.answer = (response) => response.writeHead(200).end()
    later(60_000)
    await relay()
    await relay()
    expect(receiver.received.slice(3).map(({ id }) => id)).toEqual([
      `${bad.dossierId}.1`,
      `${bad.dossierId}.2`,
    ])
  })

  test('answers too late gets the event again under the same id', async () => {
    const id = await subscribed()
    const { dossierId } = await api.files()
    receiver.answer = (response) => void setTimeout(() => response.writeHead(200).end(), 300)
    await relay(50)
    expect(await subscription(id)).toMatchObject({ waiting: 2, lastError: 'TimeoutError' })
    receiver.answer = (response) => response.writeHead(200).end()
    later(60_000)
    await relay()
    await relay()
    expect(receiver.received.map((got) => got.id)).toEqual([1, 1, 2].map((seq) => `${dossierId}.${seq}`))
    expect(await subscription(id)).toMatchObject({ waiting: 0 })
  })

  test('redirects is not followed', async () => {
    const id = await subscribed()
    await api.files()
    receiver.answer = (response) => response.writeHead(302, { location: url }).end()
    await relay()
    expect(receiver.received).toHaveLength(1)
    expect(await subscription(id)).toMatchObject({ waiting: 2, lastError: '302' })
  })

  test('fails for days is given up with an alert; resumed, it gets all it missed in order', async () => {
    const id = await subscribed()
    const { dossierId } = await api.files()
    receiver.answer = (response) => response.writeHead(503).end()
    for (const hours of [0, 1, 24, 49]) {
      later(hours * 3_600_000)
      await relay()
    }
    const stopped = await subscription(id)
    expect(stopped?.stoppedAt).not.toBeNull()
    const alerts = () =>
      api.database.sql`select 1 from alert where kind = 'subscriptionStopped' and cleared_at is null`
    expect(await alerts()).toHaveLength(1)
    const tried = receiver.received.length
    await changes(dossierId, 2)
    later(DAY)
    await relay()
    expect(receiver.received).toHaveLength(tried)

    receiver.answer = (response) => response.writeHead(200).end()
    expect(await operator.post(`/subscriptions/${id}/resume`)).toMatchObject({
      status: 200,
      body: { stoppedAt: null, waiting: 3 },
    })
    for (let round = 0; round < 3; round += 1) await relay()
    expect(receiver.received.slice(tried).map((got) => got.id)).toEqual(
      [1, 2, 3].map((seq) => `${dossierId}.${seq}`),
    )
    expect(await alerts()).toHaveLength(0)
  })

  test('is slow delays no other, and the relay stops in good order', async () => {
    const slow = await subscribed()
    await api.files()
    const held: ServerResponse[] = []
    receiver.answer = (response) => void held.push(response)
    const running = startEventRelay({
      database: api.database,
      vault: api.vault,
      now: () => machineNow() + 1_000,
      log: { warn: () => {} },
      timeoutMs: 20_000,
    })
    await until('the slow one was asked', async () => (held.length > 0 ? true : undefined))
    const quick = new Receiver()
    receivers.push(quick)
    await subscribed({ url: await quick.listen() })
    await api.files()
    await until('the quick one has its event', async () => (quick.received.length > 0 ? true : undefined))
    for (const response of held) response.writeHead(200).end()
    receiver.answer = (response) => response.writeHead(200).end()
    await until('the slow one has answered', async () =>
      (await subscription(slow))?.waiting === 0 ? true : undefined,
    )
    await running.stop()
  })
})
