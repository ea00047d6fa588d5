import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Misbehaviour } from '../../../../activities/payment/bank-simulator/misbehaviour.ts'
import { orders, simulatedBank } from './simulated-bank.ts'

const DAY_MS = 86_400_000
const june1 = Date.parse('2025-06-01T09:00:00+07:00')
const planted = z.array(z.object({ lineId: z.string(), orderId: z.string(), planted: z.string() }))
const lines = z.array(
  z.object({
    line_id: z.string(),
    booked_at: z.string(),
    kind: z.enum(['debit', 'return']),
    bank_ref: z.string(),
    order_id: z.string(),
    amount_dong: z.string().regex(/^[1-9]\d*$/),
  }),
)

/** A bank that paid twelve orders on 1 June, and its statements. */
async function paidInJune(misbehaviour: Partial<Misbehaviour>) {
  const clock = { now: june1 }
  const bank = await simulatedBank({ seed: 9, ...misbehaviour }, { now: () => clock.now })
  await bank.batches.sendBatch({ batchKey: 'b1', orders: orders(12) })
  const period = (from: string, to: string) => `from=${from}&to=${to}`
  return {
    ...bank,
    clock,
    async statement(from: string, to: string) {
      const response = await bank.ask(`/statement?${period(from, to)}`)
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      return lines.parse(parse(await response.text(), { columns: true }))
    },
    planted: async (from: string, to: string) =>
      planted.parse(await (await bank.ask(`/planted?${period(from, to)}`)).json()),
  }
}

describe('the statement of the simulated bank', () => {
  it('lists each payment once, with the reference of its answer', async () => {
    const { statement, ledger } = await paidInJune({})
    const listed = await statement('2025-06-01', '2025-06-02')
    expect(listed).toHaveLength(12)
    expect(listed[0]).toEqual({
      ...{ line_id: 'D0', booked_at: '2025-06-01T09:00:00.000+07:00', kind: 'debit', order_id: 'k0' },
      ...{ bank_ref: (await ledger()).transfers[0]?.ref, amount_dong: '500000' },
    })
    expect(listed.map(({ bank_ref }) => bank_ref)).toEqual((await ledger()).transfers.map(({ ref }) => ref))
    expect(await statement('2025-06-02', '2025-06-03')).toEqual([])
  })

  it('needs a period', async () => {
    const { ask } = await simulatedBank()
    for (const query of ['', '?from=2025-06-01', '?from=2025-06-01&to=2025-06-02T00:00:00'])
      expect((await ask(`/statement${query}`)).status).toBe(400)
  })

  it('is the same whenever it is read, with all that is planted in it', async () => {
    const { statement } = await paidInJune({
      ...{ duplicateLine: 0.3, wrongAmount: 0.3, foreignLine: 0.3, missingLine: 0.3, returns: 0.3 },
    })
    const first = await statement('2025-06-01', '2025-06-10')
    expect(await statement('2025-06-01', '2025-06-10')).toEqual(first)
    expect(new Set(first.map(({ line_id }) => line_id)).size).toBe(first.length)
  })

  it('can list a debit twice', async () => {
    const { statement, planted, timesPaid } = await paidInJune({ duplicateLine: 0.3 })
    const listed = await statement('2025-06-01', '2025-06-02')
    const doubled = await planted('2025-06-01', '2025-06-02')
    expect(doubled.length).toBeGreaterThan(0)
    expect(listed).toHaveLength(12 + doubled.length)
    for (const { orderId } of doubled) {
      expect(listed.filter(({ order_id }) => order_id === orderId)).toHaveLength(2)
      expect((await timesPaid())[orderId]).toBe(1)
    }
  })

  it('can name another amount', async () => {
    const { statement, planted } = await paidInJune({ wrongAmount: 0.3 })
    const wrong = await planted('2025-06-01', '2025-06-02')
    const paid = new Map(orders(12).map(({ orderKey, amountDong }) => [orderKey, amountDong]))
    const listed = await statement('2025-06-01', '2025-06-02')
    const differ = listed.filter(({ order_id, amount_dong }) => paid.get(order_id) !== BigInt(amount_dong))
    expect(differ.map(({ line_id }) => line_id)).toEqual(wrong.map(({ lineId }) => lineId))
    expect(wrong.length).toBeGreaterThan(0)
  })

  it('can list what no order caused', async () => {
    const { statement, planted } = await paidInJune({ foreignLine: 0.5 })
    const known = new Set(orders(12).map(({ orderKey }) => orderKey))
    const foreign = (await statement('2025-06-01', '2025-06-02')).filter(
      ({ order_id }) => !known.has(order_id),
    )
    expect(foreign.map(({ line_id }) => line_id).sort()).toEqual(
      (await planted('2025-06-01', '2025-06-02')).map(({ lineId }) => lineId).sort(),
    )
    expect(new Set(foreign.map(({ order_id }) => order_id === ''))).toEqual(new Set([true, false]))
  })

  it('can leave a debit out, which is in the next one with the time of its booking', async () => {
    const { statement, planted } = await paidInJune({ missingLine: 0.3 })
    const [first, next] = [
      await statement('2025-06-01', '2025-06-02'),
      await statement('2025-06-02', '2025-06-03'),
    ]
    expect(next.length).toBeGreaterThan(0)
    expect(first.length + next.length).toBe(12)
    expect(next.map(({ line_id }) => line_id)).toEqual(
      (await planted('2025-06-02', '2025-06-03')).map(({ lineId }) => lineId),
    )
    expect(next.every(({ booked_at }) => booked_at.startsWith('2025-06-01'))).toBe(true)
  })

  it('lists money that came back days later, and the ledger then knows it', async () => {
    const { statement, ledger, clock, ask } = await paidInJune({ returns: 0.3 })
    expect((await ledger()).transfers.filter(({ returned }) => returned)).toEqual([])
    const back = await statement('2025-06-03', '2025-06-04')
    expect(back.length).toBeGreaterThan(0)
    expect(new Set(back.map(({ kind }) => kind))).toEqual(new Set(['return']))
    clock.now += 2 * DAY_MS
    const returned = (await ledger()).transfers.filter((transfer) => transfer.returned)
    expect(returned.map(({ ref }) => ref)).toEqual(back.map(({ bank_ref }) => bank_ref))
    expect((await ask('/statement?from=2025-06-03&to=2025-06-04')).status).toBe(200)
  })
})
