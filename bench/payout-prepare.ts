/** The preparation of a payout run: its lines, orders and totals. */
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { prepareLines } from '../db/benefits/prepare-lines.ts'
import { transaction } from '../db/connection/transaction.ts'
import type { Database, Sql } from '../db/database.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { openRunOrders } from '../db/payouts/open-run-orders.ts'
import { grantMany } from '../harness/payouts/grant-many.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import type { BenchServers } from './servers.ts'

/** As many as are paid in Hà Nội. */
export const beneficiaries = Number(process.env.BENCH_PAYOUT_BENEFICIARIES ?? 82_000)
const rounds = Number(process.env.BENCH_PAYOUT_ROUNDS ?? 3)
const periods = ['2025-06', '2025-07']
const tables = [
  ...['due_line', 'due_part', 'payment_order', 'order_part', 'ledger_posting'],
  'entitlement_compared',
] as const

/** Over one statement that inserts the very rows into all the tables, with their indexes, keys and triggers. */
export async function payoutPrepare({ database, dataDir }: BenchServers): Promise<Figure[]> {
  const { sql } = database
  await granted(database, dataDir, { count: beneficiaries, seed: 1 })
  let kept = false
  const system = async (): Promise<number> => {
    await emptied(sql)
    const ms = await prepared(database, beneficiaries)
    if (!kept) for (const table of tables) await sql.unsafe(`create table kept_${table} as table ${table}`)
    kept = true
    return ms
  }
  const bare = async (): Promise<number> => {
    await emptied(sql)
    const began = performance.now()
    await transaction(sql, (tx) => tx.unsafe(insertAll))
    return performance.now() - began
  }
  const result = await alternate(rounds, system, bare)
  return [
    figure('payout-prepare', median(result.ratios), { atMost: 4 }, 'system/insert, ms', {
      ...{ ...result, beneficiaries, lines: beneficiaries * periods.length },
    }),
  ]
}

/** Ten times the beneficiaries over as many: time, and what this process holds at most. */
export async function payoutGrowth({ database, dataDir }: BenchServers): Promise<Figure[]> {
  const measured = async (count: number) => {
    await emptied(database.sql)
    const watch = watchMemory()
    const ms = await prepared(database, count)
    return { ms, bytes: watch.end() }
  }
  await granted(database, dataDir, { count: beneficiaries, seed: 1 })
  await measured(beneficiaries)
  const few = await measured(beneficiaries)
  await granted(database, dataDir, { count: beneficiaries * 9, seed: 2 })
  const many = await measured(beneficiaries * 10)
  const detail = { beneficiaries, 'times ten, ms': many.ms, 'once, ms': few.ms }
  return [
    figure('payout-growth', many.ms / few.ms, { atMost: 11 }, 'ten times/once, ms', detail),
    figure('payout-growth-memory', many.bytes / few.bytes, { atMost: 1.2 }, 'ten times/once, bytes', {
      ...{ 'ten times': many.bytes, once: few.bytes },
    }),
  ]
}

async function granted(
  database: Database,
  dataDir: string,
  of: { count: number; seed: number },
): Promise<void> {
  const keys = keysOfThisMachine(dataDir, { make: false })
  if (keys === null) throw new Error('the bench has no keys')
  await grantMany(database, createVault(keys), of)
  await database.sql`analyze`
}

const emptied = async (sql: Sql): Promise<void> => {
  await sql.unsafe(`truncate ${tables.join(', ')} cascade`)
}

async function prepared(database: Database, count: number): Promise<number> {
  const began = performance.now()
  const orders = await transaction(database.sql, async (tx) => {
    const atMs = Date.now()
    await prepareLines(tx, { periods, scope: {}, atMs, causeRef: periods.join(' ') })
    const { totals } = await openRunOrders(tx, { runId: null, periods, atMs })
    return totals.reduce((sum, of) => sum + of.orders, 0)
  })
  if (orders !== count) throw new Error(`${orders} orders were prepared for ${count} beneficiaries`)
  return performance.now() - began
}

const insertAll = `with ${tables.map((table) => `of_${table} as (insert into ${table} table kept_${table})`).join(', ')} select 1`

/** Resident memory of this process, the most of what is seen every 50 ms. */
function watchMemory(): { end(): number } {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  look()
  const timer = setInterval(look, 50)
  return {
    end() {
      clearInterval(timer)
      look()
      return most
    },
  }
}
