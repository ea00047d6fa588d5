import { beforeAll, describe, expect, test } from 'vitest'
import {
  acknowledge,
  lapseAfterMs,
  lapseOld,
  type RecordedRequest,
  readRequest,
  refuseRequest,
  takeUnacknowledged,
} from '../../../../db/dossier/requests/requests.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { type DossierStory, fileOnly } from '../../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../../engine.ts'
import { registration } from '../../../procedures/invented/registration.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const at = Date.parse('2026-11-24T09:00:00+07:00')
const second = 1_000

async function withdrawal(
  options: { key?: string; at?: number } = {},
): Promise<{ dossier: DossierStory; request: RecordedRequest }> {
  const dossier = await fileOnly({ database, engine }, registration)
  const when = options.at ?? at
  const item = (key: string) => ({ kind: 'withdraw', key, at: when }) as const
  return { dossier, request: await dossier.record(item, { ...options, at: when }) }
}

const taken = async (now: number, request: RecordedRequest): Promise<boolean> =>
  (await takeUnacknowledged(database.sql, now, 100)).some(({ id }) => id === request.id)

test('the event of a request is under the id of the request', async () => {
  const { request } = await withdrawal()
  expect(request).toMatchObject({ status: 'pending', acknowledged: false, item: { key: request.id } })
})

test('the same key twice at the same moment is one request', async () => {
  const dossier = await fileOnly({ database, engine }, registration)
  const record = () => dossier.record((key) => ({ kind: 'withdraw', key, at }), { key: 'once', at })
  const requests = await Promise.all(Array.from({ length: 8 }, record))
  expect(new Set(requests.map(({ id }) => id)).size).toBe(1)
})

describe('the delivery of a request by the relay', () => {
  test('waits while the caller delivers, then comes again later and later until acknowledged', async () => {
    const { request } = await withdrawal()
    expect(await taken(at + 2 * second, request)).toBe(false)
    expect(await taken(at + 3 * second, request)).toBe(true)
    expect(await taken(at + 3 * second, request)).toBe(false)
    expect(await taken(at + 4 * second, request)).toBe(true)
    expect(await taken(at + 5 * second, request)).toBe(false)
    expect(await taken(at + 6 * second, request)).toBe(true)
    await acknowledge(database.sql, [request.id], at)
    expect(await taken(at + 600 * second, request)).toBe(false)
  })

  test('is taken by one of two relays at the same moment', async () => {
    const { request } = await withdrawal()
    const both = await Promise.all([taken(at + 3 * second, request), taken(at + 3 * second, request)])
    expect(both.filter(Boolean)).toHaveLength(1)
  })
})

describe('a request that nobody applied', () => {
  test('lapses after a quarter of an hour, once, with a row in the journal', async () => {
    const { dossier, request } = await withdrawal()
    await lapseOld(database, at + lapseAfterMs)
    expect((await readRequest(database.sql, request.id))?.status).toBe('pending')
    await lapseOld(database, at + lapseAfterMs + 1)
    await lapseOld(database, at + lapseAfterMs + 1)
    expect(await readRequest(database.sql, request.id)).toMatchObject({
      status: 'lapsed',
      acknowledged: true,
    })
    expect(await dossier.journal()).toEqual(['filed', 'start', 'refused'])
  })

  test('lapses with one row where two relays see it at the same moment', async () => {
    const { dossier } = await withdrawal()
    const late = at + lapseAfterMs + 1
    await Promise.all([lapseOld(database, late), lapseOld(database, late)])
    expect(await dossier.journal()).toEqual(['filed', 'start', 'refused'])
  })
})

describe('the refusal of a request by the engine', () => {
  test('is recorded of what is pending, once', async () => {
    const { dossier, request } = await withdrawal()
    await refuseRequest(database, request, 'alreadyDecided', at)
    await refuseRequest(database, request, 'dossierClosed', at)
    expect(await readRequest(database.sql, request.id)).toMatchObject({
      status: 'refused',
      refusal: 'alreadyDecided',
      acknowledged: true,
    })
    expect(await dossier.journal()).toEqual(['filed', 'start', 'refused'])
  })

  test('changes nothing of what was applied', async () => {
    const { dossier, request } = await withdrawal()
    await database.sql`
      update decision_request set status = 'applied', settled_at = instant(${at}) where id = ${request.id}`
    await refuseRequest(database, request, 'dossierClosed', at)
    expect(await readRequest(database.sql, request.id)).toMatchObject({ status: 'applied', refusal: null })
    expect(await dossier.journal()).toEqual(['filed', 'start'])
  })
})
