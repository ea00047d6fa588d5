/** The orders of a run are checked against their parts by key: PostgreSQL counts the rows that it reads, no clock is read. */
import { beforeAll, expect, test } from 'vitest'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { dryRun } from '../../../db/payouts/prepare-run.ts'
import { grantMany } from '../../../harness/payouts/grant-many.ts'
import { until } from '../../../harness/until.ts'
import { keys } from '../../activities/payment/payer.ts'
import { machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const beneficiaries = 600
/** Two parts each, read when they are written, ordered and checked. */
const readsOfABeneficiary = 30

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await grantMany(database, createVault(keys), { count: beneficiaries, seed: 1 })
  await database.asOwner((sql) => sql`analyze`)
}, 60_000)

const rowsRead = async (): Promise<number> => {
  const [row] = await database.sql<{ rows: number }[]>`
    select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::int as rows from pg_stat_user_tables
    where relname in ('due_part', 'order_part')`
  return row?.rows ?? 0
}

test('a preparation reads the parts that it writes some times, and not all of them for each order', async () => {
  const before = await rowsRead()
  const { orders } = await dryRun(database, { periods: ['2025-06', '2025-07'], atMs: machineNow() })
  expect(orders).toBe(beneficiaries)
  // A connection tells what it has read about a second after its transaction.
  const read = await until('it is counted', async () => {
    const rows = (await rowsRead()) - before
    return rows >= 2 * beneficiaries && rows
  })
  expect(read).toBeLessThan(readsOfABeneficiary * beneficiaries)
})
