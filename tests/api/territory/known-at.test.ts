import { beforeAll, describe, expect, test } from 'vitest'
import { machineNow } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune } from '../app.ts'
import type { Client } from '../client.ts'

let api: ApiWorld
let anybody: Client
let before: string
let after: string

const cell = 'cell:00001:00097'
const asOf = 'asOf=2026-03-02T00:00:00%2B07:00'
const iso = (ms: number): string => new Date(ms).toISOString()

// One change renames a unit, moves a cell from a commune to another for all time since the cut-over, and lends a mandate.
beforeAll(async () => {
  api = await apiWorld()
  anybody = await api.as({ role: 'operator' })
  const [change] = await inChange(api.database, async (tx) => {
    await tx`update unit set name = 'Phường Sai Tên' where id = 'new:00097'`
    await tx`update jurisdiction set unit_id = 'new:00004' where area_id = ${cell} and unit_id = 'new:00097'`
    await tx`
      insert into mandate (id, officer_id, unit_id, role, valid, basis)
      values ('muon', 'can-bo:new:00097:economy:1', ${commune}, 'oneStop', '[2025-07-01 00:00+07,)', 'x')`
    return await tx<
      { at: number }[]
    >`select epoch_ms(recorded_at) as at from reference_change order by id desc limit 1`
  })
  const at = change?.at ?? 0
  before = `knownAt=${iso(at)}`
  after = `knownAt=${iso(at + 1)}`
})

describe('as known before a change, and after it', () => {
  test('a unit has the name it had', async () => {
    expect((await anybody.get(`/units/new:00097?${before}`)).body).toMatchObject({ name: 'Phường Hồng Hà' })
    expect((await anybody.get(`/units/new:00097?${after}`)).body).toMatchObject({ name: 'Phường Sai Tên' })
    expect((await anybody.get('/units/new:00097')).body).toMatchObject({ name: 'Phường Sai Tên' })
    expect((await anybody.get(`/units?name=sai%20ten&${before}`)).body).toMatchObject({ items: [] })
    expect((await anybody.get(`/units?name=sai%20ten&${after}`)).body).toMatchObject({
      items: [{ id: 'new:00097' }],
    })
  })

  test('a place is held by whom it was held', async () => {
    const holder = async (known: string) =>
      (await anybody.get(`/jurisdiction?procedure=1.000894&power=sign&oldWard=00001&${asOf}${known}`)).body
    expect(await holder(`&${before}`)).toMatchObject({
      answers: [{ unit: { id: 'new:00097', name: 'Phường Hồng Hà' } }],
    })
    for (const known of [`&${after}`, '']) {
      expect(await holder(known)).toMatchObject({ answers: [{ unit: { id: 'new:00004' } }] })
    }
  })

  test('a mandate that was entered later does not exist yet', async () => {
    const ids = async (known: string) =>
      JSON.stringify((await anybody.get(`/mandates?unit=${commune}&${asOf}${known}`)).body)
    expect(await ids(`&${before}`)).not.toContain('"muon"')
    expect(await ids(`&${after}`)).toContain('"muon"')
    expect(await ids('')).toContain('"muon"')
  })

  test('an officer may decide what the rows known then allow', async () => {
    const { dossierId } = await api.opens()
    const supervisor = await api.supervisor()
    const asked = async (known: string) =>
      (
        await supervisor.get(
          `/tasks/${dossierId}.receive.1/authority?officer=can-bo:new:00097:economy:1${known}`,
        )
      ).body
    expect(await asked(`&${before}`)).toMatchObject({ allowed: false, code: 'noMandate' })
    expect(await asked(`&${after}`)).toMatchObject({ allowed: true, mandate: { id: 'muon' } })
    expect(await asked('')).toMatchObject({ allowed: true, mandate: { id: 'muon' } })
  })
})

test('at an instant before anything was recorded nothing is known', async () => {
  const known = 'knownAt=2020-01-01T00:00:00Z'
  expect((await anybody.get(`/units?${known}`)).body).toMatchObject({ items: [] })
  expect(await anybody.get(`/units/new:00097?${known}`)).toMatchObject({ status: 404 })
})

test.each([
  '/units?',
  '/units/new:00097?',
  '/jurisdiction?procedure=1.000894&power=sign&oldWard=00001&',
  `/mandates?unit=${commune}&`,
])(
  'an instant to come is refused as knownAt, since what will be known then may change: %s',
  async (route) => {
    const future = await anybody.get(`${route}knownAt=${iso(machineNow() + 3_600_000)}`)
    expect(future).toMatchObject({ status: 400, body: { fields: [{ path: '/querystring/knownAt' }] } })
  },
)
