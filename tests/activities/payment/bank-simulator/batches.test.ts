import { describe, expect, it } from 'vitest'
import {
  GatewayConflict,
  GatewayTimeout,
  type OrderBatch,
} from '../../../../activities/payment/gateways/gateway.ts'
import { order, orders, simulatedBank } from './simulated-bank.ts'

const batch = (count: number, batchKey = 'b1'): OrderBatch => ({ batchKey, orders: orders(count) })

describe('a batch at the simulated bank', () => {
  it('is executed item by item, and each order has its answer', async () => {
    const { batches, timesPaid } = await simulatedBank()
    const some: OrderBatch = {
      batchKey: 'b1',
      orders: [order('good'), order('closed', { account: '19036680000' })],
    }
    expect(Object.fromEntries(await batches.sendBatch(some))).toEqual({
      good: { kind: 'confirmed', ref: expect.any(String) },
      closed: { kind: 'rejected', reason: 'accountClosed' },
    })
    expect(await timesPaid()).toEqual({ good: 1 })
  })

  it('that comes again is answered and not executed', async () => {
    const { batches, ledger } = await simulatedBank()
    const first = await batches.sendBatch(batch(500))
    expect(await batches.sendBatch(batch(500))).toEqual(first)
    expect((await ledger()).transfers).toHaveLength(500)
  })

  it('with other orders under the same key is refused', async () => {
    const { batches, ledger } = await simulatedBank()
    await batches.sendBatch(batch(2))
    await expect(batches.sendBatch(batch(3))).rejects.toThrow(GatewayConflict)
    expect((await ledger()).transfers).toHaveLength(2)
  })

  it('pays no order that was paid alone, and says where its content differs', async () => {
    const { batches, single, timesPaid } = await simulatedBank()
    const alone = await single.transfer(order('k1'))
    await single.transfer(order('k2'))
    const changed = { batchKey: 'b1', orders: [order('k1'), order('k2', { amountDong: 1n }), order('k3')] }
    const answers = await batches.sendBatch(changed)
    expect(answers.get('k1')).toEqual(alone)
    expect(answers.get('k2')).toEqual({ kind: 'conflict' })
    expect(await timesPaid()).toEqual({ k1: 1, k2: 1, k3: 1 })
  })

  it('of over 500 orders, of none, or with one order twice is not taken', async () => {
    const bank = await simulatedBank()
    const statusOf = async (some: readonly { orderKey: string }[]) => {
      const body = JSON.stringify({
        batchKey: 'b',
        orders: some.map((one) => ({ ...one, amountDong: '1' })),
      })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(new URL('/batches', bank.url), { method: 'POST', headers, body })).status
    }
    expect(await statusOf(orders(501))).toBe(400)
    expect(await statusOf([])).toBe(400)
    expect(await statusOf([order('k1'), order('k1')])).toBe(400)
    expect(await bank.messages()).toEqual([])
  })

  it('may be half executed when it does not answer, and an inquiry says which half', async () => {
    const { batches, timesPaid } = await simulatedBank({ seed: 1, halfBatch: 1 })
    await expect(batches.sendBatch(batch(300))).rejects.toThrow(GatewayTimeout)
    const paid = await timesPaid()
    const count = Object.keys(paid).length
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(300)
    const known = await batches.inquireBatch(batch(300))
    if (known === 'notFound') throw new Error('the bank knows the batch')
    expect(known.inProgress).toBe(false)
    expect(Object.fromEntries([...known.answers.keys()].map((key) => [key, 1]))).toEqual(paid)
  })

  it('is not known before it came, and known with all its orders after', async () => {
    const { batches } = await simulatedBank({ executeThenTimeOut: 1 })
    expect(await batches.inquireBatch(batch(3))).toBe('notFound')
    await expect(batches.sendBatch(batch(3))).rejects.toThrow(GatewayTimeout)
    const known = await batches.inquireBatch(batch(3))
    expect(known !== 'notFound' && [...known.answers.keys()]).toEqual(['k0', 'k1', 'k2'])
    expect(known !== 'notFound' && known.answers.get('k0')).toMatchObject({
      kind: 'confirmed',
      known: { amountDong: 500_000n, accountEnding: '0009' },
    })
  })

  it('that is only accepted is settled after the first inquiry', async () => {
    const { batches, timesPaid } = await simulatedBank({ acceptFirst: 1 })
    const kinds = (answers: ReadonlyMap<string, { kind: string }>) => [...answers.values()].map((a) => a.kind)
    expect(kinds(await batches.sendBatch(batch(2)))).toEqual(['accepted', 'accepted'])
    expect(await timesPaid()).toEqual({})
    const [first, second] = [await batches.inquireBatch(batch(2)), await batches.inquireBatch(batch(2))]
    expect(first !== 'notFound' && kinds(first.answers)).toEqual(['accepted', 'accepted'])
    expect(second !== 'notFound' && kinds(second.answers)).toEqual(['confirmed', 'confirmed'])
    expect(await timesPaid()).toEqual({ k0: 1, k1: 1 })
  })

  it('is a message an order for who compares, and so is an inquiry for it', async () => {
    const { batches, messages } = await simulatedBank()
    await batches.inquireBatch(batch(2))
    await batches.sendBatch(batch(2))
    await batches.inquireBatch(batch(2))
    expect((await messages()).map(({ kind, orderKey }) => `${kind} ${orderKey}`)).toEqual([
      ...['transfer k0', 'transfer k1', 'inquiry k0', 'inquiry k1'],
    ])
  })
})
