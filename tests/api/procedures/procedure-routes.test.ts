import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const get = async (path: string) => {
  const answer = await api.app.inject({ url: path })
  return { status: answer.statusCode, body: answer.json() }
}

test('the catalogue lists editions and says which are in force, without a token', async () => {
  expect(await get('/procedures')).toEqual({
    status: 200,
    body: {
      items: [
        {
          code: '1.000894',
          name: 'Thủ tục đăng ký kết hôn',
          field: 'Hộ tịch',
          edition: '2025-07-01',
          until: null,
          inForce: true,
          evidence: 'full',
          handbook: '/procedures/1.000894/handbook?edition=2025-07-01',
        },
        expect.objectContaining({ code: '1.010824', field: 'Người có công' }),
      ],
      next: null,
    },
  })
})

test('a long catalogue is read page by page, and searched by field and by words without marks', async () => {
  const codes = async (query: string) => {
    const { items, next } = z
      .object({ items: z.array(z.object({ code: z.string() })), next: z.string().nullable() })
      .parse((await get(`/procedures?${query}`)).body)
    return { codes: items.map(({ code }) => code), next }
  }
  const first = await codes('limit=1')
  expect(first.codes).toEqual(['1.000894'])
  expect(await codes(`limit=1&after=${first.next}`)).toEqual({ codes: ['1.010824'], next: null })
  expect((await codes(`field=${encodeURIComponent('Người có công')}`)).codes).toEqual(['1.010824'])
  expect((await codes('name=hon%20dang%20ky')).codes).toEqual(['1.000894'])
  expect((await codes('name=khai%20sinh')).codes).toEqual([])
  expect(await get('/procedures?after=xyz')).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/querystring/after' }] },
  })
})

test('the handbook is a page that runs nothing, or Markdown, and a cached copy is answered with 304', async () => {
  const page = await api.app.inject({ url: '/procedures/1.010824/handbook' })
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-/),
    'cache-control': 'public, max-age=600',
  })
  expect(page.body).toContain('<h2>Giấy tờ cần có</h2>')
  expect(page.body).toContain('<svg ')
  expect(page.body).not.toMatch(/<script| style=| on\w+=/)
  const { etag } = page.headers
  const again = await api.app.inject({
    url: '/procedures/1.010824/handbook',
    headers: { 'if-none-match': String(etag) },
  })
  expect(again).toMatchObject({ statusCode: 304, body: '' })
  const text = await api.app.inject({ url: '/procedures/1.010824/handbook.md?edition=2025-07-01' })
  expect(text.headers['content-type']).toBe('text/markdown; charset=utf-8')
  expect(text.body).toContain('## Giấy tờ cần có')
  expect((await api.app.inject({ url: '/procedures/9.999999/handbook' })).statusCode).toBe(404)
})

test('the handbook names the one-stop desk of a commune of today', async () => {
  const { body } = await api.app.inject({ url: '/procedures/1.000894/handbook?unit=new:00004' })
  expect(body).toContain('Trúc Bạch')
  expect(await get('/procedures/1.000894/handbook?unit=old:00004')).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/querystring/unit' }] },
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
