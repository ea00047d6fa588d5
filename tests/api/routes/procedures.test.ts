import { beforeAll, expect, test } from 'vitest'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const get = async (path: string) => {
  const answer = await api.app.inject({ url: path })
  return { status: answer.statusCode, body: answer.json() }
}

test('the catalogue lists editions and says which are in force; nobody has to say who asks', async () => {
  expect(await get('/procedures')).toEqual({
    status: 200,
    body: {
      procedures: [
        {
          code: '1.000894',
          name: 'Thủ tục đăng ký kết hôn',
          field: 'Hộ tịch',
          edition: '2025-07-01',
          until: null,
          inForce: true,
          evidence: 'full',
        },
        expect.objectContaining({ code: '1.010824', field: 'Người có công' }),
      ],
    },
  })
})

test('a procedure tells its law, form, papers, fee, steps and diagram', async () => {
  expect(await get('/procedures/1.010824')).toMatchObject({
    status: 200,
    body: {
      basis: expect.arrayContaining(['Điều 123, 131/2021/NĐ-CP']),
      connecting: 'residence',
      total: '24 working days',
      fee: { online: '0', counter: '0', post: '0' },
      papers: { request: { originals: 1 }, death: { replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử' } },
      form: {
        type: 'object',
        additionalProperties: false,
        properties: { monthlyAllowanceDong: { type: 'string' } },
      },
      steps: [
        { id: 'receive', kind: 'receive', desks: [{ role: 'oneStop', tier: 'commune', power: 'receive' }] },
        { id: 'verify', within: '9.5 working days' },
        { id: 'forward' },
        { id: 'assess', desks: [{ role: 'specialist', tier: 'department' }] },
        { id: 'decide', outcomes: ['refused', 'returned', 'signed'] },
        { id: 'issue', desks: [] },
        { id: 'pay', outcomes: expect.not.arrayContaining(['paid']) },
      ],
      diagram: expect.stringMatching(/^flowchart TD/),
    },
  })
})

test('an edition is found by its date, and what does not exist is not', async () => {
  expect(await get('/procedures/1.000894?edition=2025-07-01')).toMatchObject({ status: 200 })
  for (const path of [
    '/procedures/1.000894?edition=2020-01-01',
    '/procedures/9.999999',
    '/procedures/constructor',
  ]) {
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 'notFound' } })
  }
})

test('the API describes itself: every route, its problems, and who may call it', async () => {
  const { body } = await get('/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  // That none is left out is for tests/api/access.test.ts to say, which names every route.
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/dossiers',
      '/dossiers/{id}/timeline',
      '/inbox',
      '/ready',
      '/tasks/{id}/decisions',
    ]),
  )
  const filing = body.paths['/dossiers'].post
  expect(filing.security).toEqual([{ bearer: [] }])
  expect(Object.keys(filing.responses)).toEqual(
    expect.arrayContaining(['200', '201', '400', '401', '409', '422', '503']),
  )
  expect(Object.keys(filing.responses['422'].content)).toEqual(['application/problem+json'])
  expect(Object.keys(body.components.schemas)).toEqual(
    expect.arrayContaining(['Dossier', 'Problem', 'Receipt']),
  )
  expect((await api.app.inject({ url: '/docs' })).statusCode).toBe(200)
})
