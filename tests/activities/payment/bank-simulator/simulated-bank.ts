import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  paidOrders,
  readBankLedger,
  readBankMessages,
} from '../../../../activities/payment/bank-simulator/bank-ledger.ts'
import {
  type SimulatorOptions,
  startGatewaySimulator,
} from '../../../../activities/payment/bank-simulator/simulator.ts'
import type { TransferOrder } from '../../../../activities/payment/gateways/gateway.ts'
import { httpBatchGateway } from '../../../../activities/payment/gateways/http-batch-gateway.ts'
import { httpGateway } from '../../../../activities/payment/gateways/http-gateway.ts'

/** Of a client that does not wait long. */
export const timeoutMs = 300

/** A simulated bank in this process, with a book that ends with the test, and the ways to it. */
export async function simulatedBank(
  misbehaviour: SimulatorOptions['misbehaviour'] = {},
  options: Partial<SimulatorOptions> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'bank-'))
  const ledgerFile = join(folder, 'book.jsonl')
  const simulator = await startGatewaySimulator({ ledgerFile, misbehaviour, ...options })
  onTestFinished(async () => {
    await simulator.close()
    rmSync(folder, { recursive: true })
  })
  const { url } = simulator
  const ask = (path: string) => fetch(new URL(path, url))
  return {
    ...{ url, ledgerFile, ask },
    single: httpGateway({ url, timeoutMs }),
    batches: httpBatchGateway({ url, timeoutMs }),
    ledger: () => readBankLedger(url),
    messages: () => readBankMessages(url),
    /** How often each order was truly paid. */
    async timesPaid(): Promise<Readonly<Record<string, number>>> {
      const orders = paidOrders(await readBankLedger(url))
      return Object.fromEntries([...orders].map(([key, { times }]) => [key, times]))
    },
    close: () => simulator.close(),
  }
}

export const order = (orderKey: string, change: Partial<TransferOrder> = {}): TransferOrder => ({
  ...{ orderKey, account: '19036682457011', payeeName: 'Nguyễn Thị Hồng Thắm', amountDong: 500_000n },
  ...change,
})

export const orders = (count: number, prefix = 'k'): TransferOrder[] =>
  Array.from({ length: count }, (_, n) =>
    order(`${prefix}${n}`, { account: `1903668${10_000 + n}9`, amountDong: BigInt(500_000 + n) }),
  )
