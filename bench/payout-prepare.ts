/** The preparation of a payout run: its lines, orders and totals. */

import { z } from 'zod'
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { transaction } from '../db/connection/transaction.ts'
import type { Database, Sql } from '../db/database.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { grantMany } from '../harness/payouts/grant-many.ts'
import { measuredBy } from './child.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import { periods, prepared } from './prepared.ts'
import type { BenchServers } from './servers.ts'

/** As many as are paid in Hà Nội. */
export const beneficiaries = Number(process.env.BENCH_PAYOUT_BENEFICIARIES ?? 82_000)
const rounds = Number(process.env.BENCH_PAYOUT_ROUNDS ?? 3)
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

const inOwnProcess = z.object({ ms: z.number(), bytes: z.number() })

/** Ten times the beneficiaries over as many: time, and what a process that prepares them holds at most. */
export async function payoutGrowth({ database, dataDir, env }: BenchServers): Promise<Figure[]> {
  const measured = async (count: number): Promise<z.infer<typeof inOwnProcess>> => {
    await emptied(database.sql)
    const [found] = await measuredBy(inOwnProcess, 'prepare.ts', { args: [String(count)], env })
    if (found === undefined) throw new Error('the preparation said nothing')
    return found
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

const insertAll = `with ${tables.map((table) => `of_${table} as (insert into ${table} table kept_${table})`).join(', ')} select 1`
