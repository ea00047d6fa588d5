import { beforeAll, describe, expect, test } from 'vitest'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

let api: ApiWorld
let anybody: Client
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  anybody = await api.as({ role: 'operator' })
})

interface Page {
  items: { id: string; name: string; epoch: string; today: { id: string }[] }[]
  next: string | null
}
const find = async (query: string): Promise<Page> =>
  JSON.parse(JSON.stringify((await anybody.get(`/units?${query}`)).body))

describe('the list of units', () => {
  test('leads from the name on an old identity card to the units of today', async () => {
    for (const name of ['ngoc khanh', 'NGỌC KHÁNH', 'Phường Ngọc Khánh'.normalize('NFD')]) {
      const { items } = await find(`name=${encodeURIComponent(name)}`)
      expect(items).toMatchObject([
        {
          ...{ id: 'old:00025', name: 'Phường Ngọc Khánh', until: '2025-06-30T17:00:00.000Z' },
          parent: { id: 'old:001', name: 'Quận Ba Đình' },
          // It was split three ways.
          today: [
            { id: 'new:00008', name: 'Phường Ngọc Hà' },
            { id: 'new:00025', name: 'Phường Giảng Võ' },
            { id: 'new:00199', name: 'Phường Láng' },
          ],
        },
      ])
    }
  })

  test('may have one code for two units, of two epochs', async () => {
    expect((await find('code=00025')).items.map(({ id }) => id)).toEqual(['new:00025', 'old:00025'])
    expect((await find('code=00025&epoch=old')).items).toHaveLength(1)
    expect((await find('code=00025&asOf=2026-01-01T00:00:00%2B07:00')).items).toMatchObject([
      { id: 'new:00025', today: [] },
    ])
  })

  test('follows a former unit through several reforms', async () => {
    await inChange(api.database, async (tx) => {
      await tx`
        insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, valid, basis)
        values ('later:99001', 'later', '99001', 'Phường Mai Sau', 'phường', 'commune', 'hanoi:01', 'H26.999',
          tstzmultirange(tstzrange('2027-01-01', null)), 'x')`
      await tx`update unit set valid = tstzmultirange(tstzrange(lower(valid), '2027-01-01')) where id = 'new:00025'`
      await tx`
        insert into unit_successor (unit_id, successor_id, relation, basis) values ('new:00025', 'later:99001', 'whole', 'x')`
    })
    const { body } = await anybody.get('/units/old:00025?asOf=2027-06-01T00:00:00Z')
    expect(body).toMatchObject({
      today: expect.arrayContaining([{ id: 'later:99001', name: 'Phường Mai Sau' }]),
    })
    expect((await anybody.get('/units/old:00025?asOf=2026-06-01T00:00:00Z')).body).toMatchObject({
      today: expect.arrayContaining([{ id: 'new:00025', name: 'Phường Giảng Võ' }]),
    })
  })

  test('has every unit once over its pages', async () => {
    const seen: string[] = []
    for (let after = ''; ; ) {
      const { items, next } = await find(`tier=commune&epoch=new${after}`)
      seen.push(...items.map(({ id }) => id))
      if (next === null) break
      after = `&after=${next}`
    }
    expect([seen.length, new Set(seen).size]).toEqual([126, 126])
  })

  test('shows of one unit its seat, its origins, and its offices with the fields that they do', async () => {
    expect(await anybody.get('/units/new:00004')).toMatchObject({
      status: 200,
      body: {
        ...{ name: 'Phường Ba Đình', seat: 'Số 2, phố Trúc Bạch, phường Ba Đình', successors: [], today: [] },
        predecessors: expect.arrayContaining([
          expect.objectContaining({
            id: 'old:00004',
            relation: 'whole',
            basis: expect.stringContaining('1656'),
          }),
        ]),
        offices: expect.arrayContaining([
          expect.objectContaining({ id: 'new:00004/van-phong', fields: expect.arrayContaining(['Hộ tịch']) }),
          expect.objectContaining({ id: 'new:00004/mot-cua', fields: null }),
        ]),
      },
    })
    expect(await anybody.get('/units/new:99999')).toMatchObject({ status: 404 })
  })
})
