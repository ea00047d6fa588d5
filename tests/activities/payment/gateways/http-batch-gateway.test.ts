import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type OrderBatch,
} from '../../../../activities/payment/gateways/gateway.ts'
import { httpBatchGateway } from '../../../../activities/payment/gateways/http-batch-gateway.ts'

const batch: OrderBatch = {
  batchKey: 'run/1',
  orders: [
    { orderKey: 'a', account: '19036682457011', amountDong: 9_007_199_254_740_993n },
    { orderKey: 'b', account: '19036682457012', amountDong: 1n },
  ],
}

async function bankThat(answers: RequestListener) {
  const server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return httpBatchGateway({ url: `http://127.0.0.1:${address.port}`, timeoutMs: 500 })
}
const saying = (status: number, body: object) =>
  bankThat((_request, response) => response.writeHead(status).end(JSON.stringify(body)))

const confirmed = (orderKey: string, ref = 'r1') => ({ orderKey, kind: 'confirmed', ref })

describe('a batch over HTTP', () => {
  it('carries amounts to the last đồng, and is asked by its key', async () => {
    const seen: unknown[] = []
    const gateway = await bankThat(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      seen.push(request.url, body === '' ? null : JSON.parse(body))
      response.end(JSON.stringify({ inProgress: false, orders: [] }))
    })
    await gateway.sendBatch(batch)
    await gateway.inquireBatch(batch)
    expect(seen).toEqual([
      '/batches',
      {
        batchKey: 'run/1',
        orders: [
          { orderKey: 'a', account: '19036682457011', amountDong: '9007199254740993' },
          { orderKey: 'b', account: '19036682457012', amountDong: '1' },
        ],
      },
      '/batches/run%2F1',
      null,
    ])
  })

  it('has an answer an order, in any order and twice; what is left out is unknown', async () => {
    const gateway = await saying(200, { orders: [confirmed('b'), confirmed('b')] })
    expect([...(await gateway.sendBatch(batch))]).toEqual([['b', { kind: 'confirmed', ref: 'r1' }]])
  })

  it('leaves an order unknown of which the bank says two things', async () => {
    const gateway = await saying(200, { orders: [confirmed('a'), confirmed('b'), confirmed('b', 'r2')] })
    expect([...(await gateway.sendBatch(batch)).keys()]).toEqual(['a'])
  })

  it('is unknown as a whole where the bank answers for another order', async () => {
    const gateway = await saying(200, { orders: [confirmed('a'), confirmed('c')] })
    await expect(gateway.sendBatch(batch)).rejects.toThrow(GatewayTimeout)
  })

  it.each([
    {
      answer: 'an order without a reference',
      status: 200,
      body: { orders: [{ orderKey: 'a', kind: 'confirmed' }] },
    },
    { answer: 'an error of its own', status: 503, body: { orders: [] } },
    { answer: 'nothing found', status: 404, body: { kind: 'notFound' } },
  ])('is unknown after $answer', async ({ status, body }) => {
    await expect((await saying(status, body)).sendBatch(batch)).rejects.toThrow(GatewayTimeout)
  })

  it('calls a person where the bank knows the key with other orders', async () => {
    await expect((await saying(409, {})).sendBatch(batch)).rejects.toThrow(GatewayConflict)
  })

  it('was certainly not taken by a bank that limits calls, which says when to come back', async () => {
    const gateway = await bankThat((_request, response) =>
      response.writeHead(429, { 'retry-after': '7' }).end(),
    )
    const events: string[] = []
    const error: unknown = await gateway.sendBatch(batch, () => events.push('sent')).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(GatewayUnreachable)
    expect(error).toMatchObject({ code: 'http429', retryAfterMs: 7_000 })
    expect(events).toEqual([])
  })

  it('is inquired for only the orders that are in it now', async () => {
    const gateway = await saying(200, { inProgress: true, orders: [confirmed('a'), confirmed('c')] })
    const known = await gateway.inquireBatch(batch)
    expect(known).toEqual({ inProgress: true, answers: new Map([['a', { kind: 'confirmed', ref: 'r1' }]]) })
  })
})
