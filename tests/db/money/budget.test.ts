/** Budget sources: a release reserves, a confirmation uses, a rejection or a return frees, and beyond the ceiling the database refuses. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { budgetStatement, openBudgetSource, releaseOrders, setCeiling } from '../../../db/money/budget.ts'
import {
  confirm,
  loadOrder,
  markIntent,
  markReturned,
  reject,
  withdrawOrder,
} from '../../../db/money/payment.ts'
import type { Dong } from '../../../domain/money.ts'
import { closeBooks, filedAt } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { payoutsOf } from './owed-payout.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))
const { balances } = payoutsOf(() => database)

const decided = { basis: 'QĐ 100/QĐ-UBND', actorId: 'lan', at: filedAt }

const source = (ceilingDong: Dong, code = 'NCC') =>
  database.sql.begin((tx) =>
    openBudgetSource(tx, { ...decided, code, fiscalYear: 2025, name: 'Ưu đãi người có công', ceilingDong }),
  )

/** Orders in cash of so many đồng each, out of a source. */
async function orders(budgetSourceId: string | null, ...amounts: readonly number[]): Promise<string[]> {
  const payee = randomUUID()
  await database.sql`insert into party (id, kind, name) values (${payee}, 'person', 'Nguyễn Văn An')`
  const rows = await database.sql<{ id: string }[]>`
    insert into payment_order (id, business_key, payee_id, channel, amount_dong, area_id, unit_id, budget_source_id, created_at)
    select gen_random_uuid(), gen_random_uuid(), ${payee}, 'cash', dong, (select min(id) from area), (select min(id) from unit),
      ${budgetSourceId}, instant(${filedAt}) from unnest(${[...amounts]}::bigint[]) dong returning id`
  return rows.map(({ id }) => id)
}

const release = (ids: readonly string[]) =>
  releaseOrders(database.sql, database.sql`id = any(${[...ids]}::uuid[])`, filedAt)

/** Reserved, used, free; and the row that releases wait at says the same. */
async function standing(id: string): Promise<readonly Dong[]> {
  const found = await budgetStatement(database.sql, id)
  if (found === undefined) throw new Error('there is no such source')
  const { ceilingDong, reservedDong, usedDong, freeDong } = found
  const [row] = await database.sql`
    select ceiling_dong = ${ceilingDong.toString()} and committed_dong = ${(reservedDong + usedDong).toString()} as same
    from budget_commitment where source_id = ${id}`
  expect(row).toEqual({ same: true })
  return [reservedDong, usedDong, freeDong]
}

async function paid(id: string, ref = 'r1'): Promise<void> {
  expect(await markIntent(database.sql, id, filedAt)).toBe(true)
  expect(await confirm(database.sql, id, ref, filedAt)).toBe(true)
}

describe('a release', () => {
  test('reserves the sum of its orders, and a second one of them nothing more', async () => {
    const id = await source(1_000n)
    const both = await orders(id, 300, 400)
    expect(await release(both)).toEqual({ orders: 2, reservedDong: 700n })
    expect(await release(both)).toEqual({ orders: 0, reservedDong: 0n })
    expect(await standing(id)).toEqual([700n, 0n, 300n])
  })

  test('beyond the ceiling reserves nothing, and says of which source, what is free and what to do', async () => {
    const id = await source(1_000n)
    await release(await orders(id, 600))
    await expect(release(await orders(id, 100, 301))).rejects.toMatchObject({
      code: 'budgetExceeded',
      details: {
        hint: expect.stringMatching(
          /^Budget source NCC of 2025 has 400 đ free of 1\.000 đ, and 401 đ are wanted\. .*ceiling raised/,
        ),
      },
    })
    expect(await standing(id)).toEqual([600n, 0n, 400n])
    await release(await orders(id, 400))
    expect(await standing(id)).toEqual([1_000n, 0n, 0n])
  })

  test('and another at the same time do not get money twice', async () => {
    const id = await source(1_000n)
    const sets = await Promise.all([1, 2, 3, 4, 5].map(() => orders(id, 200, 200)))
    const released = await Promise.allSettled(sets.map((ids) => release(ids)))
    expect(released.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await standing(id)).toEqual([800n, 0n, 200n])
  })

  test('out of two sources stands or falls as a whole', async () => {
    const [one, other] = [await source(500n, 'A'), await source(100n, 'B')]
    const set = [...(await orders(one, 500)), ...(await orders(other, 101))]
    await expect(release(set)).rejects.toMatchObject({ code: 'budgetExceeded' })
    expect([await standing(one), await standing(other)]).toEqual([
      [0n, 0n, 500n],
      [0n, 0n, 100n],
    ])
  })

  test('leaves orders without a source to themselves: they are sent without it', async () => {
    const [id = ''] = await orders(null, 500)
    expect(await release([id])).toEqual({ orders: 0, reservedDong: 0n })
    await paid(id)
    expect(await balances()).toEqual({ payable: -500n, inTransit: 0n, paid: 500n })
  })
})

