import { describe, expect, it } from 'vitest'
import {
  type BatchGateway,
  GatewayConflict,
  GatewayTimeout,
  GatewayUnreachable,
  type InquiryAnswer,
  type KnownBatch,
  type OrderBatch,
} from '../../../activities/payment/gateways/gateway.ts'
import { settleBatch } from '../../../activities/payment/settle-batch.ts'
import { orders } from './bank-simulator/simulated-bank.ts'

const batch: OrderBatch = { batchKey: 'b1', orders: orders(3) }
const confirmed = { kind: 'confirmed', ref: 'r' } as const

/** A bank that knows what the test says, and answers what it is sent as confirmed. */
function bankThat(known: {
  batch?: KnownBatch | 'notFound'
  order?: (orderKey: string) => InquiryAnswer
  failsWith?: Error
}) {
  const calls: string[] = []
  const gateway: BatchGateway = {
    async inquireBatch({ batchKey }) {
      calls.push(`ask ${batchKey}`)
      return known.batch ?? 'notFound'
    },
    async inquire(orderKey) {
      calls.push(`ask ${orderKey}`)
      return known.order?.(orderKey) ?? { kind: 'notFound' }
    },
    async sendBatch({ batchKey, orders }) {
      calls.push(`send ${batchKey}: ${orders.map(({ orderKey }) => orderKey).join(' ')}`)
      if (known.failsWith !== undefined) throw known.failsWith
      return new Map(orders.map(({ orderKey }) => [orderKey, confirmed]))
    },
  }
  return { calls, gateway }
}
const half: KnownBatch = { inProgress: false, answers: new Map([['k0', confirmed]]) }

describe('a round of a batch', () => {
  it('asks first, and sends a batch that the bank does not know under its own key', async () => {
    const { calls, gateway } = bankThat({})
    const { outcomes, failure } = await settleBatch(gateway, batch)
    expect(calls).toEqual(['ask b1', 'send b1: k0 k1 k2'])
    expect([...outcomes.values()]).toEqual([confirmed, confirmed, confirmed])
    expect(failure).toBeUndefined()
  })

  it('sends nothing of a batch that the bank knows', async () => {
    const answers = new Map(batch.orders.map(({ orderKey }) => [orderKey, confirmed]))
    const { calls, gateway } = bankThat({ batch: { inProgress: false, answers } })
    expect((await settleBatch(gateway, batch)).outcomes).toEqual(answers)
    expect(calls).toEqual(['ask b1'])
  })

  it('waits for a batch that the bank is executing', async () => {
    const { calls, gateway } = bankThat({ batch: { ...half, inProgress: true } })
    expect([...(await settleBatch(gateway, batch)).outcomes.keys()]).toEqual(['k0'])
    expect(calls).toEqual(['ask b1'])
  })

  it('asks for each order of the other half, and sends what is not known under a key of its own, always the same', async () => {
    const order = (key: string): InquiryAnswer => (key === 'k1' ? confirmed : { kind: 'notFound' })
    const { calls, gateway } = bankThat({ batch: half, order })
    await settleBatch(gateway, batch)
    await settleBatch(gateway, batch)
    expect(calls).toEqual([
      ...['ask b1', 'ask k1', 'ask k2', expect.stringMatching(/^send b1-[0-9a-f]{16}: k2$/)],
      ...['ask b1', 'ask k1', 'ask k2', calls[3]],
    ])
  })

  it('sends nothing again that the bank had accepted and now denies', async () => {
    const { calls, gateway } = bankThat({})
    const { outcomes } = await settleBatch(gateway, batch, { accepted: new Set(['k1']) })
    expect(outcomes.get('k1')).toEqual({ kind: 'denied' })
    expect(calls).toEqual(['ask b1', 'ask k1', 'send b1: k0 k2'])
  })

  it.each([
    { what: 'amount', known: { amountDong: 1n } },
    { what: 'account', known: { accountEnding: '7777' } },
  ])('sends nothing again that the bank knows with another $what', async ({ known }) => {
    const answers = new Map(batch.orders.map(({ orderKey }) => [orderKey, { ...confirmed, known }]))
    const { calls, gateway } = bankThat({ batch: { inProgress: false, answers } })
    const { outcomes } = await settleBatch(gateway, batch)
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['conflict', 'conflict', 'conflict'])
    expect(calls).toEqual(['ask b1'])
  })

  it.each([
    new GatewayTimeout('TimeoutError', 'no answer'),
    new GatewayUnreachable('http429', 'too many', 1_000),
    new GatewayConflict('conflict', 'other orders'),
  ])('leaves unknown what was sent without an answer, and says why: %s', async (failsWith) => {
    const { gateway } = bankThat({ batch: half, failsWith })
    const { outcomes, failure } = await settleBatch(gateway, batch)
    expect([...outcomes.keys()]).toEqual(['k0'])
    expect(failure).toBe(failsWith)
  })

  it('waits where the bank limits calls while it asks for half a batch, and leaves it to the next round in the end', async () => {
    let calls = 0
    const limited = (taken: (call: number) => boolean) => async (): Promise<InquiryAnswer> => {
      calls += 1
      if (!taken(calls)) throw new GatewayUnreachable('http429', 'too many', 1)
      return confirmed
    }
    const { gateway } = bankThat({ batch: half })
    const everySecond = { ...gateway, inquire: limited((call) => call % 2 === 0) }
    expect((await settleBatch(everySecond, batch)).outcomes.size).toBe(3)
    expect(calls).toBe(4)
    const never = { ...gateway, inquire: limited(() => false) }
    expect((await settleBatch(never, batch)).failure).toBeInstanceOf(GatewayUnreachable)
  })

  it('keeps what it learned of the others where the bank is silent about one of half a batch', async () => {
    const { gateway } = bankThat({ batch: half })
    let calls = 0
    const silentOnce = async (): Promise<InquiryAnswer> => {
      calls += 1
      if (calls === 1) throw new GatewayTimeout('timeout', 'no answer')
      return confirmed
    }
    const round = await settleBatch({ ...gateway, inquire: silentOnce }, batch)
    expect(round.failure).toBeInstanceOf(GatewayTimeout)
    expect(round.outcomes.size).toBe(2)
  })

  it('sends nothing where the bank cannot be asked', async () => {
    const { calls, gateway } = bankThat({})
    const away = async () => {
      throw new GatewayUnreachable('ECONNREFUSED', 'away')
    }
    await expect(settleBatch({ ...gateway, inquireBatch: away }, batch)).rejects.toThrow(GatewayUnreachable)
    expect(calls).toEqual([])
  })
})
