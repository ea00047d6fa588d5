/** The orders of a payout run reach the bank once, however it answers and wherever a payer dies. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compareLedgers } from '../../../activities/payment/compare-ledgers.ts'
import { type BatchGateway, GatewayUnreachable } from '../../../activities/payment/gateways/gateway.ts'
import { payPage } from '../../../activities/payment/pay-page.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import { addRunStep, progressOf } from '../../../db/payouts/run.ts'
import { firstMonthWithout } from '../../../domain/benefits/month-rules.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { areasOf, atMs, forgetAll, People } from '../../db/benefits/people.ts'
import { type BankProcess, startBank } from './bank-process.ts'
import { vault } from './payer.ts'
import { depsAt, grantsPayable, paysRun, preparedRun } from './run-to-pay.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})
beforeEach(async () => {
  await database.asOwner((sql) => sql`truncate payout_run cascade`)
  await forgetAll(database)
})

const both = 16_734_000n

const problems = async (bank: BankProcess) =>
  compareLedgers(await readPaymentLedger(database.sql), await bank.ledger())

const states = async (runId: string) =>
  (await progressOf(database.sql, runId)).map(({ state, orders, amountDong, reason }) => ({
    ...{ state, orders, amountDong, reason },
  }))

async function payables(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await grantsPayable(database, people)
}

const firstPage = async (runId: string) => {
  const [place] = await areasOf(database.sql)
  return { runId, unitId: place?.unitId ?? '', page: 0 }
}

describe('a page', () => {
  test('is paid once, and run again it sends nothing', async () => {
    await payables(3)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    await paysRun(depsAt(database, bank), runId)
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toEqual([
      { state: 'CONFIRMED', orders: 3, amountDong: 3n * both, reason: null },
    ])
    expect(await problems(bank)).toEqual([])
  })

  test.each([
    ['executes and does not answer', ['--execute-then-time-out', '0.5']],
    ['does half of a batch', ['--half-batch', '0.5']],
    [
      'is closed, accepts first and does not answer',
      ['--refuse', '0.4', '--accept-first', '0.4', '--time-out-only', '0.3'],
    ],
  ])('is paid once by a bank that %s', async (_how, misbehaviour) => {
    await payables(6)
    const [bank, runId] = [await startBank(...misbehaviour), await preparedRun(database)]
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toEqual([
      { state: 'CONFIRMED', orders: 6, amountDong: 6n * both, reason: null },
    ])
    expect(await problems(bank)).toEqual([])
  })

  test.each([
    'after_intent',
    'after_send_before_response',
    'after_response_before_commit',
    'after_commit_before_complete',
  ] as const)('of which a payer died %s is paid once by the next', async (point) => {
    await payables(2)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    const dies = depsAt(database, bank, (name) => {
      if (name === point) throw new Error('died')
    })
    await expect(payPage(dies, await firstPage(runId))).rejects.toThrow()
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toEqual([
      { state: 'CONFIRMED', orders: 2, amountDong: 2n * both, reason: null },
    ])
    expect(await problems(bank)).toEqual([])
  })

  test('gives back what the bank rejects, and the next run tries it again', async () => {
    await grantsPayable(database, people, { to: '19036682450000' })
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toEqual([
      { state: 'REJECTED', orders: 1, amountDong: both, reason: 'accountClosed' },
    ])
    const [order] = await database.sql`select id from payment_order where run_id = ${runId}`
    const [again] = await database.sql`
      select replaces_id as replaces from payment_order where run_id = ${await preparedRun(database)}`
    expect(again).toEqual({ replaces: order?.id })
    expect(await problems(bank)).toEqual([])
  })

  test('leaves out who died since the run was prepared, and names why', async () => {
    const { id } = await grantsPayable(database, people)
    await payables(1)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    await people.stop(id, firstMonthWithout('death', '2025-06-20'))
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toEqual([
      { state: 'CONFIRMED', orders: 1, amountDong: both, reason: null },
      { state: 'REJECTED', orders: 1, amountDong: both, reason: 'notDue' },
    ])
    expect(await problems(bank)).toEqual([])
  })

  test('is not judged again once its intent is written: what was sent is confirmed, also of who died since', async () => {
    const { id } = await grantsPayable(database, people)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    const dies = depsAt(database, bank, (name) => {
      if (name === 'after_response_before_commit') throw new Error('died')
    })
    await expect(payPage(dies, await firstPage(runId))).rejects.toThrow()
    await people.stop(id, firstMonthWithout('death', '2025-06-20'))
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toEqual([{ state: 'CONFIRMED', orders: 1, amountDong: both, reason: null }])
    expect(await problems(bank)).toEqual([])
  })

  test('calls a person where the bank knows one of its orders with another sum, and sends nothing', async () => {
    const answer = { kind: 'confirmed', ref: 'R 1', known: { amountDong: 1n } } as const
    await payables(1)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    const [order] = await database.sql<{ id: string }[]>`select id from payment_order where run_id = ${runId}`
    const deps = depsAt(database, bank)
    const gateway = {
      ...deps.gateway,
      inquireBatch: async () => ({ inProgress: false, answers: new Map([[order?.id ?? '', answer]]) }),
    }
    await expect(payPage({ ...deps, gateway }, await firstPage(runId))).rejects.toThrow('not settled')
    const alerts = await database.sql`
      select dossier_id as dossier from alert where kind = 'paymentContradiction' and cleared_at is null and dossier_id = ${runId}`
    expect(alerts).toEqual([{ dossier: runId }])
    expect(await bank.ledger()).toMatchObject({ transfers: [] })
  })

  test('calls a person where the bank denies what it had accepted, and sends nothing again', async () => {
    await payables(1)
    const [bank, runId] = [await startBank('--accept-first', '1'), await preparedRun(database)]
    await expect(payPage(depsAt(database, bank), await firstPage(runId))).rejects.toThrow('not settled')
    const other = await startBank()
    await expect(payPage(depsAt(database, other), await firstPage(runId))).rejects.toThrow('not settled')
    const alerts = await database.sql`
      select message from alert where kind = 'paymentContradiction' and cleared_at is null and dossier_id = ${runId}`
    expect(alerts).toEqual([{ message: expect.stringContaining('now does not know it') }])
    expect(await other.ledger()).toMatchObject({ transfers: [] })
  })

  test('that the bank does not take, as too many call, stays as it was, and is called about less and less', async () => {
    await payables(2)
    const runId = await preparedRun(database)
    const gateway: BatchGateway = {
      inquireBatch: async () => 'notFound',
      inquire: async () => ({ kind: 'notFound' }),
      sendBatch: async () => {
        throw new GatewayUnreachable('http429', 'too many calls', 1_000)
      },
    }
    await expect(
      payPage({ database, vault, gateway, clock: () => atMs }, await firstPage(runId)),
    ).rejects.toMatchObject({ code: 'http429', againMs: undefined })
    expect(await states(runId)).toEqual([{ state: 'INTENT', orders: 2, amountDong: 2n * both, reason: null }])
  })

  test('of which something was settled is tried again soon, whatever came before', async () => {
    await payables(2)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    const [order] = await database.sql<{ id: string }[]>`
      select id from payment_order where run_id = ${runId} order by id`
    const answers = new Map([[order?.id ?? '', { kind: 'confirmed', ref: 'R 1' } as const]])
    const deps = depsAt(database, bank)
    const gateway = { ...deps.gateway, inquireBatch: async () => ({ inProgress: true, answers }) }
    const page = await firstPage(runId)
    await expect(payPage({ ...deps, gateway }, page)).rejects.toMatchObject({ againMs: 200 })
    await expect(payPage({ ...deps, gateway }, page)).rejects.toMatchObject({ againMs: undefined })
  })

  test('waits while its run is paused, and goes on when it is resumed', async () => {
    await payables(1)
    const [bank, runId] = [await startBank(), await preparedRun(database)]
    const step = { runId, actorId: 'officer', reason: 'Ngân hàng báo lỗi', at: atMs }
    await addRunStep(database.sql, { ...step, kind: 'paused' })
    await expect(payPage(depsAt(database, bank), await firstPage(runId))).rejects.toMatchObject({
      code: 'paused',
    })
    expect(await states(runId)).toMatchObject([{ state: 'PENDING' }])
    await addRunStep(database.sql, { ...step, kind: 'resumed' })
    await paysRun(depsAt(database, bank), runId)
    expect(await states(runId)).toMatchObject([{ state: 'CONFIRMED' }])
  })
})
