/** Nobody takes an answer of a rehearsal for one of the live system, not even a refusal. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiWorld, apiWorld } from '../app.ts'

const id = '20261130_00000a'
let live: ApiWorld
let rehearsal: ApiWorld
beforeAll(async () => {
  live = await apiWorld()
  rehearsal = await live.appWith({ rehearsal: id })
})

const named = async (of: ApiWorld, url: string) => {
  const { statusCode, headers } = await of.app.inject({ url })
  return { status: statusCode, names: headers['x-thong-suot-rehearsal'] }
}

describe.each([
  [200, '/health'],
  [200, '/ready'],
  [401, '/audits/competence'],
  [404, '/khong-co'],
  [404, '/dossiers/%zz'],
])('an answer %i at %s', (status, url) => {
  test('names the rehearsal', async () => {
    expect(await named(rehearsal, url)).toEqual({ status, names: id })
  })

  test('names no rehearsal where the API is live', async () => {
    expect(await named(live, url)).toEqual({ status, names: undefined })
  })
})

test('/ready says which rehearsal it is, or that it is live', async () => {
  expect(await (await rehearsal.service()).get('/ready')).toMatchObject({ body: { rehearsal: id } })
  expect(await (await live.service()).get('/ready')).toMatchObject({ body: { rehearsal: null } })
})
