import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { domainErrorOf, problemOf } from '../../../api/server/errors.ts'
import { DomainError, errorMessages, isErrorCode } from '../../../domain/errors.ts'
import { type ApiWorld, apiWorldWithoutEngine, marriageFiling, secretOf } from '../app.ts'

describe('the page about errors', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const sections = page.split(/^## /m).slice(1)

  test('has a heading for each code, and none besides', () => {
    const headings = sections.map((section) => section.split('\n')[0])
    expect(headings.toSorted()).toEqual(Object.keys(errorMessages).toSorted())
  })

  test('says of each what is wrong, why it stops and what to do', () => {
    for (const section of sections) {
      const [heading, ...paragraphs] = section.trim().split('\n\n')
      expect({ heading, paragraphs: paragraphs.length }).toEqual({ heading, paragraphs: 3 })
    }
  })
})

describe('a problem of the closed set', () => {
  test('has the right status class, a Vietnamese title and an English remedy', () => {
    for (const code of Object.keys(errorMessages).filter(isErrorCode)) {
      const problem = problemOf(new DomainError(code))
      expect(problem.status).toBeGreaterThanOrEqual(400)
      expect(problem).toMatchObject({ type: `/errors/${code}`, title: errorMessages[code].vi, code })
      expect(problem.detail.startsWith(`${errorMessages[code].en}. `)).toBe(true)
    }
  })

  test('never has the words of a driver', () => {
    const quoting = Object.assign(new Error(`invalid input: ${secretOf.identity}`), { code: '22P02' })
    expect(JSON.stringify(problemOf(domainErrorOf(quoting)))).not.toContain(secretOf.identity)
    expect(domainErrorOf(quoting).code).toBe('internal')
  })
})

describe('a body that cannot be read', () => {
  let api: ApiWorld
  beforeAll(async () => {
    api = await apiWorldWithoutEngine()
  })

  const everything = ['dossier', 'party', 'place', 'paper', 'filing_key', 'outbox', 'journal'] as const

  test.each([
    ['is cut short', JSON.stringify(marriageFiling()).slice(0, -20), 400, 'malformedBody'],
    ['is empty', '', 400, 'malformedBody'],
    ['is no object', '[]', 400, 'invalidInput'],
    ['would reach into prototypes', '{"__proto__": {"role": "officer"}}', 400, 'malformedBody'],
    ['is too large', JSON.stringify({ form: { note: 'x'.repeat(300_000) } }), 413, 'bodyTooLarge'],
    ['counts beyond number', '{"papers": [{"kind": "x", "originals": 1e400}]}', 400, 'invalidInput'],
    ['is nested without end', `{"form": ${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`, 400, 'invalidInput'],
  ])('is refused and writes nothing: %s', async (_what, body, status, code) => {
    const service = await api.service()
    const before = await api.rows(...everything)
    const answer = await service.post('/dossiers', body)
    expect(answer).toMatchObject({ status, body: { status, code, instance: '/dossiers' } })
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(await api.rows(...everything)).toEqual(before)
  })

  test.each([
    ['gzip', gzipSync(`{"form": {"note": "${'x'.repeat(50_000_000)}"}}`)],
    ['br', Buffer.from(JSON.stringify(marriageFiling()))],
  ])('is refused in the encoding %s, whatever it would decode to', async (encoding, payload) => {
    const before = await api.rows(...everything)
    const answer = await api.app.inject({
      ...{ method: 'POST', url: '/dossiers', payload },
      headers: {
        authorization: `Bearer ${await api.keys.issue({ id: 'x', role: 'service', unitId: null }, 1)}`,
        ...{ 'content-type': 'application/json', 'content-encoding': encoding, 'idempotency-key': encoding },
      },
    })
    expect(answer.json()).toMatchObject({ status: 415, code: 'unsupportedMediaType' })
    expect(await api.rows(...everything)).toEqual(before)
  })

  test('of another type is refused as such', async () => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/dossiers',
      headers: {
        authorization: `Bearer ${await api.keys.issue({ id: 'x', role: 'service', unitId: null }, 1)}`,
        'content-type': 'text/xml',
      },
      payload: '<dossier/>',
    })
    expect(answer.statusCode).toBe(415)
    expect(answer.json()).toMatchObject({ code: 'unsupportedMediaType' })
  })

  test('with text that cannot be kept names the field', async () => {
    const service = await api.service()
    const nul = marriageFiling({ groupId: undefined, places: [{ kind: 'residence', address: 'a\u0000b' }] })
    expect(await service.post('/dossiers', nul)).toMatchObject({
      status: 400,
      body: {
        code: 'invalidInput',
        fields: [{ path: '/places/0/address', problem: 'must not contain NUL or half of a surrogate pair' }],
      },
    })
    const half = JSON.stringify(marriageFiling({ channel: 'HALF' })).replace('HALF', '\\ud800')
    expect(await service.post('/dossiers', half)).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/channel' }] },
    })
    const name = JSON.stringify(marriageFiling({ form: { HALF: 1 } })).replace('HALF', '\\u0000')
    expect(await service.post('/dossiers', name)).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/form' }] },
    })
  })

  test('is not quoted in the answer', async () => {
    const service = await api.service()
    const answer = await service.post(
      '/dossiers',
      marriageFiling({
        channel: secretOf.name,
        parties: [
          { role: 'applicant', kind: 'person', name: secretOf.name, identityNumber: `${secretOf.identity}-` },
        ],
      }),
    )
    expect(answer).toMatchObject({
      status: 400,
      body: {
        fields: [
          { path: '/channel', problem: 'must be one of: online, counter, post' },
          { path: '/parties/0/identityNumber', problem: 'must have the form /^[0-9A-Za-z]{6,20}$/' },
        ],
      },
    })
    const text = JSON.stringify(answer.body)
    expect(text).not.toContain(secretOf.name)
    expect(text).not.toContain(secretOf.identity)
  })
})

test('an address that does not exist is a problem like any other', async () => {
  const api = await apiWorldWithoutEngine()
  const service = await api.service()
  for (const path of ['/nothing', '/dossiers/%00', '/dossiers/%E0%A4%A', `/dossiers/${'x'.repeat(500)}`]) {
    const { status, headers } = await service.get(path)
    expect({ path, status: [400, 404].includes(status), type: headers['content-type'] }).toEqual({
      path,
      status: true,
      type: 'application/problem+json',
    })
  }
})
