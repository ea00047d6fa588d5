/** A payout run is prepared from what is owed, and only as its form says. */

import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Grant, recordChannel } from '../../../db/benefits/facts.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { budgetStatement, openBudgetSource } from '../../../db/money/budget.ts'
import { intendPage, openOrdersOf, pagesOf, recordPage } from '../../../db/payouts/pages.ts'
import { dryRun, prepareRun } from '../../../db/payouts/prepare-run.ts'
import { releaseRun } from '../../../db/payouts/release-run.ts'
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

async function payable(of: Partial<Grant> = {}): Promise<string> {
  const { id, partyId } = await people.grant(of)
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

describe('the scope of a run', () => {
  test('is its units and benefits: two runs beside each other pay each its own, and a third what is left', async () => {
    const [first, second] = await areasOf(database.sql)
    await payable()
    await payable({ areaId: second?.areaId ?? '' })
    await payable({ benefit: 'thuong-binh-81' })
    const scopes = [
      { unitIds: [first?.unitId ?? ''], benefits: ['me-vnah'] },
      { unitIds: [second?.unitId ?? ''] },
    ]
    const runs = await Promise.all(
      scopes.map(async (scope) => {
        const control = await dryRun(database, { periods, atMs, scope })
        expect(control).toMatchObject({ orders: 1, amountDong: 2n * mother })
        const runId = await newRun()
        expect(await prepareRun(database, { runId, periods, atMs, control, scope })).toBe('prepared')
        return runId
      }),
    )
    const runsOfOrders = (await orders()).map(({ run }) => String(run))
    expect(runsOfOrders.toSorted()).toEqual(runs.toSorted())
    const [kept] = await database.sql`
      select unit_ids as "unitIds", benefits from payout_run where dossier_id = ${runs[0] ?? ''}`
    expect(kept).toEqual(scopes[0])
    expect((await dryRun(database, { periods, atMs })).totals).toMatchObject([
      { benefit: 'thuong-binh-81', orders: 1 },
    ])
  })
})

describe('a run out of a budget source', () => {
  const sourceOf = (ceilingDong: bigint) =>
    transaction(database.sql, (tx) =>
      openBudgetSource(tx, {
        ...{ code: `NCC-${randomUUID()}`, fiscalYear: 2025, name: 'Ưu đãi người có công', ceilingDong },
        ...{ basis: 'QĐ 100/QĐ-UBND', actorId: 'lan', at: atMs },
      }),
    )
  const standing = async (id: string) => {
    const found = await budgetStatement(database.sql, id)
    return [found?.reservedDong, found?.usedDong, found?.freeDong]
  }
  const preparedOutOf = async (budgetSourceId: string) => {
    const runId = await newRun()
    const control = await dryRun(database, { periods, atMs, budgetSourceId })
    expect(await prepareRun(database, { runId, periods, atMs, control, budgetSourceId })).toBe('prepared')
    return runId
  }

  test('names it in orders and their postings, and reserves its sum at the release, once', async () => {
    await payable()
    const source = await sourceOf(3n * mother)
    const runId = await preparedOutOf(source)
    expect(await standing(source)).toEqual([0n, 0n, 3n * mother])
    expect(await releaseRun(database, runId, atMs)).toBe('released')
    expect(await releaseRun(database, runId, atMs)).toBe('released')
    expect(await standing(source)).toEqual([2n * mother, 0n, mother])
    const rows = await database.sql`
      select budget_source_id as id from payment_order union
      select budget_source_id from ledger_posting where order_id is not null`
    expect(rows).toEqual([{ id: source }])
  })

  test('beyond its ceiling reserves nothing, calls a person and says what is missing', async () => {
    await payable()
    await payable()
    const source = await sourceOf(3n * mother)
    const runId = await preparedOutOf(source)
    expect(await releaseRun(database, runId, atMs)).toBe('beyondCeiling')
    expect(await standing(source)).toEqual([0n, 0n, 3n * mother])
    const [alert] = await database.sql`select kind, message from alert where dossier_id = ${runId}`
    expect(alert).toEqual({
      kind: 'budgetExceeded',
      message: expect.stringContaining('25.101.000 đ free of 25.101.000 đ, and 33.468.000 đ are wanted'),
    })
    expect(
      await intendPage(database, await onlyPage(runId), atMs).catch((error: unknown) => error),
    ).toBeInstanceOf(Error)
  })

  const onlyPage = async (runId: string) => {
    const [unit] = await pagesOf(database.sql, runId)
    return { runId, unitId: unit?.unitId ?? '', page: 0 }
  }

  test('uses what is confirmed, and frees what is rejected or left out at its sending', async () => {
    const ids = [await payable(), await payable(), await payable()]
    const source = await sourceOf(6n * mother)
    const runId = await preparedOutOf(source)
    await releaseRun(database, runId, atMs)
    await people.stop(ids[0] ?? '', '2025-06')
    expect(await intendPage(database, await onlyPage(runId), atMs)).toBe(1)
    expect(await standing(source)).toEqual([4n * mother, 0n, 2n * mother])
    const [paid, refused] = await openOrdersOf(database.sql, await onlyPage(runId))
    const answers = {
      ...{
        confirmed: new Map([[paid?.id ?? '', 'ref']]),
        rejected: new Map([[refused?.id ?? '', 'closed']]),
      },
      ...{ sent: [], unknown: [] },
    }
    await recordPage(database, answers, atMs)
    expect(await standing(source)).toEqual([0n, 2n * mother, 4n * mother])
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

  test('is paused or resumed, and nothing else is done to it by a person', async () => {
    await payable()
    const runId = await prepared()
    const step = (kind: string) => database.sql`
      insert into payout_run_step (run_id, kind, actor_id, reason, valid_at) values (${runId}, ${kind}, 'lan', 'Chờ', instant(${atMs}))`
    await step('paused')
    await expect(step('stopped')).rejects.toThrow('payout_run_step_of_a_kind')
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
