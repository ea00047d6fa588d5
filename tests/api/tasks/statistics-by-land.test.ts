/** Figures by where dossiers lie, "as it was" and "as it is now": GET /statistics/on-time and GET /counts with `geography`. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { type GeographyName, geographyOf } from '../../../db/territory/geography.ts'
import { onTimeByLand } from '../../../db/time/on-time-by-land.ts'
import { databaseNow } from '../../clock.ts'
import { armed, undone } from '../../db/reorganisations/arm.ts'
import { openDossiers } from '../../db/reorganisations/open-tasks.ts'
import { ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)
const CUT_OVER = at('2025-07-01T00:00:00')
const NOW = at('2025-07-31T08:00:00')
const period = 'from=2025-06-01T00:00:00Z&to=2025-08-01T00:00:00Z'
const DAY = 86_400_000

let api: ApiWorld
let city: Client
let ended: number
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ now: () => NOW })
  city = await api.supervisor('hanoi:01')
  const { sql } = api.database
  const areas = await sql<{ id: string }[]>`
    select id from area where kind = 'cell' and right(md5(id), 1) = '0'
    union all select unnest(array['unplaced:old:00007', 'cell:00001:00097', 'unplaced:new:00097']) order by id`
  const due = CUT_OVER + 5 * DAY
  await openDossiers(
    sql,
    areas.flatMap(({ id }) => [
      [{ area: id, dueAt: due }],
      [{ area: id, dueAt: due }],
      [{ area: id, dueAt: due }],
    ]),
    CUT_OVER - 10 * DAY,
  )
  // Of each three one has ended on 30 June, one in July, and one is open.
  ended = 2 * areas.length
  await sql`
    with numbered as (select id, row_number() over (partition by area_id order by id) as n from dossier),
    closed as (
      update dossier d set status = 'closed', clock = 'stopped', ending = 'issued', due_at = instant(${due}),
        ended_at = instant(${CUT_OVER}) + case n when 1 then interval '-10 hours' else interval '10 days' end
      from numbered where numbered.id = d.id and n < 3 returning d.id, d.ended_at, d.area_id),
    found as (
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, ending, area_id, valid_at)
      select id, 1, 'issued', '{}', '{}', 'issued', area_id, ended_at from closed)
    update task set closed_at = closed.ended_at, outcome = 'approved' from closed where closed.id = task.dossier_id`
})

const figures = z.object({
  items: z.array(z.object({ key: z.string(), early: z.int(), onTime: z.int(), late: z.int() })),
})
const all = (items: readonly { early: number; onTime: number; late: number }[]) =>
  items.reduce((sum, { early, onTime, late }) => sum + early + onTime + late, 0)
async function onTime(query: string) {
  const { body } = await city.get(`/statistics/on-time?${period}&${query}`)
  return figures.parse(body).items
}
const instantOf = (ms: number) => `geographyAt=${new Date(ms).toISOString()}`

describe('statistics by where dossiers lie', () => {
  test.each([CUT_OVER - 1, CUT_OVER, NOW])(
    'have one sum in the geography of every instant: %d',
    async (when) => {
      const items = await onTime(`geography=asItIs&${instantOf(when)}`)
      expect(all(items)).toBe(ended)
      const epochs = new Set(items.map(({ key }) => key.split(':')[0]))
      // What lies somewhere in a commune of today was of no commune before.
      expect([...epochs].sort()).toEqual(when < CUT_OVER ? ['none', 'old'] : ['new'])
    },
  )

  test('the 30 districts and the 126 communes have the same sum, over the days before and after', async () => {
    const { sql } = api.database
    const sumOf = async (units: readonly { id: string }[], name: GeographyName) => {
      let sum = 0
      for (const { id } of units) {
        const geography = await geographyOf(sql, { unitId: id, name, atMs: NOW, known: null })
        if (geography === null) throw new Error(`${id} never stood`)
        const month = { fromMs: CUT_OVER - 30 * DAY, untilMs: NOW }
        sum += all(await onTimeByLand(sql, { ...month, geography, by: 'procedure' }))
      }
      return sum
    }
    const districts = await sql<{ id: string }[]>`select id from unit where tier = 'district'`
    const communes = await sql<{ id: string }[]>`select id from unit where tier = 'commune' and epoch = 'new'`
    expect([districts.length, communes.length]).toEqual([30, 126])
    const placedNew = 2
    expect(await sumOf(districts, 'asItWas')).toBe(ended - placedNew)
    expect(await sumOf(districts, 'asItIs')).toBe(ended - placedNew)
    expect(await sumOf(communes, 'asItIs')).toBe(ended)
  })

  test('of a district that is no more: its communes as it was, and those that have its land now', async () => {
    const was = await onTime('unit=old:001&geography=asItWas')
    const is = await onTime('unit=old:001&geography=asItIs')
    expect(was.map(({ key }) => key)).toEqual(expect.arrayContaining(['old:00001', 'old:00007']))
    expect(was.every(({ key }) => key.startsWith('old:'))).toBe(true)
    expect(is.map(({ key }) => key)).toEqual(expect.arrayContaining(['new:00008', 'new:00097']))
    expect(is.every(({ key }) => key.startsWith('new:'))).toBe(true)
    expect(all(was)).toBe(all(is))
    expect(all(was)).toBeGreaterThan(3)
  })

  test('the same of what is open', async () => {
    const count = async (query: string) => (await city.get(`/counts?${query}`)).body
    const was = {
      tasks: expect.any(Number),
      items: expect.arrayContaining([{ key: 'old:00001', name: 'Phường Phúc Xá', tasks: 1, late: 1 }]),
    }
    expect(await count('by=unit&unit=old:001&geography=asItWas')).toMatchObject(was)
    expect(await count('by=lateness&unit=old:00001&geography=asItIs')).toMatchObject({
      ...{ unit: 'old:00001', tasks: 1, items: [{ key: 'late', tasks: 1 }] },
    })
    for (const when of [CUT_OVER - 1, CUT_OVER]) {
      expect(await count(`by=unit&geography=asItIs&${instantOf(when)}`)).toMatchObject({ tasks: ended / 2 })
    }
    expect(await city.get('/counts?by=office&geography=asItIs')).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/querystring/by' }] } },
    })
  })

  test('an instant needs a geography, and a unit one in which it stood by then', async () => {
    expect(await city.get(`/statistics/on-time?${period}&${instantOf(NOW)}`)).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/querystring/geographyAt' }] } },
    })
    expect(
      await city.get(
        `/statistics/on-time?${period}&unit=new:00004&geography=asItIs&${instantOf(CUT_OVER - 1)}`,
      ),
    ).toMatchObject({ status: 404 })
  })

  test('a supervisor reads them of what the own unit came from, and of no other', async () => {
    const commune = await api.supervisor('new:00097')
    const path = `/statistics/on-time?${period}&geography=asItWas&unit=`
    expect(await commune.get(`${path}old:00001`)).toMatchObject({ status: 200, body: { unit: 'old:00001' } })
    expect(await commune.get(`${path}old:00610`)).toMatchObject({ status: 403 })
  })
})

describe('after a reorganisation and its undo', () => {
  const T = NOW + 10 * DAY
  const U = T + 10 * DAY

  test('each instant keeps its geography, also as known before the undo, and the sums stay', async () => {
    const before = await onTime(`geography=asItIs&${instantOf(T - 1)}`)
    const of = wardEnds(await readReferenceRows(api.database.sql), T)
    await armed(api.database, of, NOW)
    const between = await onTime(`geography=asItIs&${instantOf(T)}`)
    expect(between).not.toEqual(before)
    expect(between.map(({ key }) => key)).not.toContain(ENDS)
    const known = await databaseNow(api.database)
    await undone(api.database, of, { at: T + DAY, effectiveAt: U })
    expect(await onTime(`geography=asItIs&${instantOf(T - 1)}`)).toEqual(before)
    expect(await onTime(`geography=asItIs&${instantOf(T)}`)).toEqual(between)
    expect(await onTime(`geography=asItIs&${instantOf(U)}`)).toEqual(before)
    const knownAt = `knownAt=${new Date(known).toISOString()}`
    expect(await onTime(`geography=asItIs&${instantOf(U)}&${knownAt}`)).toEqual(between)
    expect([all(before), all(between)]).toEqual([ended, ended])
  })
})
