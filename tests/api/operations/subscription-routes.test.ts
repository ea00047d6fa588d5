import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const url = 'https://nhan-su-kien.example.vn/events'
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let operator: Client
beforeAll(async () => {
  const api = await apiWorldWithoutEngine()
  operator = await api.as({ role: 'operator' })
})

describe('a subscription', () => {
  test('is created once under a key', async () => {
    const body = { url, secret, kinds: ['dossier.filed'] }
    const again = randomUUID()
    const first = await operator.post('/subscriptions', body, again)
    expect(await operator.post('/subscriptions', body, again)).toMatchObject({
      status: 201,
      body: first.body,
    })
    expect(
      await operator.post('/subscriptions', { ...body, kinds: ['dossier.closed'] }, again),
    ).toMatchObject({ status: 409 })
  })

  test.each([
    { url: 'ftp://example.vn' },
    { url: 'http://a:b@example.vn' },
    { secret: 'short' },
    { kinds: [] },
  ])('with %o is refused', async (wrong) => {
    expect(
      await operator.post('/subscriptions', { url, secret, kinds: ['dossier.filed'], ...wrong }),
    ).toMatchObject({ status: 400 })
  })
})
