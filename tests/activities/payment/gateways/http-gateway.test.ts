import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type TransferOrder,
} from '../../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../../activities/payment/gateways/http-gateway.ts'

const order: TransferOrder = { orderKey: 'k', account: '19036682457011', amountDong: 9_007_199_254_740_993n }

/** A bank that says what the test wants it to, or one that has just gone away. */
async function gatewayTo(answer: RequestListener | 'gone') {
  const server = createServer(answer === 'gone' ? undefined : answer)
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address === 'object') resolve(address.port)
    })
  })
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections())
  if (answer === 'gone') await close()
  else onTestFinished(async () => void (await close()))
  return httpGateway({ url: `http://127.0.0.1:${port}`, timeoutMs: 500 })
}

const saying = (status: number, body: string) =>
  gatewayTo((_request, response) => response.writeHead(status).end(body))

describe('the bank over HTTP', () => {
  it('gets the amount of an order to the last đồng', async () => {
    let body = ''
    const gateway = await gatewayTo(async (request, response) => {
      for await (const chunk of request) body += chunk
      response.end('{"kind":"confirmed","ref":"r1"}')
    })
    expect(await gateway.transfer(order)).toEqual({ kind: 'confirmed', ref: 'r1' })
    expect(JSON.parse(body)).toEqual({ ...order, amountDong: '9007199254740993' })
  })

  it('answers an inquiry for an order it does not know', async () => {
    const gateway = await saying(404, '{"kind":"notFound"}')
    expect(await gateway.inquire('k')).toEqual({ kind: 'notFound' })
  })

  it.each([
    { answer: 'garbage', status: 200, body: '<html>Nguyễn Thị Hồng Thắm' },
    { answer: 'a confirmation without reference', status: 200, body: '{"kind":"confirmed"}' },
    { answer: 'an error of its own', status: 503, body: '{"kind":"rejected","reason":"busy"}' },
    { answer: 'a page that a proxy made up', status: 404, body: 'Not Found' },
    { answer: 'nothing found, to a transfer', status: 404, body: '{"kind":"notFound"}' },
  ])('leaves an order unknown with $answer, and is not quoted', async ({ status, body }) => {
    const gateway = await saying(status, body)
    const error: unknown = await gateway.transfer(order).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(GatewayTimeout)
    expect(String(error)).toContain(`status ${status}`)
    expect(String(error)).not.toContain('Thắm')
    expect(error).not.toHaveProperty('cause')
  })

  it('leaves an order unknown when it says nothing or breaks off', async () => {
    const silent = await gatewayTo(() => {})
    await expect(silent.transfer(order)).rejects.toThrow(GatewayTimeout)
    const resetting = await gatewayTo((request) => request.socket.destroy())
    await expect(resetting.transfer(order)).rejects.toThrow(GatewayTimeout)
    const breaking = await gatewayTo((request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"kind"', () => request.socket.destroy())
    })
    await expect(breaking.transfer(order)).rejects.toThrow(GatewayTimeout)
  })

  it('that is not there has certainly not got the order', async () => {
    const gateway = await gatewayTo('gone')
    await expect(gateway.transfer(order)).rejects.toThrow(GatewayUnreachable)
  })

  it('calls a person where it knows the key with another content', async () => {
    const gateway = await saying(409, '{}')
    await expect(gateway.transfer(order)).rejects.toThrow(GatewayConflict)
  })

  it('has acted on an order by the time the order is called sent', async () => {
    const events: string[] = []
    const gateway = await gatewayTo((_request, response) => {
      events.push('acted')
      response.end('{"kind":"accepted"}')
    })
    await gateway.transfer(order, () => events.push('sent'))
    expect(events).toEqual(['acted', 'sent'])
  })
})
