import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiWorld, apiWorldWithoutEngine, marriageFiling, marriageForm, portal } from '../app.ts'
import { filingTables } from './filing-tables.ts'

// The engine is away all the time: citizens can file.
let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

describe('a filing is refused', () => {
  test.each([
    ['an unknown procedure', { procedure: '9.999999' }, 422, 'unknownProcedure', '/procedure'],
    [
      'a commune that does not exist',
      { places: [{ kind: 'residence', newWard: '99999' }] },
      422,
      'unknownArea',
      '/places/0',
    ],
    [
      'two communes without a common part',
      { places: [{ kind: 'residence', oldWard: '00001', newWard: '00004' }] },
      422,
      'unknownArea',
      '/places/0',
    ],
    [
      'a place without any place',
      { places: [{ kind: 'residence', address: 'đâu đó' }] },
      400,
      'invalidInput',
      '/places/0',
    ],
    ['half a point', { places: [{ kind: 'residence', lat: 21.04 }] }, 400, 'invalidInput', '/places/0/lat'],
    [
      'a neighbourhood of no commune',
      { places: [{ kind: 'residence', newWard: '00008', neighbourhood: '1' }] },
      400,
      'invalidInput',
      '/places/0/neighbourhood',
    ],
    [
      'a point outside the city',
      { places: [{ kind: 'residence', lat: 10.77, lon: 106.7 }] },
      422,
      'unknownArea',
      '/places/0',
    ],
    [
      'a place of the wrong kind',
      { places: [{ kind: 'seat', newWard: '00004' }] },
      400,
      'invalidInput',
      '/places',
    ],
    [
      'a place twice',
      {
        places: [
          { kind: 'residence', newWard: '00004' },
          { kind: 'residence', newWard: '00008' },
        ],
      },
      400,
      'invalidInput',
      '/places/1/kind',
    ],
    ['a unit that does not exist', { receptionUnit: 'new:99999' }, 400, 'invalidInput', '/receptionUnit'],
    ['a unit abolished before', { receptionUnit: 'old:001' }, 410, 'unitEnded', '/receptionUnit'],
    [
      'a paper that is not required',
      { papers: [{ kind: 'diploma', originals: 1, copies: 0 }] },
      400,
      'invalidInput',
      '/papers/0/kind',
    ],
    [
      'a field the form lacks',
      { form: marriageForm({ bestMan: 'x' }) },
      400,
      'invalidInput',
      '/form/bestMan',
    ],
    [
      'an option that does not exist',
      { form: marriageForm({ wifeFormerMarriage: 'twice' }) },
      400,
      'invalidInput',
      '/form/wifeFormerMarriage',
    ],
    [
      'a missing field',
      { form: marriageForm({ wifeName: undefined }) },
      400,
      'invalidInput',
      '/form/wifeName',
    ],
    [
      'an identity number of another length',
      { form: marriageForm({ wifeIdentityNumber: '12345' }) },
      400,
      'invalidInput',
      '/form/wifeIdentityNumber',
    ],
    ['nobody', { parties: [] }, 400, 'invalidInput', '/parties'],
    ['a top-level field that does not exist', { urgent: true }, 400, 'invalidInput', '/urgent'],
  ])('with the field named and nothing written: %s', async (_what, changes, status, code, path) => {
    const before = await api.rows(...filingTables)
    expect(await (await api.service()).post('/dossiers', marriageFiling(changes))).toMatchObject({
      status,
      body: { code, fields: [{ path }] },
    })
    expect(await api.rows(...filingTables)).toEqual(before)
  })

  test('where its request has no key', async () => {
    const token = await api.keys.issue({ id: portal, role: 'service', unitId: null }, 1)
    const answer = await api.app.inject({
      method: 'POST',
      url: '/dossiers',
      headers: { authorization: `Bearer ${token}` },
      payload: marriageFiling(),
    })
    expect(answer.json()).toMatchObject({
      code: 'invalidInput',
      fields: [{ path: '/headers/idempotency-key', problem: 'is missing' }],
    })
  })

  test('for a procedure on a day when it is not in force', async () => {
    const early = await api.appWith({ now: () => Date.parse('2025-06-30T16:00:00+07:00') })
    expect(
      await (await early.service()).post('/dossiers', marriageFiling({ receptionUnit: 'old:00004' })),
    ).toMatchObject({
      status: 422,
      body: { code: 'notInForce', fields: [{ path: '/procedure' }] },
    })
  })
})