describe('of what is reserved', () => {
  test('a confirmation uses its part, a rejection and a withdrawal free its part', async () => {
    const id = await source(1_000n)
    const [first = '', second = '', third = ''] = await orders(id, 500, 300, 200)
    await release([first, second, third])
    await paid(first)
    await markIntent(database.sql, second, filedAt)
    expect(await standing(id)).toEqual([500n, 500n, 0n])
    await reject(database.sql, second, 'accountClosed', filedAt)
    expect(await withdrawOrder(database.sql, third, 'payeeDied', filedAt)).toBe(true)
    expect(await withdrawOrder(database.sql, third, 'payeeDied', filedAt)).toBe(false)
    expect(await standing(id)).toEqual([0n, 500n, 500n])
    expect(await loadOrder(database.sql, third)).toMatchObject({ state: 'REJECTED', rejection: 'payeeDied' })
  })

  test('a return frees what was used', async () => {
    const id = await source(500n)
    const [first = ''] = await orders(id, 500)
    await release([first])
    await paid(first)
    await markReturned(database.sql, first, { gatewayRef: 'r1', reason: 'accountClosed' }, filedAt)
    expect(await standing(id)).toEqual([0n, 0n, 500n])
    await release(await orders(id, 500))
  })

  test('nothing is freed by withdrawing an order that was not released', async () => {
    const id = await source(500n)
    const [first = ''] = await orders(id, 300)
    expect(await withdrawOrder(database.sql, first, 'payeeDied', filedAt)).toBe(true)
    expect(await standing(id)).toEqual([0n, 0n, 500n])
  })
})

describe('a ceiling', () => {
  test('is raised and lowered by rows of their own, and never below what is reserved and used', async () => {
    const id = await source(1_000n)
    await release(await orders(id, 600))
    await setCeiling(database.sql, id, { ...decided, ceilingDong: 2_000n })
    await setCeiling(database.sql, id, { ...decided, ceilingDong: 600n })
    await expect(setCeiling(database.sql, id, { ...decided, ceilingDong: 599n })).rejects.toMatchObject({
      code: 'budgetExceeded',
      details: { hint: expect.stringContaining('1 đ more reserved and used than a ceiling of 599 đ') },
    })
    expect(await standing(id)).toEqual([600n, 0n, 0n])
    expect(await database.sql`select from budget_ceiling`).toHaveLength(3)
  })
})

describe('the database refuses', () => {
  test('the intent of an order out of a source that is not released', async () => {
    const [first = ''] = await orders(await source(500n), 300)
    await expect(markIntent(database.sql, first, filedAt)).rejects.toThrow('is not released')
    expect((await loadOrder(database.sql, first)).state).toBe('PENDING')
  })

  test('to write what is committed past its ledger, for any caller', async () => {
    const id = await source(500n)
    await expect(database.sql`update budget_commitment set ceiling_dong = 900`).rejects.toThrow(
      'permission denied',
    )
    const asOwner = database.asOwner((sql) => sql`update budget_commitment set ceiling_dong = 900`)
    await expect(asOwner).rejects.toThrow('by the triggers of ledger_posting')
    expect(await standing(id)).toEqual([0n, 0n, 500n])
  })

  test('another source for an order, and a budget posting without one', async () => {
    const [one, other] = [await source(500n, 'A'), await source(500n, 'B')]
    const [first = ''] = await orders(one, 300)
    const moved = database.sql`update payment_order set budget_source_id = ${other} where id = ${first}`
    await expect(moved).rejects.toThrow('keeps its budget source')
    const posted = database.sql`
      insert into ledger_posting (id, debit, credit, amount_dong, area_id, unit_id, valid_at)
      select 'x', 'budgetFree', 'budgetReserved', 1, area_id, unit_id, created_at from payment_order`
    await expect(posted).rejects.toThrow('ledger_posting_budget')
  })
})
