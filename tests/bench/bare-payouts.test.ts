import { beforeAll, expect, test } from 'vitest'
import { makeBarePayouts, payBare } from '../../bench/bare/payouts.ts'
import { orders, simulatedBank } from '../activities/payment/bank-simulator/simulated-bank.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

test('the bare loop that payouts are measured against pays each order once and has a row of each', async () => {
  await database.asOwner(async (sql) => {
    await makeBarePayouts(sql)
    const bank = await simulatedBank({ seed: 3, executeThenTimeOut: 0.2, halfBatch: 0.2, timeOutOnly: 0.1 })
    const batches = Array.from({ length: 12 }, (_, n) => ({
      batchKey: `b${n}`,
      orders: orders(200, `${n}-`),
    }))
    await payBare(sql, bank.batches, batches, 3)
    const rows = await sql<{ key: string; state: string; ref: string }[]>`
      select order_key as key, state, ref from bare_payout order by order_key`
    const { transfers } = await bank.ledger()
    expect(transfers).toHaveLength(2_400)
    expect(new Map(rows.map(({ key, state, ref }) => [key, `${state} ${ref}`]))).toEqual(
      new Map(transfers.map(({ orderKey, ref }) => [orderKey, `confirmed ${ref}`])),
    )
  })
})
