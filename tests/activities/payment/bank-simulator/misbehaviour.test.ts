import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startGatewaySimulator } from '../../../../activities/payment/bank-simulator/simulator.ts'
import { GatewayTimeout, GatewayUnreachable } from '../../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../../activities/payment/gateways/http-gateway.ts'
import { until } from '../../../../harness/until.ts'
import { order, orders, simulatedBank, timeoutMs } from './simulated-bank.ts'

describe('a simulated bank that is slow', () => {
  it('answers after its delay what it did at once', async () => {
    const { single, timesPaid } = await simulatedBank({ delay: 1, delayMs: 100 })
    const answer = single.transfer(order('k1'))
    await until('the order is paid', async () => (await timesPaid()).k1 === 1)
    expect((await answer).kind).toBe('confirmed')
  })

  it('has paid when its answer comes too late', async () => {
    const { single, timesPaid } = await simulatedBank({ late: 1, lateMs: 3 * timeoutMs })
    await expect(single.transfer(order('k1'))).rejects.toThrow(GatewayTimeout)
    expect(await timesPaid()).toEqual({ k1: 1 })
  })

  it('finds nothing of an order that waits in it, and pays it after the client has gone', async () => {
    const { single, timesPaid } = await simulatedBank({ executeLate: 1, lateMs: 2 * timeoutMs })
    await expect(single.transfer(order('k1'))).rejects.toThrow(GatewayTimeout)
    expect(await single.inquire('k1')).toEqual({ kind: 'notFound' })
    await until('the order is paid', async () => (await timesPaid()).k1 === 1)
    expect((await single.inquire('k1')).kind).toBe('confirmed')
  })

  it('lets an answer pass another one', async () => {
    const { single } = await simulatedBank({ seed: 4, outOfOrder: 0.5 })
    const answered: number[] = []
    await Promise.all(
      orders(20).map(async (one, n) => {
        await single.transfer(one)
        answered.push(n)
      }),
    )
    expect(answered).not.toEqual([...answered].sort((a, b) => a - b))
    expect(answered).toHaveLength(20)
  })

  it('sends notices twice and in another order, and each says what is in its book', async () => {
    const notices: string[] = []
    const listener = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      notices.push(body)
      response.end()
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void listener.close())
    const address = listener.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const { single } = await simulatedBank(
      { seed: 2, answerTwice: 1, outOfOrder: 0.5 },
      { notifyUrl: `http://127.0.0.1:${port}` },
    )
    for (const one of orders(6)) await single.transfer(one)
    await until('each notice came twice', async () => notices.length === 12)
    expect(new Set(notices).size).toBe(6)
  })
})

describe('a simulated bank that is not to be understood', () => {
  it('has paid what it answers with a page', async () => {
    const { single, timesPaid } = await simulatedBank({ garbage: 1 })
    await expect(single.transfer(order('k1'))).rejects.toThrow('nothing we understand')
    expect(await timesPaid()).toEqual({ k1: 1 })
  })
})

describe('a simulated bank that forgets keys', () => {
  it('pays again after its window, and still finds the order', async () => {
    const clock = { now: 1_000 }
    const bank = await simulatedBank({ forgetKeysAfterMs: 60_000 }, { now: () => clock.now })
    await bank.single.transfer(order('k1'))
    clock.now += 59_999
    await bank.single.transfer(order('k1'))
    expect(await bank.timesPaid()).toEqual({ k1: 1 })
    clock.now += 1
    expect((await bank.single.inquire('k1')).kind).toBe('confirmed')
    await bank.single.transfer(order('k1'))
    expect(await bank.timesPaid()).toEqual({ k1: 2 })
    expect((await bank.ledger()).settledDong).toBe('1000000')
  })

  it('can count its window in orders', async () => {
    const { single, timesPaid } = await simulatedBank({ forgetKeysAfterOrders: 2 })
    for (const key of ['k1', 'k2', 'k1', 'k3', 'k1']) await single.transfer(order(key))
    expect(await timesPaid()).toEqual({ k1: 2, k2: 1, k3: 1 })
  })
})

describe('a simulated bank that turns calls away', () => {
  it('says when to come back, and has done nothing', async () => {
    const clock = { now: 0 }
    const bank = await simulatedBank({ requestsPerSecond: 2 }, { now: () => clock.now })
    for (const key of ['k1', 'k2']) await bank.single.transfer(order(key))
    const refused: unknown = await bank.single.transfer(order('k3')).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(GatewayUnreachable)
    expect(refused).toMatchObject({ code: 'http429', retryAfterMs: 1_000 })
    expect(await bank.timesPaid()).toEqual({ k1: 1, k2: 1 })
    clock.now += 1_000
    expect((await bank.single.transfer(order('k3'))).kind).toBe('confirmed')
  })

  it('breaks off while it is away, and is as before when it is back', async () => {
    const clock = { now: 0 }
    const away = { awayAfterRequests: 1, awayForMs: 5_000 }
    const bank = await simulatedBank(away, { now: () => clock.now })
    await bank.single.transfer(order('k1'))
    for (const key of ['k2', 'k3'])
      await expect(bank.single.transfer(order(key))).rejects.toThrow(GatewayTimeout)
    expect(await bank.timesPaid()).toEqual({ k1: 1 })
    clock.now += 5_000
    expect((await bank.single.transfer(order('k2'))).kind).toBe('confirmed')
  })
})

describe('a simulated bank that closes accounts', () => {
  it('rejects from then on, also after a restart', async () => {
    const bank = await simulatedBank({ closeAccounts: 1 })
    expect((await bank.single.transfer(order('june'))).kind).toBe('confirmed')
    const closed = { kind: 'rejected', reason: 'accountClosed' }
    expect(await bank.single.transfer(order('july'))).toEqual(closed)
    expect((await bank.single.transfer(order('other', { account: '1903' }))).kind).toBe('confirmed')
    await bank.close()
    const again = await startGatewaySimulator({ ledgerFile: bank.ledgerFile })
    onTestFinished(() => again.close())
    const gateway = httpGateway({ url: again.url, timeoutMs })
    expect(await gateway.transfer(order('august'))).toEqual(closed)
  })
})

describe('a simulated bank that is closed', () => {
  it('does nothing more for a call that waits in it', async () => {
    const bank = await simulatedBank({ executeLate: 1, lateMs: 100 })
    const waiting = bank.single.transfer(order('k1')).catch((error: unknown) => error)
    await until('the order has come', async () => (await bank.messages()).length === 1)
    await bank.close()
    expect(await waiting).toBeInstanceOf(GatewayTimeout)
    await pause(150)
    const again = await startGatewaySimulator({ ledgerFile: bank.ledgerFile })
    onTestFinished(() => again.close())
    expect(await httpGateway({ url: again.url }).inquire('k1')).toEqual({ kind: 'notFound' })
  })
})
