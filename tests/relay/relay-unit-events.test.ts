/** Portals hear of a reorganisation: when it is armed, put off, called off, undone, and when its instant comes. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type UnitEvent, verifyEvent } from '../../client/client.ts'
import { createVault } from '../../db/identity/identity-vault.ts'
import { secretContext } from '../../db/identity/sealing-context.ts'
import { type EventKind, endSubscription, resumeSubscription } from '../../db/notices/events.ts'
import { readSubscriptions, subscribe } from '../../db/notices/subscription.ts'
import { exclusively } from '../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
} from '../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { relayEventsOnce } from '../../relay/relay-events.ts'
import { type Enactable, enactable } from '../../reorganisations/enactable.ts'
import { reorganisation } from '../../reorganisations/grammar/reorganisation.ts'
import { machineNow } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { armed, undone } from '../db/reorganisations/arm.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { BEGINS, CLERK, ENDS, NEIGHBOUR, wardEnds } from '../db/reorganisations/ward-ends.ts'
import { Receiver } from './webhook-receiver.ts'

const hour = 3_600_000
const day = 24 * hour
const basis = 'Quyết định thử'
const secret = `whsec_${randomBytes(32).toString('base64')}`
const key = () => randomBytes(32).toString('base64')
const vault = createVault({ current: 'one', keys: { one: key() }, lookup: key() })

let db: TestDatabase
let receiver: Receiver
let url: string
let of: Enactable
let names = 0
/** By the relay's clock, ms. The client judges the age of a signature by the machine's clock, so the first test begins there. */
let now: number
/** The instant of the reorganisation. */
let at: number

beforeAll(async () => {
  db = await fewUnits()
})
beforeEach(async () => {
  receiver = new Receiver()
  opened.push(receiver)
  url = await receiver.listen()
  await db.sql`update subscription set ended_at = created_at`
  await db.sql`delete from event`
  // Each test is later than the undo of the one before.
  now = machineNow() + names * 10 * day
  at = now + day
  of = wardEnds(await readReferenceRows(db.sql), at, `phuong-thu-${++names}`)
})
const opened: Receiver[] = []
afterAll(() => {
  for (const one of opened) one.close()
})

async function subscribed(kinds: readonly EventKind[] = ['unit.changed']): Promise<string> {
  const id = randomUUID()
  return await subscribe(db, {
    ...{ id, caller: 'operator', key: key(), url, kinds, at: now },
    ...{ secret: vault.seal(secret, secretContext(id)), procedureCode: null, field: null, filedBy: null },
  })
}
async function relay(atMs = now): Promise<void> {
  now = atMs
  // Each round takes one event of a subject.
  for (let round = 0; round < 3; round += 1)
    await relayEventsOnce({ database: db, vault, now: () => now, log: { warn: () => {} }, timeoutMs: 5_000 })
}
const events = (): readonly UnitEvent[] => receiver.received.map(({ body }) => JSON.parse(body))
const received = () => events().map(({ data }) => `${data.what}${data.inEffect ? ' in effect' : ''}`)
const last = () => events().at(-1)?.data
const iso = (ms: number) => new Date(ms).toISOString()

const arm = () => armed(db, of, now)
async function callOff(): Promise<void> {
  for (const actorId of ['an', 'chi']) await callOffReorganisation(db, of, { actorId, at: now, basis })
}
async function postpone(effectiveAt: number): Promise<void> {
  for (const actorId of ['an', 'chi'])
    await postponeReorganisation(db, of, { actorId, at: now, basis, effectiveAt })
}
/** Back to what stood before, so that the next test begins there. */
async function undo(): Promise<number> {
  const effectiveAt = now + hour
  await undone(db, of, { at: now, effectiveAt })
  return effectiveAt
}

