import { connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultRates, UploadsInProgress } from '../../../api/server/rates.ts'
import { arrivalMs } from '../../../api/server/slow-senders.ts'
import { type ApiWorld, apiWorldWithoutEngine, marriageFiling } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const few = { service: 3, officer: 2, supervisor: 2, operator: 2, stranger: 2 }
const tooMany = {
  status: 429,
  headers: { 'retry-after': expect.stringMatching(/^([1-9]|10)$/) },
  body: { status: 429, code: 'tooManyRequests' },
}

describe('a caller that sends too many requests in ten seconds', () => {
  test('is refused before anything is read or written, and others are not', async () => {
    const limited = await api.appWith({ rates: few })
    const portal = await limited.as({ id: 'portal', role: 'service' })
    for (let i = 0; i < few.service; i += 1) {
      expect(await portal.post('/dossiers', marriageFiling())).toMatchObject({ status: 201 })
    }
    const before = await api.rows('dossier', 'filing_key')
    expect(await portal.post('/dossiers', marriageFiling())).toMatchObject(tooMany)
    expect(await portal.post('/dossiers', '{"cut short')).toMatchObject(tooMany)
    expect(await api.rows('dossier', 'filing_key')).toEqual(before)
    const other = await limited.as({ id: 'another', role: 'service' })
    expect(await other.post('/dossiers', marriageFiling())).toMatchObject({ status: 201 })
    const officer = await limited.officer('oneStop')
    expect(await officer.get('/inbox')).toMatchObject({ status: 200 })
  })

  test('is counted where the role does not let it in, and where there is no such route', async () => {
    const limited = await api.appWith({ rates: few })
    const operator = await limited.as({ id: 'nosy', role: 'operator' })
    expect(await operator.get('/inbox')).toMatchObject({ status: 403 })
    expect(await operator.get('/inbox')).toMatchObject({ status: 403 })
    expect(await operator.get('/inbox')).toMatchObject(tooMany)
    const statuses = []
    for (const url of ['/a', '/b', '/c']) statuses.push((await limited.app.inject({ url })).statusCode)
    expect(statuses).toEqual([404, 404, 429])
  })

  test('is its address where it sends no token; bad tokens do not block good ones of the same address', async () => {
    const limited = await api.appWith({ rates: few, trustedProxies: ['127.0.0.1'] })
    const from = async (address: string, token: string, url = '/inbox') => {
      const headers = { 'x-forwarded-for': address, authorization: `Bearer ${token}` }
      return (await limited.app.inject({ url, headers })).statusCode
    }
    expect([await from('10.0.0.1', 'a.b.c'), await from('10.0.0.1', 'd.e.f')]).toEqual([401, 401])
    expect(await from('10.0.0.1', 'g.h.i')).toBe(429)
    expect(await from('10.0.0.1', '', '/procedures')).toBe(429)
    expect(await from('10.0.0.2', 'a.b.c')).toBe(401)
    const good = await api.keys.issue(
      { id: 'can-bo:new:00004:oneStop:1', role: 'officer', unitId: 'new:00004' },
      1,
    )
    expect(await from('10.0.0.1', good)).toBe(200)
  })

  test('is taken from X-Forwarded-For of the configured proxies alone', async () => {
    const limited = await api.appWith({ rates: few })
    const statuses = []
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
      const headers = { 'x-forwarded-for': address }
      statuses.push((await limited.app.inject({ url: '/procedures', headers })).statusCode)
    }
    expect(statuses).toEqual([200, 200, 429])
  })

  test('is never a load balancer or Prometheus', async () => {
    const limited = await api.appWith({ rates: few })
    for (const url of ['/health', '/ready', '/metrics', '/health', '/ready', '/metrics']) {
      expect({ url, status: (await limited.app.inject({ url })).statusCode }).toEqual({ url, status: 200 })
    }
    const strangers = []
    for (let i = 0; i <= few.stranger; i += 1)
      strangers.push((await limited.app.inject({ url: '/procedures' })).statusCode)
    expect(strangers).toEqual([200, 200, 429])
    expect((await limited.app.inject({ url: '/ready' })).statusCode).toBe(200)
  })

  test('is the caller that the token shows, also on a route that is open to all', async () => {
    const limited = await api.appWith({ rates: { ...few, stranger: 1 } })
    const portal = await limited.as({ id: 'portal', role: 'service' })
    const statuses = []
    for (let i = 0; i <= few.service; i += 1) statuses.push((await portal.get('/procedures')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const headers = { authorization: 'Bearer a.b.c' }
    expect((await limited.app.inject({ url: '/procedures', headers })).statusCode).toBe(200)
    expect((await limited.app.inject({ url: '/procedures', headers })).statusCode).toBe(429)
  })

  test('has the lowest limit as a stranger, the highest as a portal that files for a city', () => {
    const { service, stranger, ...people } = defaultRates
    for (const rate of Object.values(people)) {
      expect(rate).toBeGreaterThan(stranger)
      expect(rate).toBeLessThan(service)
    }
  })
})

test('a caller uploads a few files at a time, of any size, and leaves room for others', async () => {
  const uploads = new UploadsInProgress()
  const officer = { id: 'an', role: 'officer', unitId: null } as const
  let end = () => {}
  const sending = new Promise<void>((resolve) => {
    end = resolve
  })
  const first = Array.from({ length: 5 }, () => uploads.one(officer, () => sending))
  await expect(uploads.one(officer, () => sending)).rejects.toMatchObject({ code: 'tooManyRequests' })
  expect(await uploads.one({ ...officer, id: 'binh' }, async () => 'taken')).toBe('taken')
  end()
  await Promise.all(first)
  expect(await uploads.one(officer, async () => 'taken')).toBe('taken')
})

test('a caller that sends its body too slowly is cut off', async () => {
  const slow = await api.appWith({ arrivalMs: 200 })
  await slow.app.listen({ port: 0, host: '127.0.0.1' })
  expect(slow.app.server.headersTimeout).toBeLessThanOrEqual(10_000)
  expect(arrivalMs).toBeLessThanOrEqual(30_000)
  slow.app.server.headersTimeout = 200
  const address = slow.app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const token = await api.keys.issue({ id: 'portal', role: 'service', unitId: null }, 1)
  const authorised = `host: a\r\nauthorization: Bearer ${token}\r\nidempotency-key: slow\r\ncontent-type: application/json`
  const heads = [
    ['GET /health HTTP/1.1\r\nhost: a\r\nx-slow: ', /^HTTP\/1\.1 408/],
    ['POST /dossiers HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{', /^HTTP\/1\.1 401/],
    // Its body is waited for; then there is nobody to answer.
    [`POST /dossiers HTTP/1.1\r\n${authorised}\r\ncontent-length: 9\r\n\r\n{`, /^$/],
  ] as const
  for (const [head, expected] of heads) {
    const answer = await new Promise<string>((resolve, reject) => {
      let said = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(head))
      socket.on('data', (chunk) => {
        said += String(chunk)
      })
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
    expect(answer).toMatch(expected)
  }
})

test('headers forbid sniffing, framing and scripts; the pages of the documentation still work', async () => {
  const { headers } = await api.app.inject({ url: '/procedures' })
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'strict-transport-security': expect.any(String),
  })
  const page = await api.app.inject({ url: '/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
})
