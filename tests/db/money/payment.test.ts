import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { accountContext } from '../../../db/identity/sealing-context.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import { type OneOffPayout, openOrder } from '../../../db/money/open-order.ts'
import {
  confirm,
  loadOrder,
  markIntent,
  markResend,
  markReturned,
  markSent,
  markUnknown,
  type Order,
  reject,
} from '../../../db/money/payment.ts'
import { closeBooks, fileDossier, filedAt } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const key = () => randomBytes(32).toString('base64')
const vault = createVault({ current: 'a', keys: { a: key() }, lookup: key() })
const filed = { amountDong: 500_000n, account: '19036682457011' }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))

/** What a new dossier is owed; nothing is booked yet. */
async function owed(amountDong = filed.amountDong): Promise<OneOffPayout> {
  const { dossierId, taskKey, benefit } = await fileDossier(database.sql, vault, filed)
  const [applicant] = await database.sql<{ id: string; areaId: string; unitId: string }[]>`
    select party_id as id, area_id as "areaId", reception_unit_id as "unitId"
    from dossier_party join dossier on dossier.id = dossier_id where dossier_id = ${dossierId}`
  const orderId = randomUUID()
  const { cipher, keyId } = vault.seal(filed.account, accountContext(orderId))
  return {
    businessKey: `${dossierId}/${taskKey}`,
    orderId,
    dossierId,
    payeeId: applicant?.id ?? '',
    ...{ areaId: applicant?.areaId ?? '', unitId: applicant?.unitId ?? '' },
    benefit,
    amountDong,
    accountCipher: cipher,
    accountKeyId: keyId,
  }
}

/** The same payout as a later run or task asks for it, with an order id of its own. */
const again = (payout: OneOffPayout, change: Partial<OneOffPayout> = {}): OneOffPayout => ({
  ...payout,
  orderId: randomUUID(),
  ...change,
})

const open = (payout: OneOffPayout) => database.sql.begin((tx) => openOrder(tx, payout, filedAt))

async function opened(payout: OneOffPayout): Promise<Order> {
  const order = await open(payout)
  if (order === undefined) throw new Error('nothing was owed')
  return order
}

const balances = async () => ({ ...(await readPaymentLedger(database.sql)).balances })

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

describe('the database refuses', () => {
  const post = (debit: string, credit: string, dong: number) => database.sql`
    insert into ledger_posting (id, debit, credit, amount_dong, area_id, unit_id, valid_at)
    select ${randomUUID()}, ${debit}, ${credit}, ${dong}, (select min(id) from area), (select min(id) from unit), instant(${filedAt})`

  it('a posting of nothing, of less, or from an account to itself', async () => {
    await expect(post('payable', 'paid', 0)).rejects.toThrow('ledger_posting_positive')
    await expect(post('payable', 'paid', -1)).rejects.toThrow('ledger_posting_positive')
    await expect(post('paid', 'paid', 1)).rejects.toThrow('ledger_posting_moves')
  })

  it.each(['ledger_posting', 'due_line', 'due_part'])('to change or remove a row of %s', async (table) => {
    await opened(await owed())
    const asRuntime = (what: string) => database.sql.unsafe(what)
    await expect(asRuntime(`update ${table} set amount_dong = 1`)).rejects.toThrow('permission denied')
    await expect(asRuntime(`delete from ${table}`)).rejects.toThrow('permission denied')
    const asOwner = (what: string) => database.asOwner((sql) => sql.unsafe(what))
    await expect(asOwner(`update ${table} set amount_dong = 1`)).rejects.toThrow('append-only')
    await expect(asOwner(`delete from ${table}`)).rejects.toThrow('append-only')
  })

  it('a settled order another state, for any caller', async () => {
    const { id } = await opened(await owed())
    await markIntent(database.sql, id, filedAt)
    await confirm(database.sql, id, 'r1', filedAt)
    const back = database.sql`update payment_order set state = 'REJECTED' where id = ${id}`
    await expect(back).rejects.toThrow('cannot go from CONFIRMED to REJECTED')
  })

  it('a second live order for a part', async () => {
    const first = await opened(await owed())
    const second = await opened(await owed())
    const both = database.sql`insert into order_part (order_id, due_part_id)
      select ${second.id}, due_part_id from order_part where order_id = ${first.id}`
    await expect(both).rejects.toThrow('order_part_one_live')
  })

  it('a transfer without an account, and cash with one', async () => {
    const { id } = await opened(await owed())
    const asOwner = (what: string) => database.asOwner((sql) => sql.unsafe(`${what} where id = '${id}'`))
    await expect(
      asOwner('update payment_order set account_cipher = null, account_key_id = null'),
    ).rejects.toThrow('payment_order_account')
    await expect(asOwner("update payment_order set channel = 'cash'")).rejects.toThrow(
      'payment_order_account',
    )
  })
})
