/** Figures for supervisors: what is open (GET /counts), and how time was kept (GET /statistics/on-time). */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)
const EVE = at('2025-06-30T10:00:00')
// A cell that the district Ba Đình held for this procedure until 30 June 2025, and the commune since.
const PROCEDURE = '2.000528'
const AREA = 'cell:00001:00097'
const DISTRICT = 'old:001'
const COMMUNE = 'new:00097'

let api: ApiWorld
let later: ApiWorld
beforeAll(async () => {
  const today = await apiWorldWithoutEngine()
  api = await today.appWith({ now: () => EVE })
  later = await today.appWith({ now: () => at('2025-07-31T00:00:00') })
  const { sql } = api.database
  await sql`insert into plan (hash, procedure_code, edition, body) values ('plan', ${PROCEDURE}, '2025-07-01', '{}')`
  await dossier({ due: at('2025-06-30T17:00:00') })
  await dossier({ due: at('2025-07-02T17:00:00') })
  await dossier({ due: at('2025-07-04T17:00:00'), ended: at('2025-07-02T09:00:00') })
  await dossier({ due: at('2025-07-04T17:00:00'), ended: at('2025-07-04T09:00:00') })
  await dossier({ due: at('2025-07-04T17:00:00'), ended: at('2025-07-05T09:00:00') })
})

let number = 0
/** At the desk that signs; ended by a signature where it says when. */
async function dossier({ due, ended = null }: { due: number; ended?: number | null }): Promise<void> {
  const { sql } = api.database
  const id = randomUUID()
  number += 1
  await sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at,
      status, clock, due_at, ending, ended_at)
    values (${id}, ${`H26.101-250610-000${number}`}, ${PROCEDURE}, 'Hộ tịch', 'plan', 'online', ${COMMUNE}, ${AREA}, '\\x00',
      instant(${EVE - 86_400_000}), ${ended === null ? 'open' : 'closed'}, ${ended === null ? 'running' : 'stopped'}, instant(${due}),
      ${ended === null ? null : 'issued'}, instant(${ended}))`
  await sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at,
      closed_at, outcome)
    values (${`${id}.sign.1`}, ${id}, 'sign.1', 'sign', 'sign', 'desk', 'chair', 'commune', 'sign', ${PROCEDURE}, 'Hộ tịch', ${AREA},
      instant(${EVE - 3_600_000}), instant(${due}), instant(${ended}), ${ended === null ? null : 'signed'})`
}

describe('the counts of open tasks', () => {
  test('of now go by the unit responsible now; those of a later instant by unit and lateness of then', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    expect(await supervisor.get('/counts?by=unit')).toMatchObject({
      status: 200,
      body: {
        unit: 'hanoi:01',
        asOf: '2025-06-30T03:00:00.000Z',
        items: [{ key: DISTRICT, tasks: 2, late: 0 }],
      },
    })
    const cutOver = encodeURIComponent('2025-07-01T00:00:00+07:00')
    expect(await supervisor.get(`/counts?by=unit&asOf=${cutOver}`)).toMatchObject({
      body: {
        asOf: '2025-06-30T17:00:00.000Z',
        tasks: 2,
        late: 1,
        items: [{ key: COMMUNE, tasks: 2, late: 1 }],
      },
    })
    // By itself: a unit that does not exist yet.
    expect(await supervisor.get(`/counts?by=lateness&unit=${COMMUNE}&asOf=${cutOver}`)).toMatchObject({
      body: {
        unit: COMMUNE,
        items: [
          { key: 'inTime', tasks: 1 },
          { key: 'late', tasks: 1 },
        ],
      },
    })
    expect(await supervisor.get(`/counts?by=lateness&unit=${COMMUNE}`)).toMatchObject({ status: 404 })
  })

  test('are refused for the past, which they do not know', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    expect(await supervisor.get('/counts?by=unit&asOf=2025-06-29T00:00:00Z')).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/querystring/asOf' }] },
    })
  })

  test('are for an officer those of the own unit, named or not, and of no other', async () => {
    const chair = await later.officer('chair', COMMUNE)
    const own = { status: 200, body: { unit: COMMUNE, tasks: 2, late: 2 } }
    expect(await chair.get('/counts?by=step')).toMatchObject(own)
    expect(await chair.get(`/counts?by=step&unit=${COMMUNE}`)).toMatchObject(own)
    expect(await chair.get('/counts?by=step&unit=hanoi:01')).toMatchObject({ status: 403 })
  })
})

describe('the figures of how time was kept', () => {
  const july = `from=2025-07-01T00:00:00Z&to=2025-08-01T00:00:00Z`

  test('have their rate, by unit and by procedure', async () => {
    const supervisor = await later.supervisor(COMMUNE)
    const kept = { early: 1, onTime: 1, late: 1, rate: 2 / 3, withdrawn: 0, lapsed: 0, withoutTime: 0 }
    expect(await supervisor.get(`/statistics/on-time?${july}`)).toMatchObject({
      status: 200,
      body: { unit: COMMUNE, items: [{ ...kept, key: COMMUNE, name: expect.stringContaining('Phường') }] },
    })
    expect(await supervisor.get(`/statistics/on-time?${july}&by=procedure`)).toMatchObject({
      body: { items: [{ ...kept, key: PROCEDURE, name: null }] },
    })
  })

  test('are of a quarter at most, and from an earlier to a later day', async () => {
    const supervisor = await later.supervisor(COMMUNE)
    for (const period of [
      'from=2025-07-01T00:00:00Z&to=2025-10-02T00:00:00Z',
      'from=2025-07-02T00:00:00Z&to=2025-07-01T00:00:00Z',
    ]) {
      expect(await supervisor.get(`/statistics/on-time?${period}`)).toMatchObject({
        ...{ status: 400, body: { fields: [{ path: '/querystring/from' }] } },
      })
    }
  })
})
