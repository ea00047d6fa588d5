/** Orders that no bank settled for good: one that was sent back after it was paid, and one that was withdrawn before it was sent. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { ordersNotSettled } from '../../db/certificate/beside-runs.ts'
import { openOrder } from '../../db/money/open-order.ts'
import { withdrawOrders } from '../../db/money/order-moves.ts'
import { confirm, markIntent, markReturned, reject } from '../../db/money/payment.ts'
import { aMonday, databaseNow } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { file } from './cutover-story.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const minute = 60_000

/** What a dossier of its own is owed, as each order for it asks. */
async function owed() {
  const dossierId = await file(database, { at: aMonday })
  const [of] = await database.sql<{ payeeId: string; areaId: string; unitId: string }[]>`
    select party_id as "payeeId", area_id as "areaId", reception_unit_id as "unitId"
    from dossier_party join dossier on dossier.id = dossier_id where dossier_id = ${dossierId}`
  if (of === undefined) throw new Error('nobody is to be paid')
  return async (at: number): Promise<string> => {
    const order = await database.sql.begin((tx) =>
      openOrder(
        tx,
        {
          ...{ ...of, dossierId, orderId: randomUUID(), businessKey: randomUUID(), benefit: 'funeral' },
          ...{ amountDong: 500_000n, accountCipher: Buffer.from('sealed'), accountKeyId: 'a' },
        },
        at,
      ),
    )
    return order?.id ?? ''
  }
}

async function paid(id: string, at: number): Promise<void> {
  await markIntent(database.sql, id, at)
  await confirm(database.sql, id, id, at)
}

const returned = (id: string, at: number) =>
  markReturned(database.sql, id, { gatewayRef: id, reason: 'accountClosed' }, at)

/** Of these orders the ones that are named. */
async function named(ids: readonly string[], at: number, knownAt: number): Promise<readonly string[]> {
  const rows = await ordersNotSettled(database.sql, { at, until: at, knownAt }, { after: null, limit: 1_000 })
  return rows.map(({ id }) => id).filter((id) => ids.includes(id))
}

test('an order that was returned is not settled from its return on, as soon as that is known', async () => {
  const order = await (await owed())(aMonday)
  await paid(order, aMonday)
  const knownBefore = await databaseNow(database)
  await returned(order, aMonday + minute)
  const known = await databaseNow(database)
  expect(await named([order], aMonday + 2 * minute, knownBefore)).toEqual([])
  expect(await named([order], aMonday + minute, known)).toEqual([])
  expect(await named([order], aMonday + 2 * minute, known)).toEqual([order])
})

test('where another order was made in place of one that was returned, that one is named until it is settled', async () => {
  const next = await owed()
  const first = await next(aMonday)
  await paid(first, aMonday)
  await returned(first, aMonday + minute)
  const knownBefore = await databaseNow(database)
  const second = await next(aMonday + 3 * minute)
  const known = await databaseNow(database)
  const both = [first, second]
  expect(await named(both, aMonday + 3 * minute, known)).toEqual([first])
  expect(await named(both, aMonday + 5 * minute, knownBefore)).toEqual([first])
  expect(await named(both, aMonday + 5 * minute, known)).toEqual([second])
  await paid(second, aMonday + 4 * minute)
  expect(await named(both, aMonday + 5 * minute, await databaseNow(database))).toEqual([])
})

test('an order that stands in place of one that was rejected is named after its return', async () => {
  const next = await owed()
  const first = await next(aMonday)
  await markIntent(database.sql, first, aMonday)
  await reject(database.sql, first, 'accountClosed', aMonday)
  const second = await next(aMonday)
  await paid(second, aMonday)
  await returned(second, aMonday)
  expect(await named([first, second], aMonday + minute, await databaseNow(database))).toEqual([second])
})

test('an order that was withdrawn before it was sent is settled from then on, as soon as that is known', async () => {
  const order = await (await owed())(aMonday)
  const knownBefore = await databaseNow(database)
  await database.sql.begin((tx) =>
    withdrawOrders(tx, tx`id = ${order}`, { reason: 'notDue', atMs: aMonday + minute }),
  )
  const known = await databaseNow(database)
  expect(await named([order], aMonday + 2 * minute, knownBefore)).toEqual([order])
  expect(await named([order], aMonday + minute, known)).toEqual([order])
  expect(await named([order], aMonday + 2 * minute, known)).toEqual([])
})
