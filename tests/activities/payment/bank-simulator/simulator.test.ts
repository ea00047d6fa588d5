import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { rejectedEndings, rejectedOnceEnding } from '../../../../activities/payment/bank-simulator/bank.ts'
import {
  readBankLedger,
  readBankMessages,
} from '../../../../activities/payment/bank-simulator/bank-ledger.ts'
import type { Misbehaviour } from '../../../../activities/payment/bank-simulator/misbehaviour.ts'
import { startGatewaySimulator } from '../../../../activities/payment/bank-simulator/simulator.ts'
import { GatewayConflict, GatewayTimeout } from '../../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../../activities/payment/gateways/http-gateway.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const ledgerFile = () => join(folder, 'bank', 'book.jsonl')

async function bank(misbehaviour: Partial<Misbehaviour> = {}) {
  const simulator = await startGatewaySimulator({ ledgerFile: ledgerFile(), misbehaviour })
  onTestFinished(() => simulator.close())
  const gateway = httpGateway({ url: simulator.url, timeoutMs: 500 })
  const ledger = () => readBankLedger(simulator.url)
  const messages = () => readBankMessages(simulator.url)
  return { ...gateway, ledger, messages, close: () => simulator.close() }
}

const order = { orderKey: 'k1', account: '19036682457011', amountDong: 500_000n }

describe('the simulated bank', () => {
  it('gives a repeated key its first answer, and pays once', async () => {
    const { transfer, ledger } = await bank()
    const first = await transfer(order)
    expect(first.kind).toBe('confirmed')
    expect(await transfer(order)).toEqual(first)
    expect(await ledger()).toMatchObject({ settledDong: '500000', transfers: [{ orderKey: 'k1' }] })
  })

  it('refuses a known key with another amount or account', async () => {
    const { transfer, ledger } = await bank()
    await transfer(order)
    await expect(transfer({ ...order, amountDong: 500_001n })).rejects.toThrow(GatewayConflict)
    await expect(transfer({ ...order, account: '1' })).rejects.toThrow(GatewayConflict)
    expect((await ledger()).settledDong).toBe('500000')
  })

  it('always rejects the accounts it says it rejects', async () => {
    const { transfer, ledger } = await bank()
    for (const [ending, reason] of Object.entries(rejectedEndings)) {
      const answer = await transfer({ ...order, orderKey: ending, account: `1903668245${ending}` })
      expect(answer).toEqual({ kind: 'rejected', reason })
    }
    expect((await ledger()).transfers).toEqual([])
  })

  it('pays at the second order into an account that was blocked at the first', async () => {
    const { transfer } = await bank()
    const blocked = { ...order, account: `1903668245${rejectedOnceEnding}` }
    const first = await transfer(blocked)
    expect(first).toEqual({ kind: 'rejected', reason: 'accountBlocked' })
    expect(await transfer(blocked)).toEqual(first)
    expect(await transfer({ ...blocked, orderKey: 'k2' })).toMatchObject({ kind: 'confirmed' })
  })

  it('knows after a restart what it did before', async () => {
    const before = await bank()
    const first = await before.transfer(order)
    await before.close()
    const after = await bank()
    expect(await after.inquire('k1')).toMatchObject(first)
    expect(await after.transfer(order)).toEqual(first)
    expect((await after.ledger()).settledDong).toBe('500000')
  })

  it('takes half a line at the end of its book for never written', async () => {
    const before = await bank()
    await before.transfer(order)
    await before.close()
    const whole = readFileSync(ledgerFile(), 'utf8')
    appendFileSync(ledgerFile(), whole.replaceAll('k1', 'k2').slice(0, -10))
    const after = await bank()
    expect(await after.inquire('k2')).toEqual({ kind: 'notFound' })
    expect(readFileSync(ledgerFile(), 'utf8')).toBe(whole)
    expect((await after.transfer({ ...order, orderKey: 'k2' })).kind).toBe('confirmed')
  })

  it('has executed what it does not answer', async () => {
    const { transfer, inquire } = await bank({ executeThenTimeOut: 1 })
    await expect(transfer(order)).rejects.toThrow(GatewayTimeout)
    expect((await inquire('k1')).kind).toBe('confirmed')
  })

  it('tells what it was sent, also what it never answered', async () => {
    const { transfer, inquire, messages } = await bank({ executeThenTimeOut: 1 })
    await inquire('k1')
    await expect(transfer(order)).rejects.toThrow(GatewayTimeout)
    await inquire('k1')
    expect((await messages()).map(({ kind }) => kind)).toEqual(['inquiry', 'transfer', 'inquiry'])
  })

  it('keeps no account number', async () => {
    const { transfer } = await bank()
    await transfer({ ...order, payeeName: 'Nguyễn Thị Hồng Thắm' })
    const book = readFileSync(ledgerFile(), 'utf8')
    expect(book).toContain('k1')
    expect(book).not.toContain(order.account)
    expect(book).not.toContain('Thắm')
  })

  it('errs on the same orders with the same seed', async () => {
    const rejected: string[][] = []
    for (const run of ['a', 'b']) {
      const { transfer } = await bank({ seed: 42, reject: 0.5 })
      const keys: string[] = []
      for (let i = 0; i < 20; i += 1) {
        const { kind } = await transfer({ ...order, orderKey: `${run}${i}` })
        if (kind === 'rejected') keys.push(String(i))
      }
      rejected.push(keys)
    }
    expect(rejected[0]).toEqual(rejected[1])
    expect(rejected[0]?.length).toBeGreaterThan(0)
    expect(rejected[0]?.length).toBeLessThan(20)
  })
})
