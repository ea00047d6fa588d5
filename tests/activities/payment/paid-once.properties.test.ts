/** Whatever the bank does and wherever the sender dies: each order is paid at most once, and its end is known. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type PaidOrder,
  paidOrders,
  readBankLedger,
} from '../../../activities/payment/bank-simulator/bank-ledger.ts'
import type { Misbehaviour } from '../../../activities/payment/bank-simulator/misbehaviour.ts'
import { startGatewaySimulator } from '../../../activities/payment/bank-simulator/simulator.ts'
import type { OrderBatch } from '../../../activities/payment/gateways/gateway.ts'
import { httpBatchGateway } from '../../../activities/payment/gateways/http-batch-gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { Random } from '../../../harness/random.ts'
import { order } from './bank-simulator/simulated-bank.ts'
import { type SenderRecord, sendAgainUnasked, sendCarefully, sendOneByOne } from './careful-sender.ts'

const timeoutMs = 40
/** A request may wait in the bank so long; a bank that forgot keys earlier would break its own rule (PaymentGateway). */
const lateMs = 80

const share = fc.constantFrom(0, 0, 0.1, 0.3)
const misbehaviour: fc.Arbitrary<Partial<Misbehaviour>> = fc.record({
  seed: fc.nat(1_000_000),
  ...{ executeThenTimeOut: share, timeOutOnly: share, reject: share, refuse: share, acceptFirst: share },
  ...{ answerTwice: share, delay: share, late: share, executeLate: share, outOfOrder: share },
  ...{ garbage: share, halfBatch: share, closeAccounts: share, returns: share },
  ...{ delayMs: fc.constant(10), lateMs: fc.constant(lateMs) },
  forgetKeysAfterMs: fc.constantFrom(Number.POSITIVE_INFINITY, 3 * lateMs),
  requestsPerSecond: fc.constantFrom(Number.POSITIVE_INFINITY, 100),
  awayAfterRequests: fc.constantFrom(Number.POSITIVE_INFINITY, 12),
  awayForMs: fc.constant(60),
})

interface Sent {
  record: SenderRecord
  paid: ReadonlyMap<string, PaidOrder>
}

/** What a sender wrote down, and what the bank truly did. */
async function atBank(
  errs: Partial<Misbehaviour>,
  send: (url: string) => Promise<SenderRecord>,
): Promise<Sent> {
  const folder = await mkdtemp(join(tmpdir(), 'bank-'))
  const bank = await startGatewaySimulator({ ledgerFile: join(folder, 'book.jsonl'), misbehaviour: errs })
  try {
    return { record: await send(bank.url), paid: paidOrders(await readBankLedger(bank.url)) }
  } finally {
    await bank.close()
    await rm(folder, { recursive: true })
  }
}

/** Two months of so many people, a batch a month. */
const batchesOf = (people: number): readonly OrderBatch[] =>
  ['june', 'july'].map((month) => ({
    batchKey: month,
    orders: Array.from({ length: people }, (_, n) =>
      order(`${month}-${n}`, { account: `1903668${1_009 + n * 10}` }),
    ),
  }))

function problemsOf({ record, paid }: Sent): readonly string[] {
  return [...record].flatMap(([key, state]) => {
    const times = paid.get(key)?.times ?? 0
    const right = state === 'confirmed' ? times === 1 : state === 'rejected' && times === 0
    return right ? [] : [`${key} is ${state} and was paid ${times} times`]
  })
}

const people = fc.integer({ min: 1, max: 12 })

describe('a sender that writes its intent down and asks after silence', () => {
  test('pays each order of a batch once, or knows that it was rejected', async () => {
    await fc.assert(
      fc.asyncProperty(misbehaviour, people, fc.nat(), async (errs, count, seed) => {
        const random = new Random(seed)
        const sent = await atBank(errs, (url) =>
          sendCarefully(httpBatchGateway({ url, timeoutMs }), batchesOf(count), () => random.chance(0.2)),
        )
        expect(problemsOf(sent)).toEqual([])
        expect(sent.record.size).toBe(2 * count)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  }, 300_000)

  test('pays each single order once, or knows that it was rejected', async () => {
    await fc.assert(
      fc.asyncProperty(misbehaviour, people, fc.nat(), async (errs, count, seed) => {
        const random = new Random(seed)
        const orders = batchesOf(Math.ceil(count / 2)).flatMap((batch) => batch.orders)
        const sent = await atBank(errs, (url) =>
          sendOneByOne(httpGateway({ url, timeoutMs }), orders, () => random.chance(0.2)),
        )
        expect(problemsOf(sent)).toEqual([])
      }),
      { numRuns: 8 },
    )
  }, 300_000)
})

describe('a bank that executes, never answers and forgets each key at once', () => {
  const errs = { executeThenTimeOut: 1, halfBatch: 0.5, forgetKeysAfterMs: 0 }

  test('is asked after silence, and pays each order of a batch once', async () => {
    const sent = await atBank(errs, (url) =>
      sendCarefully(httpBatchGateway({ url, timeoutMs }), batchesOf(10), () => false),
    )
    expect(problemsOf(sent)).toEqual([])
  })
})

describe('the truth of the simulated bank shows a sender', () => {
  const orders = batchesOf(10).flatMap((batch) => batch.orders)
  const silent = { seed: 5, executeThenTimeOut: 0.3 }
  const careless = (keyOf: Parameters<typeof sendAgainUnasked>[2]) => async (url: string) => {
    await sendAgainUnasked(httpGateway({ url, timeoutMs }), orders, keyOf)
    return new Map()
  }

  test('that uses a key an attempt: more orders were paid than there are', async () => {
    const { paid } = await atBank(
      silent,
      careless(({ orderKey }, attempt) => `${orderKey}/${attempt}`),
    )
    expect(paid.size).toBeGreaterThan(orders.length)
  })

  test('that sends again on a time-out, at a bank that has forgotten the key: orders were paid twice', async () => {
    const { paid } = await atBank(
      { ...silent, forgetKeysAfterMs: 0 },
      careless(({ orderKey }) => orderKey),
    )
    expect([...paid.values()].filter(({ times }) => times > 1).length).toBeGreaterThan(0)
  })

  test('that sends half a batch again as a whole, at such a bank: orders were paid twice', async () => {
    const { paid } = await atBank({ seed: 1, halfBatch: 0.5, forgetKeysAfterMs: 0 }, async (url) => {
      const gateway = httpBatchGateway({ url, timeoutMs })
      const unasking = { ...gateway, inquireBatch: async () => 'notFound' as const }
      return await sendCarefully(unasking, batchesOf(10), () => false)
    })
    expect([...paid.values()].filter(({ times }) => times > 1).length).toBeGreaterThan(0)
  })
})
