/** A payout run is prepared from what is owed, and only as its form says. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordChannel } from '../../../db/benefits/facts.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { dryRun, prepareRun } from '../../../db/payouts/prepare-run.ts'
import { fileDossier } from '../../activities/payment/filed-dossier.ts'
import { filed, vault } from '../../activities/payment/payer.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { areasOf, atMs, forgetAll, People } from '../benefits/people.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})
beforeEach(() => database.asOwner((sql) => sql`truncate payout_run cascade`).then(() => forgetAll(database)))

const mother = 8_367_000n
const periods = ['2025-06', '2025-07']

async function payable(): Promise<string> {
  const { id, partyId } = await people.grant()
  await transaction(database.sql, (tx) =>
    recordChannel(tx, vault, id, {
      ...{ payeeId: partyId, account: '19036682457011', fromMonth: '2025-06' },
      ...{ basis: 'Đơn', recordedBy: 'officer', dossierId: null },
    }),
  )
  return id
}

const newRun = async () => (await fileDossier(database.sql, vault, filed)).dossierId

async function prepared(): Promise<string> {
  const runId = await newRun()
  const control = await dryRun(database, { periods, atMs })
  expect(await prepareRun(database, { runId, periods, atMs, control })).toBe('prepared')
  return runId
}

const orders = () =>
  database.sql`select id, amount_dong::bigint::text as dong, run_id as run, state from payment_order order by id`

describe('a dry run', () => {
  test('says by unit and benefit what would be paid, names who cannot be, and leaves nothing', async () => {
    await payable()
    await payable()
    await people.grant()
    const [place] = await areasOf(database.sql)
    const run = await dryRun(database, { periods, atMs })
    expect(run.totals).toEqual([
      { unitId: place?.unitId, benefit: 'me-vnah', orders: 2, amountDong: 4n * mother },
    ])
    expect(run).toMatchObject({ orders: 2, amountDong: 4n * mother })
    expect(run.leftOut).toEqual([{ unitId: place?.unitId, benefit: 'me-vnah', payees: 1, why: 'channel' }])
    expect(await database.sql`select from due_line`).toHaveLength(0)
    expect(await orders()).toHaveLength(0)
  })
})

describe('a run', () => {
  test('has one order for both months of a person, and prepared again it stays as it is', async () => {
    await payable()
    const runId = await prepared()
    const before = await orders()
    expect(before).toMatchObject([{ dong: String(2n * mother), run: runId, state: 'PENDING' }])
    const control = { orders: 0, amountDong: 0n, totalsHash: '' }
    expect(await prepareRun(database, { runId, periods, atMs, control })).toBe('prepared')
    expect(await orders()).toEqual(before)
  })

  test('of whom somebody was granted since its form was written is not prepared, and leaves nothing', async () => {
    await payable()
    const control = await dryRun(database, { periods, atMs })
    await payable()
    expect(await prepareRun(database, { runId: await newRun(), periods, atMs, control })).toBe('changed')
    expect(await orders()).toHaveLength(0)
    expect(await database.sql`select from due_line`).toHaveLength(0)
  })

  test('after another that paid the same months pays nobody', async () => {
    await payable()
    await prepared()
    expect(await dryRun(database, { periods: ['2025-07'], atMs })).toMatchObject({ orders: 0, totals: [] })
  })

  test('pays under the same id where the database was set back to before an earlier one', async () => {
    await payable()
    await prepared()
    const [lost] = await orders()
    await database.asOwner(
      (sql) =>
        sql`truncate payout_run, order_part, ledger_posting, due_part, due_line, payment_order, entitlement_compared, open_part cascade`,
    )
    await prepared()
    expect((await orders()).map(({ id }) => id)).toEqual([lost?.id])
  })

  test('gives its orders to the next where it ended before they were sent', async () => {
    await payable()
    const refused = await prepared()
    await database.asOwner(
      (sql) =>
        sql`update dossier set status = 'closed', ending = 'refused', ended_at = instant(${atMs}) where id = ${refused}`,
    )
    const next = await prepared()
    const states = (await orders()).map(({ run, state }) => `${run} ${state}`)
    expect(states.sort()).toEqual([`${refused} REJECTED`, `${next} PENDING`].sort())
  })
})
