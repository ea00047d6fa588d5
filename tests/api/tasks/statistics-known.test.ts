/** Figures as known at an instant: the same whenever they are requested. GET /statistics/on-time with `knownAt`. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { filingThatWaits, untilItWaits } from '../../certificate/filing-that-waits.ts'
import { databaseNow } from '../../clock.ts'
import { asking, NGOC_HA, recordAfter, recordBefore, reorganised } from '../../record-story.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const period = 'from=2025-06-01T00:00:00Z&to=2025-08-01T00:00:00Z'
const figures = [
  'by=unit',
  'by=procedure',
  'by=unit&unit=old:001',
  'by=procedure&unit=hanoi:01',
  `by=unit&unit=${NGOC_HA}`,
  'by=unit&geography=asItIs',
  'by=unit&geography=asItWas&unit=old:001',
  'by=procedure&geography=asItIs&unit=old:00004',
]

let api: ApiWorld
let city: Client
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ now: () => asking })
  city = await api.as({ role: 'operator' })
})

const ask = async (query: string) => await city.get(`/statistics/on-time?${period}&${query}`)
const iso = (ms: number) => new Date(ms).toISOString()
const counted = z.object({ items: z.array(z.record(z.string(), z.unknown())) })
const endings = ['early', 'onTime', 'late', 'withdrawn', 'lapsed', 'withoutTime']
const sumOf = (body: unknown): number =>
  counted
    .parse(body)
    .items.flatMap((item) => endings.map((ending) => Number(item[ending])))
    .reduce((sum, one) => sum + one, 0)

describe('figures as known at an instant', () => {
  test('are the same before and after further decisions, a correction, a placement, an import correction, a reorganisation and its undo', async () => {
    const story = await recordBefore(api.database)
    const knownAt = iso(await databaseNow(api.database))
    const known = async () =>
      JSON.stringify(
        await Promise.all(figures.map(async (query) => (await ask(`${query}&knownAt=${knownAt}`)).body)),
      )
    const asNow = async () =>
      JSON.stringify(await Promise.all(figures.map(async (query) => (await ask(query)).body)))

    const [first, now] = [await known(), await asNow()]
    expect(first).toBe(now)
    expect(sumOf((await ask('by=unit')).body)).toBe(2)

    await recordAfter(api.database, story)
    expect(await known()).toBe(first)
    expect(sumOf((await ask('by=unit')).body)).toBe(5)

    const decided = await asNow()
    const { undo } = await reorganised(api.database)
    expect(await known()).toBe(first)
    expect(await asNow()).not.toBe(decided)
    await undo()
    expect(await known()).toBe(first)

    const later = await api.appWith({ now: () => asking + 400 * 86_400_000 })
    city = await later.as({ role: 'operator' })
    expect(await known()).toBe(first)
  })

  test('wait for what was being recorded then', async () => {
    const before = sumOf((await ask('by=unit')).body)
    const late = await filingThatWaits(api.database)
    const knownAt = await databaseNow(api.database)
    const answer = ask(`by=unit&knownAt=${iso(knownAt)}`)
    await untilItWaits(api.database, knownAt, 'pg_locks')
    await late.commit()
    expect(await answer).toMatchObject({ status: 200 })
    expect(sumOf((await answer).body)).toBe(before)
  })

  test('of an instant to come are refused', async () => {
    const tomorrow = iso((await databaseNow(api.database)) + 86_400_000)
    for (const query of ['by=unit', 'by=unit&geography=asItIs']) {
      expect(await ask(`${query}&knownAt=${tomorrow}`)).toMatchObject({
        ...{ status: 400, body: { code: 'invalidInput', fields: [{ path: '/querystring/knownAt' }] } },
      })
    }
  })
})
