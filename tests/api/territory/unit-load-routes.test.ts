/** A unit over time: GET /units/{id}/load. */
import { beforeAll, describe, expect, test } from 'vitest'
import { databaseNow } from '../../clock.ts'
import { openDossiers } from '../../db/reorganisations/open-tasks.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)
const NOW = at('2025-08-31T10:00:00')
const COMMUNE = 'new:00004'
const path = `/units/${COMMUNE}/load?from=2025-06-01T00:00:00%2B07:00&to=2025-09-01T00:00:00%2B07:00`

let api: ApiWorld
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ now: () => NOW })
  const { sql } = api.database
  // Trúc Bạch, which went whole to Ba Đình; each was filed at Ba Đình on 10 July.
  const area = 'cell:00004:00004'
  await openDossiers(
    sql,
    Array.from({ length: 5 }, () => [{ area, dueAt: at('2025-07-20T17:00:00') }]),
    at('2025-07-10T08:00:00'),
  )
  // Decided on 30 June, when the old ward was responsible, then after 60, 120 and 600 minutes.
  await sql`
    with numbered as (select id, row_number() over (order by id) as n from task),
    given (n, opened, closed) as (values
      (1, '2025-06-30 09:00+07'::timestamptz, '2025-06-30 10:00+07'::timestamptz), (2, '2025-07-11 09:00+07', '2025-07-11 10:00+07'),
      (3, '2025-07-11 09:00+07', '2025-07-11 11:00+07'), (4, '2025-08-04 08:00+07', '2025-08-04 18:00+07'))
    update task set opened_at = opened, closed_at = closed, outcome = 'approved'
    from numbered join given using (n) where numbered.id = task.id`
})

describe('the load of a unit', () => {
  test('is month by month what came in, what it decided, and by how many officers', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    const { status, body } = await supervisor.get(path)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ unit: COMMUNE, population: 65_023, areaKm2: 2.97, open: { tasks: 1, late: 1 } },
      months: [
        { month: '2025-06', received: 0, decided: 0, late: 0, officers: 0 },
        { month: '2025-07', received: 5, decided: 2, late: 0, officers: expect.any(Number) },
        { month: '2025-08', received: 0, decided: 1, late: 1, officers: expect.any(Number) },
      ],
      steps: [
        { procedureCode: '1.000689', step: 'review', role: 'civilStatus', decided: 3, medianMinutes: 120 },
      ],
    })
  })

  test('is for an old ward what was decided while it stood', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    const { body } = await supervisor.get(path.replace(COMMUNE, 'old:00004'))
    expect(body).toMatchObject({ areaKm2: null, months: [{ decided: 1 }, { decided: 0 }, { decided: 0 }] })
  })

  test('counts officers as known then', async () => {
    const supervisor = await api.supervisor(COMMUNE)
    const officersOf = async (query: string) => {
      const { body } = await supervisor.get(`${path}${query}`)
      return JSON.parse(JSON.stringify(body)).months.at(-1).officers
    }
    const known = await databaseNow(api.database)
    const before = await officersOf('')
    await inChange(api.database, async (tx) => {
      await tx`insert into officer (id, name, invented) values ('moi', 'Cán bộ thử', true)`
      await tx`
        insert into mandate (id, officer_id, unit_id, role, valid, basis)
        values ('moi', 'moi', ${COMMUNE}, 'civilStatus', tstzrange('2025-07-01', null), 'Quyết định thử')`
    })
    expect(await officersOf('')).toBe(before + 1)
    expect(await officersOf(`&knownAt=${new Date(known).toISOString()}`)).toBe(before)
  })

  test('is for who supervises the unit, and for a year at most', async () => {
    expect(await (await api.supervisor('new:00008')).get(path)).toMatchObject({ status: 403 })
    const long = path.replace('2025-06-01', '2024-06-01')
    expect(await (await api.supervisor(COMMUNE)).get(long)).toMatchObject({
      ...{ status: 400, body: { fields: [{ path: '/querystring/from' }] } },
    })
  })
})
