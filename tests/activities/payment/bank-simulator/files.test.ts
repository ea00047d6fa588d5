import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fileGateway } from '../../../../activities/payment/gateways/file-gateway.ts'
import type { OrderBatch } from '../../../../activities/payment/gateways/gateway.ts'
import { order, simulatedBank } from './simulated-bank.ts'

const batch: OrderBatch = {
  batchKey: 'b1',
  orders: [
    order('paid', { payeeName: '=Nguyễn Thị Hồng Thắm, "Đỗ"' }),
    order('closed', { account: '19036680000' }),
    order('later'),
  ],
}

/** A bank, and what happens to a file that is put into its folder. */
async function bankOfFiles(misbehaviour: Parameters<typeof simulatedBank>[0] = {}) {
  const bank = await simulatedBank(misbehaviour)
  const folder = mkdtempSync(join(tmpdir(), 'bank-files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const gateway = fileGateway({ folder })
  return {
    ...bank,
    gateway,
    put: async (content: string) => {
      const headers = { 'content-type': 'text/csv' }
      const url = new URL('/batch-files', bank.url)
      return (await fetch(url, { method: 'POST', headers, body: content })).status
    },
    returned: async () => new Uint8Array(await (await bank.ask('/batch-files/b1')).arrayBuffer()),
  }
}

describe('a file at the simulated bank', () => {
  it('is executed once, and returned with what became of each order', async () => {
    const { gateway, put, returned, timesPaid } = await bankOfFiles()
    const { content } = await gateway.writeBatch(batch)
    expect([await put(content), await put(content)]).toEqual([202, 202])
    const { answers } = gateway.readReturn(batch, await returned())
    expect(Object.fromEntries(answers)).toEqual({
      paid: { kind: 'confirmed', ref: expect.any(String) },
      closed: { kind: 'rejected', reason: 'accountClosed' },
      later: { kind: 'confirmed', ref: expect.any(String) },
    })
    expect(await timesPaid()).toEqual({ paid: 1, later: 1 })
  })

  it('that is half executed is returned for that half', async () => {
    const { gateway, put, returned, timesPaid } = await bankOfFiles({ halfBatch: 1 })
    expect(await put((await gateway.writeBatch(batch)).content)).toBe(202)
    const { answers } = gateway.readReturn(batch, await returned())
    expect(answers.size).toBeLessThan(3)
    const paid = [...answers].flatMap(([key, { kind }]) => (kind === 'confirmed' ? [[key, 1]] : []))
    expect(await timesPaid()).toEqual(Object.fromEntries(paid))
  })

  it('that was changed, or has other orders than the first of its name, is not taken', async () => {
    const { gateway, put, ledger } = await bankOfFiles()
    const { content } = await gateway.writeBatch(batch)
    expect(await put(content.replace('500000', '900000'))).toBe(400)
    expect((await ledger()).transfers).toEqual([])
    await put(content)
    const other = await bankOfFiles()
    const changed = { ...batch, orders: batch.orders.slice(0, 2) }
    expect(await put((await other.gateway.writeBatch(changed)).content)).toBe(409)
  })
})
