import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { paidOrders } from '../../../../activities/payment/bank-simulator/bank-ledger.ts'
import { httpBatchGateway } from '../../../../activities/payment/gateways/http-batch-gateway.ts'
import { startBank } from '../bank-process.ts'
import { orders } from './simulated-bank.ts'

describe('a simulated bank that is killed', () => {
  it('in the middle of batches has what it said, and pays nothing twice when they come again', async () => {
    const bank = await startBank()
    const gateway = httpBatchGateway({ url: bank.url, timeoutMs: 20_000 })
    const heard = new Map<string, unknown>()
    let kills = 0
    for (let n = 0; n < 6; n += 1) {
      const batch = { batchKey: `b${n}`, orders: orders(500, `${n}-`) }
      const sending = gateway.sendBatch(batch)
      const killing = pause(n * 3).then(() => bank.killAndRestart())
      const answers = await sending.catch(() => undefined)
      await killing
      if (answers === undefined) kills += 1
      for (const [key, answer] of answers ?? (await gateway.sendBatch(batch))) heard.set(key, answer)
    }
    expect(kills).toBeGreaterThan(0)
    const ledger = await bank.ledger()
    expect(ledger.transfers).toHaveLength(3_000)
    expect([...paidOrders(ledger).values()].every(({ times }) => times === 1)).toBe(true)
    expect(
      new Map(ledger.transfers.map(({ orderKey, ref }) => [orderKey, { kind: 'confirmed', ref }])),
    ).toEqual(heard)
  })
})
