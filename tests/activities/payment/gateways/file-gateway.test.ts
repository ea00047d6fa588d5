import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileGateway } from '../../../../activities/payment/gateways/file-gateway.ts'
import { GatewayConflict, type OrderBatch } from '../../../../activities/payment/gateways/gateway.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const batch: OrderBatch = {
  batchKey: 'b1',
  orders: [
    { orderKey: 'a', account: '0903668245', payeeName: 'Nguyễn Thị Hồng Thắm', amountDong: 2_789_000n },
  ],
}

describe('a bank that takes files', () => {
  it('finds one file a batch, however often it is written, readable by its owner alone', async () => {
    const gateway = fileGateway({ folder: join(folder, 'out') })
    const written = await Promise.all([1, 2, 3].map(() => gateway.writeBatch(batch)))
    expect(new Set(written.map(({ content }) => content)).size).toBe(1)
    expect(readdirSync(join(folder, 'out'))).toEqual(['b1.csv'])
    expect(readFileSync(join(folder, 'out', 'b1.csv'), 'utf8')).toBe(written[0]?.content)
    expect(statSync(join(folder, 'out', 'b1.csv')).mode & 0o777).toBe(0o600)
  })

  it('never finds another content under the same name', async () => {
    const gateway = fileGateway({ folder })
    const { content } = await gateway.writeBatch(batch)
    const other = { ...batch, orders: batch.orders.map((order) => ({ ...order, amountDong: 1n })) }
    await expect(gateway.writeBatch(other)).rejects.toThrow(GatewayConflict)
    expect(readFileSync(join(folder, 'b1.csv'), 'utf8')).toBe(content)
    expect(readdirSync(folder)).toEqual(['b1.csv'])
  })
})
