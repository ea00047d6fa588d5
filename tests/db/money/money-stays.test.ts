/** What the database refuses for any caller, and what an entitlement with two payees pays to each. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entitlementOf } from '../../../db/money/entitlement.ts'
import { confirm, markIntent, reject } from '../../../db/money/payment.ts'
import { closeBooks, filedAt } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { payoutsOf } from './owed-payout.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))
const { owed, opened } = payoutsOf(() => database)

describe('an entitlement with two payees', () => {
  /** One line of 1,000 đồng for a dossier: 600 to the applicant and 400 to an heir. */
  async function shared() {
    const payout = await owed(600n)
    const heir = randomUUID()
    await database.sql`insert into party (id, kind, name) values (${heir}, 'person', 'Nguyễn Văn Hòa')`
    await database.sql.begin(async (tx) => {
      const entitlementId = await entitlementOf(tx, {
        ...{
          partyId: payout.payeeId,
          benefit: payout.benefit,
          ground: 'dossier',
          groundRef: payout.dossierId,
        },
      })
      const line = randomUUID()
      await tx`
        insert into due_line (id, entitlement_id, period, cause, cause_ref, dossier_id, amount_dong, area_id, unit_id, valid_at)
        values (${line}, ${entitlementId}, 'once', 'oneOff', ${payout.dossierId}, ${payout.dossierId}, 1000, ${payout.areaId},
          ${payout.unitId}, instant(${filedAt}))`
      await tx`
        insert into due_part (id, due_line_id, payee_id, amount_dong)
        values (gen_random_uuid(), ${line}, ${payout.payeeId}, 600), (gen_random_uuid(), ${line}, ${heir}, 400)`
    })
    return { payout, heir }
  }

  it('is paid to each as its part says, and nothing is recovered from one for what the other gets', async () => {
    const { payout } = await shared()
    expect((await opened(payout)).amountDong).toBe(600n)
    expect(await database.sql`select from due_line`).toHaveLength(1)
  })

  it('has one more line for the payee alone whose amount has grown', async () => {
    const { payout } = await shared()
    expect((await opened({ ...payout, amountDong: 650n })).amountDong).toBe(650n)
    const lines =
      await database.sql`select cause, amount_dong::int as dong from due_line order by recorded_at`
    expect([...lines]).toEqual([
      { cause: 'oneOff', dong: 1000 },
      { cause: 'arrears', dong: 50 },
    ])
  })

  it('goes to no order that would pay one the part of the other', async () => {
    const { payout, heir } = await shared()
    const { id } = await opened(payout)
    const order = randomUUID()
    const both = database.sql.begin(async (tx) => {
      await tx`
        insert into payment_order (id, business_key, payee_id, channel, amount_dong, area_id, unit_id, created_at)
        select ${order}, ${order}, payee_id, 'cash', 400, area_id, unit_id, created_at from payment_order where id = ${id}`
      await tx`insert into order_part (order_id, due_part_id) select ${order}, id from due_part where payee_id = ${heir}`
    })
    await expect(both).rejects.toThrow('pays a part of another payee')
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

  it.each([
    ['the amount', 'amount_dong = amount_dong + 1', 'its amount'],
    ['the payee', 'payee_id = (select id from party where id <> payee_id limit 1)', 'its payee'],
    ['the key', "business_key = business_key || '.'", 'its key'],
    ['the area', 'area_id = (select max(id) from area)', 'where it is accounted for'],
  ])('another order in its row: %s', async (_what, change, kept) => {
    const first = await opened(await owed())
    await owed()
    const update = () => database.sql.unsafe(`update payment_order set ${change} where id = '${first.id}'`)
    await expect(update()).rejects.toThrow(`keeps ${kept}`)
    await markIntent(database.sql, first.id, filedAt)
    await confirm(database.sql, first.id, 'r1', filedAt)
    await expect(update()).rejects.toThrow(`keeps ${kept}`)
  })

  it('another account once the intent is written, or another reference once it is paid', async () => {
    const { id } = await opened(await owed())
    const other = () => database.sql`update payment_order set account_cipher = '\\x01' where id = ${id}`
    await other()
    await markIntent(database.sql, id, filedAt)
    await expect(other()).resolves.toBeDefined()
    const changed = database.sql`update payment_order set account_cipher = '\\x02' where id = ${id}`
    await expect(changed).rejects.toThrow('keeps its account')
    await confirm(database.sql, id, 'r1', filedAt)
    const moved = database.sql`update payment_order set gateway_ref = 'r2' where id = ${id}`
    await expect(moved).rejects.toThrow('keeps the reference of its transfer')
  })

  it('to remove an order or a part of one, and to give a part back to an order that failed', async () => {
    const { id } = await opened(await owed())
    const asOwner = (what: string) => database.asOwner((sql) => sql.unsafe(what))
    await expect(database.sql`delete from payment_order`).rejects.toThrow('permission denied')
    await expect(asOwner('delete from payment_order')).rejects.toThrow('never removed')
    await expect(asOwner('delete from order_part')).rejects.toThrow('never removed')
    await markIntent(database.sql, id, filedAt)
    await reject(database.sql, id, 'accountClosed', filedAt)
    const again = database.sql`update order_part set live = true where order_id = ${id}`
    await expect(again).rejects.toThrow('stays free of it')
  })

  it('an order of another sum than its parts', async () => {
    const { id } = await opened(await owed())
    const order = randomUUID()
    const wrong = database.sql.begin(async (tx) => {
      await tx`update order_part set live = false`
      await tx`
        insert into payment_order (id, business_key, payee_id, channel, amount_dong, area_id, unit_id, created_at)
        select ${order}, ${order}, payee_id, 'cash', amount_dong + 1, area_id, unit_id, created_at from payment_order where id = ${id}`
      await tx`insert into order_part (order_id, due_part_id) select ${order}, due_part_id from order_part where order_id = ${id}`
    })
    await expect(wrong).rejects.toThrow('do not sum to it')
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
    const asOwner = (what: string) => database.asOwner((sql) => sql.unsafe(what))
    await expect(
      asOwner(`update payment_order set account_cipher = null, account_key_id = null where id = '${id}'`),
    ).rejects.toThrow('payment_order_account')
    const cash = asOwner(`
      insert into payment_order (id, business_key, payee_id, channel, account_cipher, account_key_id, amount_dong, area_id, unit_id, created_at)
      select gen_random_uuid(), 'cash', payee_id, 'cash', account_cipher, account_key_id, amount_dong, area_id, unit_id, created_at
      from payment_order where id = '${id}'`)
    await expect(cash).rejects.toThrow('payment_order_account')
  })
})
