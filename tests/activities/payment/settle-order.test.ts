import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { MockActivityEnvironment } from '@temporalio/testing'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FailureTrace } from '../../../activities/failure-trace.ts'
import {
  type BenefitPayout,
  type BenefitPayoutDeps,
  payBenefit,
} from '../../../activities/payment/benefit-payout.ts'
import type { PaymentGateway } from '../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { type BankProcess, startBank } from './bank-process.ts'
import { closeBooks, fileDossier } from './filed-dossier.ts'
import { account, filed, keys, payerOf, payNext, payUntilSettled, vault } from './payer.ts'

let database: TestDatabase
let payer: ReturnType<typeof payerOf>
beforeAll(async () => {
  database = await testDatabase()
  payer = payerOf(database)
})
beforeEach(() => closeBooks(database))

describe('a worker that dies during a payout', () => {
  async function payAndDie(bank: BankProcess, payout: BenefitPayout, crashAt: string): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/activities/payment/crashing-payer.ts'], {
      env: {
        ...process.env,
        CRASH_AT: crashAt,
        DATABASE_URL: database.url,
        GATEWAY_URL: bank.url,
        IDENTITY_KEYS: JSON.stringify(keys),
        PAYOUT: JSON.stringify(payout),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  }

  const left = { state: 'INTENT', transfers: 1, attempts: 1 }
  it.each([
    { crashAt: 'after_intent', left: { ...left, transfers: 0 }, attempts: 2 },
    { crashAt: 'after_send_before_response', left, attempts: 1 },
    { crashAt: 'after_response_before_commit', left, attempts: 1 },
    { crashAt: 'after_commit_before_complete', left: { ...left, state: 'CONFIRMED' }, attempts: 1 },
  ])('$crashAt leaves exactly one transfer', async ({ crashAt, left, attempts }) => {
    // A bank that would pay again if the order were sent again: the inquiry must come first.
    const bank = await startBank('--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await payAndDie(bank, payout, crashAt)
    const { state, attempts: before } = await payer.orderOf(payout)
    const { transfers } = await bank.ledger()
    expect({ state, transfers: transfers.length, attempts: before }).toEqual(left)

    expect(await payUntilSettled(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect(await payer.orderOf(payout)).toMatchObject({ state: 'CONFIRMED', attempts })
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await payer.problemsWith(bank)).toEqual([])
  })
})

describe('the workflow history of a payout at a bank', { timeout: 300_000 }, () => {
  const kept = async (deps: BenefitPayoutDeps) => {
    const payout = await fileDossier(database.sql, vault, filed)
    const environment = new MockActivityEnvironment(
      {},
      { interceptors: [() => ({ inbound: new FailureTrace() })] },
    )
    return await environment.run(() => payBenefit(deps, payout)).catch((error: unknown) => error)
  }
  const because = (code: string) => ({
    type: 'PaymentPending',
    message: expect.stringMatching(
      new RegExp(`^PaymentPending \\(${code}\\) at payment/settle-order\\.ts:\\d+$`),
    ),
  })

  it('that is not there says that connections are refused', async () => {
    const bank = await startBank()
    await bank.kill()
    expect(await kept(payer.depsAt(bank))).toMatchObject(because('ECONNREFUSED'))
  })

  it('that has the order and has not settled it says so', async () => {
    const bank = await startBank('--accept-first', '1')
    expect(await kept(payer.depsAt(bank))).toMatchObject(because('notSettled'))
  })

  it('that does not answer in time says so', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    expect(await kept(payer.depsAt(bank))).toMatchObject(because('TimeoutError'))
  })
})

describe('a bank that executes and never answers', { timeout: 300_000 }, () => {
  it('leaves the order unknown, and the inquiry confirms it', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    expect(await payer.orderOf(payout)).toMatchObject({ state: 'UNKNOWN', attempts: 1 })
    expect(await payUntilSettled(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect(await payer.orderOf(payout)).toMatchObject({ state: 'CONFIRMED', attempts: 1 })
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  /** Pays `count` dossiers, six at a time. */
  async function payMany(deps: BenefitPayoutDeps, count: number): Promise<void> {
    const payouts: BenefitPayout[] = []
    for (let i = 0; i < count; i += 1) {
      payouts.push(await fileDossier(database.sql, vault, { account, amountDong: BigInt(500_000 + i) }))
    }
    const waiting = payouts.values()
    const lane = async () => {
      for (const payout of waiting) expect(await payUntilSettled(deps, payout)).toEqual({ outcome: 'paid' })
    }
    await Promise.all([1, 2, 3, 4, 5, 6].map(lane))
  }

  const thirtyPercent = ['--seed', '7', '--execute-then-time-out', '0.3']

  it('for three orders in ten ends all 100 confirmed, with one transfer each', async () => {
    const bank = await startBank(...thirtyPercent)
    await payMany(payer.depsAt(bank), 100)
    expect((await bank.ledger()).transfers).toHaveLength(100)
    expect((await readPaymentLedger(database.sql)).orders.every((o) => o.state === 'CONFIRMED')).toBe(true)
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  it('would pay twice if each attempt had its own key, and the comparison of ledgers says so', async () => {
    const bank = await startBank(...thirtyPercent)
    const honest = httpGateway({ url: bank.url, timeoutMs: 500 })
    let attempt = 0
    const keyPerAttempt: PaymentGateway = {
      transfer(order) {
        attempt += 1
        return honest.transfer({ ...order, orderKey: `${order.orderKey} ${attempt}` })
      },
      inquire: async () => ({ kind: 'notFound' }),
    }
    await payMany(payer.depsFor(keyPerAttempt), 30)
    expect((await bank.ledger()).transfers.length).toBeGreaterThan(30)
    const problems = await payer.problemsWith(bank)
    expect(problems).toContainEqual(expect.stringContaining('which is not an order of this database'))
    expect(problems).toContainEqual(expect.stringContaining('đồng paid, the bank'))
  })

  it('would pay twice if nobody asked before sending again, and the comparison of ledgers says so', async () => {
    const bank = await startBank(...thirtyPercent, '--forget-keys')
    const honest = httpGateway({ url: bank.url, timeoutMs: 500 })
    const neverAsking: PaymentGateway = { ...honest, inquire: async () => ({ kind: 'notFound' }) }
    await payMany(payer.depsFor(neverAsking), 30)
    const problems = await payer.problemsWith(bank)
    expect(problems).toContainEqual(expect.stringMatching(/^The bank paid order \S+ \d times$/))
    expect(problems).toContainEqual(expect.stringContaining('đồng paid, the bank'))
  })
})

describe('a bank in trouble', { timeout: 300_000 }, () => {
  it('that drops requests gets them again under the same key', async () => {
    const bank = await startBank('--seed', '3', '--time-out-only', '0.5', '--refuse', '0.3')
    const payouts: BenefitPayout[] = []
    for (let i = 0; i < 12; i += 1) payouts.push(await fileDossier(database.sql, vault, filed))
    await Promise.all(payouts.slice(0, 6).map((payout) => payUntilSettled(payer.depsAt(bank), payout)))
    await Promise.all(payouts.slice(6).map((payout) => payUntilSettled(payer.depsAt(bank), payout)))
    const orders = await Promise.all(payouts.map(payer.orderOf))
    expect(orders.every((order) => order.state === 'CONFIRMED')).toBe(true)
    expect(Math.max(...orders.map((order) => order.attempts))).toBeGreaterThan(1)
    expect((await bank.ledger()).transfers).toHaveLength(12)
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  it('that takes its time keeps the order sent until it settles', async () => {
    const bank = await startBank('--accept-first', '1')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payNext(payer.depsAt(bank), payout)).rejects.toThrow('has not settled it yet')
    expect((await payer.orderOf(payout)).state).toBe('SENT')
    await expect(payNext(payer.depsAt(bank), payout)).rejects.toThrow('has not settled it yet')
    expect(await payNext(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  it('that is killed and comes back still knows what it has paid', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payNext(payer.depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    await bank.killAndRestart()
    expect(await payUntilSettled(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('that denies what it had accepted is not sent the order again; a person is called', async () => {
    const bank = await startBank('--accept-first', '1')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payNext(payer.depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    const forgetful = await startBank()
    await expect(payNext(payer.depsAt(forgetful), payout)).rejects.toThrow('no longer knows')
    await expect(payNext(payer.depsAt(forgetful), payout)).rejects.toThrow('no longer knows')
    expect((await forgetful.ledger()).transfers).toEqual([])
    const alerts = await database.sql`select kind, dossier_id from alert`
    expect(alerts).toEqual([{ kind: 'paymentContradiction', dossier_id: payout.dossierId }])
  })
})