describe('a subscription to events of units', { timeout: 300_000 }, () => {
  test('hears of an armed one at once: what ends, what begins, who follows, until when, and where', async () => {
    const id = await subscribed()
    await arm()
    await relay()
    const [event] = events()
    const [change] =
      await db.sql`select change::float8 from reorganisation_step where kind = 'armed' order by id desc limit 1`
    expect(event).toEqual({
      id: expect.stringMatching(new RegExp(`^reorganisation:${of.id}\\.\\d+\\.decided$`)),
      type: 'unit.changed',
      timestamp: iso(now),
      data: {
        ...{ reorganisation: of.id, change: change?.change, what: 'armed', inEffect: false },
        effectiveAt: iso(at),
        ends: [{ unit: ENDS, successors: [BEGINS], acceptedUntil: iso(at + 90 * day) }],
        begins: [BEGINS],
        addresses: [{ unit: BEGINS, address: null }],
      },
    })
    const [got] = receiver.received
    const headers = {
      'webhook-id': got?.id ?? '',
      'webhook-timestamp': got?.timestamp ?? '',
      'webhook-signature': got?.signature ?? '',
    }
    expect(await verifyEvent(headers, got?.body ?? '', secret)).toEqual(event)
    for (const personal of [CLERK, '"an"', '"chi"']) expect(got?.body).not.toContain(personal)
    expect((await readSubscriptions(db.sql, { id, limit: 1 }))[0]?.waiting).toBe(0)
    await callOff()
  })

  test('hears of it again when the instant comes, by the relay’s next round and not before', async () => {
    await subscribed()
    await arm()
    await relay(at - 1)
    expect(received()).toEqual(['armed'])
    await relay(at)
    await relay(at + 1)
    expect(received()).toEqual(['armed', 'armed in effect'])
    expect(events()[1]?.timestamp).toBe(iso(at))
    await relay(await undo())
  })

  test('hears that it was called off, and never that it is in effect', async () => {
    await subscribed()
    await arm()
    await callOff()
    await relay(at + hour)
    expect(received()).toEqual(['armed', 'calledOff'])
    expect(last()).toMatchObject({ effectiveAt: iso(at), ends: [], begins: [], addresses: [] })
  })

  test('hears of a later instant, and of that one alone when it comes', async () => {
    await subscribed()
    await arm()
    await postpone(at + day)
    await relay(at + hour)
    expect(received()).toEqual(['armed', 'postponed'])
    expect(last()).toMatchObject({
      effectiveAt: iso(at + day),
      ends: [{ unit: ENDS, successors: [BEGINS], acceptedUntil: iso(at + 91 * day) }],
      begins: [BEGINS],
    })
    await relay(at + day)
    expect(received()).toEqual(['armed', 'postponed', 'postponed in effect'])
    await relay(await undo())
  })

  test('hears nothing of a postponement to the instant that it has: it is refused', async () => {
    await subscribed()
    await arm()
    await expect(postpone(at)).rejects.toMatchObject({
      code: 'invalidInput',
      details: { fields: [{ path: '/effectiveAt', problem: 'is the instant that it has already' }] },
    })
    await relay()
    expect(received()).toEqual(['armed'])
    await callOff()
  })

  test('hears of an undo and of its instant: the earlier unit begins again, and nothing stands in place of the other', async () => {
    await subscribed()
    await arm()
    await relay(at)
    const effectiveAt = await undo()
    await relay()
    expect(received()).toEqual(['armed', 'armed in effect', 'undone'])
    expect(last()).toMatchObject({
      effectiveAt: iso(effectiveAt),
      ends: [{ unit: BEGINS, successors: [ENDS], acceptedUntil: iso(effectiveAt + 90 * day) }],
      begins: [ENDS],
    })
    await relay(effectiveAt)
    expect(received()).toEqual(['armed', 'armed in effect', 'undone', 'undone in effect'])
  })

  test('gets them in order: what is not acknowledged holds back what follows it', async () => {
    const id = await subscribed()
    receiver.answer = (response) => response.writeHead(503).end()
    await arm()
    await relay()
    await callOff()
    await relay()
    expect(received()).toEqual(['armed'])
    await relay(now + 4 * day)
    expect((await readSubscriptions(db.sql, { id, limit: 1 }))[0]).toMatchObject({
      waiting: 2,
      lastError: '503',
      stoppedAt: now,
    })
    receiver.answer = (response) => response.writeHead(204).end()
    await resumeSubscription(db, id, now)
    await relay()
    expect(received()).toEqual(['armed', 'armed', 'armed', 'calledOff'])
  })
})

test('a receiver that subscribes between arming and the instant hears of the reorganisation at the instant', async () => {
  await arm()
  await relay()
  await subscribed()
  await relay(at)
  expect(received()).toEqual(['armed in effect'])
  await relay(await undo())
})

test('a receiver without a subscription to events of units gets none, and one whose subscription has ended neither', async () => {
  await subscribed(['dossier.filed'])
  await endSubscription(db, await subscribed(), now)
  await arm()
  await relay()
  expect(events()).toEqual([])
  await callOff()
})

test('an event of units names a unit that goes on and receives elsewhere, with its address', async () => {
  await subscribed()
  const site = { id: 'tru-so-moi', unitId: NEIGHBOUR, address: '34 phố Thử, Hà Nội', lat: null, lon: null }
  of = enactable(
    reorganisation<null>({
      ...{ id: `tru-so-${++names}`, name: 'Trụ sở thử', basis, effectiveAt: iso(at), openQuestions: [] },
      changes: () => [
        { kind: 'siteBegins', site: { ...site, openingHours: '8:00-17:00', uses: ['reception'] } },
      ],
    }),
    null,
  )
  await arm()
  await relay()
  const { address, unitId: unit } = site
  expect(last()).toMatchObject({ ends: [], begins: [], addresses: [{ unit, address }] })
  await callOff()
})

test('while an instant may still be postponed no receiver hears that it has come', async () => {
  await subscribed()
  await arm()
  await relay()
  await exclusively(db.sql, async () => await relay(at))
  expect(received()).toEqual(['armed'])
  await relay(at + 1_000)
  expect(received()).toEqual(['armed', 'armed in effect'])
  await relay(await undo())
})
