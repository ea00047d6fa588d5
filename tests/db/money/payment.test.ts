import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  confirm,
  loadOrder,
  markIntent,
  markResend,
  markReturned,
  markSent,
  markUnknown,
  reject,
} from '../../../db/money/payment.ts'
import { closeBooks, filedAt } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { again, payoutsOf } from './owed-payout.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))
const { open, owed, opened, balances } = payoutsOf(() => database)

describe('opening a payment order', () => {
  it('books what is owed and who is to be paid', async () => {
    const order = await opened(await owed())
    expect(order).toMatchObject({ state: 'PENDING', amountDong: 500_000n, attempts: 0, replacesId: null })
    expect(order.payeeName).toBe('Nguyễn Thị Hồng Thắm')
    expect(await balances()).toEqual({ entitlement: -500_000n, payable: 500_000n })
  })

  it('gives the same order to the same key, also to runs at the same time', async () => {
    const payout = await owed()
    const orders = await Promise.all([1, 2, 3, 4].map(() => open(again(payout))))
    expect(new Set(orders.map((order) => order?.id)).size).toBe(1)
    expect(await balances()).toEqual({ entitlement: -500_000n, payable: 500_000n })
  })

  it('opens one order for two tasks of a dossier at the same time', async () => {
    const payout = await owed()
    const orders = await Promise.all(
      ['1', '2', '3'].map((businessKey) => open(again(payout, { businessKey }))),
    )
    expect(new Set(orders.map((order) => order?.id)).size).toBe(1)
  })

  it('keeps amounts that a number could not', async () => {
    const order = await opened(await owed(9_007_199_254_740_993n))
    expect(order.amountDong).toBe(9_007_199_254_740_993n)
    expect((await balances()).payable).toBe(9_007_199_254_740_993n)
  })

  it('opens none where less is owed than was paid, and books what must come back', async () => {
    const payout = await owed()
    const { id } = await opened(payout)
    await markIntent(database.sql, id, filedAt)
    await confirm(database.sql, id, 'r1', filedAt)
    expect(await open(again(payout, { businessKey: 'later', amountDong: 400_000n }))).toBeUndefined()
    expect(await balances()).toEqual({
      entitlement: -400_000n,
      payable: -100_000n,
      inTransit: 0n,
      paid: 500_000n,
    })
  })
})

describe('a payment order on its way', () => {
  it('moves the money from payable through transit to paid', async () => {
    const { id } = await opened(await owed())
    expect(await markIntent(database.sql, id, filedAt)).toBe(true)
    expect(await balances()).toMatchObject({ payable: 0n, inTransit: 500_000n })
    expect(await markUnknown(database.sql, id)).toBe(true)
    expect(await markResend(database.sql, id)).toBe(true)
    expect(await markSent(database.sql, id)).toBe(true)
    expect(await confirm(database.sql, id, 'r1', filedAt + 1)).toBe(true)
    expect(await balances()).toMatchObject({ inTransit: 0n, paid: 500_000n })
    expect(await loadOrder(database.sql, id)).toMatchObject({
      state: 'CONFIRMED',
      gatewayRef: 'r1',
      attempts: 2,
    })
  })

  it('moves the money back where the bank rejects, and frees the line for another order', async () => {
    const payout = await owed()
    const { id } = await opened(payout)
    await markIntent(database.sql, id, filedAt)
    expect(await reject(database.sql, id, 'accountClosed', filedAt)).toBe(true)
    expect(await balances()).toMatchObject({ payable: 500_000n, inTransit: 0n })
    expect(await opened(again(payout, { businessKey: 'later' }))).toMatchObject({
      replacesId: id,
      state: 'PENDING',
    })
  })

  it('is owed again where the bank returns what it paid, and another order takes its place', async () => {
    const payout = await owed()
    const { id } = await opened(payout)
    const returned = { gatewayRef: 'r1', reason: 'accountClosed' }
    expect(await markReturned(database.sql, id, returned, filedAt)).toBe(false)
    await markIntent(database.sql, id, filedAt)
    await confirm(database.sql, id, 'r1', filedAt)
    expect(await markReturned(database.sql, id, { ...returned, gatewayRef: 'r2' }, filedAt)).toBe(false)
    expect(await markReturned(database.sql, id, returned, filedAt)).toBe(true)
    expect(await markReturned(database.sql, id, returned, filedAt)).toBe(false)
    expect(await balances()).toMatchObject({ paid: 0n, payable: 500_000n, inTransit: 0n })
    expect(await opened(again(payout, { businessKey: 'later' }))).toMatchObject({
      replacesId: id,
      state: 'PENDING',
    })
    expect((await loadOrder(database.sql, id)).state).toBe('RETURNED')
  })

  it('books each move once, even if two processes make it', async () => {
    const { id } = await opened(await owed())
    const intents = await Promise.all([1, 2, 3].map(() => markIntent(database.sql, id, filedAt)))
    expect(intents.filter((moved) => moved)).toHaveLength(1)
    const settled = await Promise.all([
      confirm(database.sql, id, 'r1', filedAt),
      confirm(database.sql, id, 'r1', filedAt),
      reject(database.sql, id, 'accountClosed', filedAt),
    ])
    expect(settled.filter((moved) => moved)).toHaveLength(1)
    expect((await balances()).inTransit).toBe(0n)
  })

  it('neither ends before its intent is written nor leaves its end', async () => {
    const { id } = await opened(await owed())
    expect(await confirm(database.sql, id, 'r1', filedAt)).toBe(false)
    expect(await reject(database.sql, id, 'accountClosed', filedAt)).toBe(false)
    await markIntent(database.sql, id, filedAt)
    await confirm(database.sql, id, 'r1', filedAt)
    expect(await reject(database.sql, id, 'accountClosed', filedAt)).toBe(false)
    expect(await markUnknown(database.sql, id)).toBe(false)
    expect(await markSent(database.sql, id)).toBe(false)
    expect(await markIntent(database.sql, id, filedAt)).toBe(false)
    expect((await loadOrder(database.sql, id)).state).toBe('CONFIRMED')
  })
})
