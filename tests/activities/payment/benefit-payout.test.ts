import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type BenefitPayout,
  type BenefitPayoutDeps,
  type PayoutOutcome,
  payBenefit,
} from '../../../activities/payment/benefit-payout.ts'
import { compareLedgers } from '../../../activities/payment/compare-ledgers.ts'
import type { PaymentGateway } from '../../../activities/payment/gateway.ts'
import { httpGateway } from '../../../activities/payment/http-gateway.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import { createVault, type VaultKeys } from '../../../db/identity-vault.ts'
import { findOrder, type Order, readPaymentLedger } from '../../../db/payment.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { type BankProcess, startBank } from './bank-process.ts'
import { asFiled, closeBooks, fileDossier, filedAt, fileForm } from './filed-dossier.ts'

const key = () => randomBytes(32).toString('base64')
const keys: VaultKeys = { current: 'a', keys: { a: key() }, lookup: key() }
const vault = createVault(keys)
const account = '19036682457011'
const filed = { amountDong: 22_320_000n, account }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))

function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

const depsFor = (gateway: PaymentGateway): BenefitPayoutDeps => ({
  database,
  vault,
  gateway,
  amountOf: asFiled,
})
const depsAt = (bank: BankProcess) => depsFor(httpGateway({ url: bank.url, timeoutMs: 500 }))

/** As the engine runs it: again while it is pending. */
async function payUntilSettled(deps: BenefitPayoutDeps, input: BenefitPayout): Promise<PayoutOutcome> {
  for (;;) {
    try {
      return await payBenefit(deps, input)
    } catch (error) {
      if (!(error instanceof PaymentPending)) throw error
      await pause(10)
    }
  }
}

async function orderOf({ dossierId, taskKey }: BenefitPayout): Promise<Order> {
  const order = await findOrder(database.sql, `${dossierId}/${taskKey}`)
  if (order === undefined) throw new Error('there is no order')
  return order
}

async function problemsWith(bank: BankProcess): Promise<readonly string[]> {
  return compareLedgers(await readPaymentLedger(database.sql), await bank.ledger())
}

async function balances(): Promise<Record<string, bigint>> {
  return { ...(await readPaymentLedger(database.sql)).balances }
}

describe('a payout', () => {
  it('reaches the bank once and the ledger once, however often it is run', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    for (let run = 0; run < 3; run += 1) {
      expect(await payBenefit(depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    }
    expect((await bank.ledger()).settledDong).toBe('22320000')
    expect(await problemsWith(bank)).toEqual([])
    expect(await balances()).toEqual({
      entitlement: -22_320_000n,
      payable: 0n,
      inTransit: 0n,
      paid: 22_320_000n,
    })
    expect(await orderOf(payout)).toMatchObject({ state: 'CONFIRMED', attempts: 1, replacesId: null })
  })

  it('run twice at the same time is one transfer, even by a bank that forgets order keys', async () => {
    const bank = await startBank('--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    const runs = [1, 2, 3, 4].map(() => payUntilSettled(depsAt(bank), payout))
    expect(await Promise.all(runs)).toEqual(Array(4).fill({ outcome: 'paid' }))
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await problemsWith(bank)).toEqual([])
  })

  it('on its way to the bank is not sent by another run, even when the bank does not know it yet', async () => {
    const bank = await startBank('--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    const honest = httpGateway({ url: bank.url })
    const leaving = signal()
    const gate = signal()
    const slow: PaymentGateway = {
      ...honest,
      async transfer(order) {
        leaving.give()
        await gate.given
        return honest.transfer(order)
      },
    }
    const first = payBenefit(depsFor(slow), payout)
    await leaving.given
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow('Another run is paying')
    gate.give()
    expect(await first).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('keeps the account sealed to its order', async () => {
    const bank = await startBank()
    const payouts = [
      await fileDossier(database.sql, vault, filed),
      await fileDossier(database.sql, vault, { ...filed, account: '19036682450000' }),
    ]
    for (const payout of payouts) await payBenefit(depsAt(bank), payout)
    const [a, b] = await Promise.all(payouts.map(orderOf))
    if (a === undefined || b === undefined) throw new Error('two orders were opened')
    expect(vault.open(a.accountCipher, a.accountKeyId, `order.account ${a.id}`)).toBe(account)
    expect(() => vault.open(b.accountCipher, b.accountKeyId, `order.account ${a.id}`)).toThrow(
      'does not open',
    )
  })
})

describe('a worker that dies', () => {
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
    const { state, attempts: before } = await orderOf(payout)
    const { transfers } = await bank.ledger()
    expect({ state, transfers: transfers.length, attempts: before }).toEqual(left)

    expect(await payUntilSettled(depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect(await orderOf(payout)).toMatchObject({ state: 'CONFIRMED', attempts })
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await problemsWith(bank)).toEqual([])
  })
})

describe('a bank that executes and never answers', { timeout: 120_000 }, () => {
  it('leaves the order unknown, and the inquiry confirms it', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    expect(await orderOf(payout)).toMatchObject({ state: 'UNKNOWN', attempts: 1 })
    expect(await payUntilSettled(depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect(await orderOf(payout)).toMatchObject({ state: 'CONFIRMED', attempts: 1 })
    expect(await problemsWith(bank)).toEqual([])
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

  it('for three orders in ten: all 100 end confirmed, with one transfer each', async () => {
    const bank = await startBank(...thirtyPercent)
    await payMany(depsAt(bank), 100)
    expect((await bank.ledger()).transfers).toHaveLength(100)
    expect((await readPaymentLedger(database.sql)).orders.every((o) => o.state === 'CONFIRMED')).toBe(true)
    expect(await problemsWith(bank)).toEqual([])
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
    await payMany(depsFor(keyPerAttempt), 30)
    expect((await bank.ledger()).transfers.length).toBeGreaterThan(30)
    const problems = await problemsWith(bank)
    expect(problems).toContainEqual(expect.stringContaining('which is no order of ours'))
    expect(problems).toContainEqual(expect.stringContaining('đồng paid, the bank'))
  })

  it('would pay twice if nobody asked before sending again, and the comparison of ledgers says so', async () => {
    const bank = await startBank(...thirtyPercent, '--forget-keys')
    const honest = httpGateway({ url: bank.url, timeoutMs: 500 })
    const neverAsking: PaymentGateway = { ...honest, inquire: async () => ({ kind: 'notFound' }) }
    await payMany(depsFor(neverAsking), 30)
    const problems = await problemsWith(bank)
    expect(problems).toContainEqual(expect.stringMatching(/^The bank paid order \S+ \d times$/))
    expect(problems).toContainEqual(expect.stringContaining('đồng paid, the bank'))
  })
})

describe('a bank in trouble', { timeout: 120_000 }, () => {
  it('that drops requests gets them again under the same key', async () => {
    const bank = await startBank('--seed', '3', '--time-out-only', '0.5', '--refuse', '0.3')
    const payouts: BenefitPayout[] = []
    for (let i = 0; i < 12; i += 1) payouts.push(await fileDossier(database.sql, vault, filed))
    await Promise.all(payouts.slice(0, 6).map((payout) => payUntilSettled(depsAt(bank), payout)))
    await Promise.all(payouts.slice(6).map((payout) => payUntilSettled(depsAt(bank), payout)))
    const orders = await Promise.all(payouts.map(orderOf))
    expect(orders.every((order) => order.state === 'CONFIRMED')).toBe(true)
    expect(Math.max(...orders.map((order) => order.attempts))).toBeGreaterThan(1)
    expect((await bank.ledger()).transfers).toHaveLength(12)
    expect(await problemsWith(bank)).toEqual([])
  })

  it('that takes its time keeps the order sent until it settles', async () => {
    const bank = await startBank('--accept-first', '1')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow('has not settled it yet')
    expect((await orderOf(payout)).state).toBe('SENT')
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow('has not settled it yet')
    expect(await payBenefit(depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect(await problemsWith(bank)).toEqual([])
  })

  it('that is killed and comes back still knows what it has paid', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    await bank.killAndRestart()
    expect(await payUntilSettled(depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('that denies what it had accepted is not sent the order again; a person is called', async () => {
    const bank = await startBank('--accept-first', '1')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    const forgetful = await startBank()
    await expect(payBenefit(depsAt(forgetful), payout)).rejects.toThrow('no longer knows')
    await expect(payBenefit(depsAt(forgetful), payout)).rejects.toThrow('no longer knows')
    expect((await forgetful.ledger()).transfers).toEqual([])
    const alerts = await database.sql`select kind, dossier_id from alert`
    expect(alerts).toEqual([{ kind: 'paymentContradiction', dossier_id: payout.dossierId }])
  })
})

describe('a rejected payout', () => {
  it('gives the amount back, and a later task pays it to the account then on the form', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, { ...filed, account: '19036682450000' })
    expect(await payBenefit(depsAt(bank), payout)).toEqual({ outcome: 'rejected', reason: 'byBank' })
    expect(await payBenefit(depsAt(bank), payout)).toEqual({ outcome: 'rejected', reason: 'byBank' })
    expect(await orderOf(payout)).toMatchObject({ state: 'REJECTED', rejection: 'accountClosed' })
    expect(await balances()).toEqual({ entitlement: -22_320_000n, payable: 22_320_000n, inTransit: 0n })

    await fileForm(database.sql, vault, payout.dossierId, filed)
    const again = { ...payout, taskKey: 'payout.2' }
    expect(await payBenefit(depsAt(bank), again)).toEqual({ outcome: 'paid' })
    expect((await orderOf(again)).replacesId).toBe((await orderOf(payout)).id)
    expect((await bank.ledger()).settledDong).toBe('22320000')
    expect(await problemsWith(bank)).toEqual([])
    expect((await balances()).payable).toBe(0n)
  })

  it('follows the form where the supplement changed the amount, with a line for the difference', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, { ...filed, account: '19036682450001' })
    await payBenefit(depsAt(bank), payout)
    await fileForm(database.sql, vault, payout.dossierId, { account, amountDong: 20_000_000n })
    expect(await payBenefit(depsAt(bank), { ...payout, taskKey: 'payout.2' })).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).settledDong).toBe('20000000')
    expect(await balances()).toMatchObject({ entitlement: -20_000_000n, payable: 0n, paid: 20_000_000n })
    const lines = await database.sql`select cause, amount_dong from due_line order by amount_dong desc`
    expect(lines).toEqual([
      { cause: 'oneOff', amount_dong: '22320000' },
      { cause: 'recovery', amount_dong: '-2320000' },
    ])
    expect(await problemsWith(bank)).toEqual([])
  })
})

describe('a later task of a dossier that was paid', () => {
  it('pays nothing more', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await payBenefit(depsAt(bank), payout)
    expect(await payBenefit(depsAt(bank), { ...payout, taskKey: 'payout.2' })).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('pays the difference where more is owed now', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await payBenefit(depsAt(bank), payout)
    await fileForm(database.sql, vault, payout.dossierId, { account, amountDong: 23_000_000n })
    await payBenefit(depsAt(bank), { ...payout, taskKey: 'payout.2' })
    expect((await bank.ledger()).transfers.map((t) => t.amountDong)).toEqual(['22320000', '680000'])
    expect(await problemsWith(bank)).toEqual([])
  })

  it('first settles the order an earlier task left open', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    expect(await payBenefit(depsAt(bank), { ...payout, taskKey: 'payout.2' })).toEqual({ outcome: 'paid' })
    expect((await orderOf(payout)).state).toBe('CONFIRMED')
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('then pays to the new account where the bank had rejected that order', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, { ...filed, account: '19036682450000' })
    await expect(payBenefit(depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    await fileForm(database.sql, vault, payout.dossierId, filed)
    const later = { ...payout, taskKey: 'payout.2' }
    expect(await payUntilSettled(depsAt(bank), later)).toEqual({ outcome: 'paid' })
    expect((await orderOf(payout)).state).toBe('REJECTED')
    expect((await orderOf(later)).replacesId).toBe((await orderOf(payout)).id)
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await problemsWith(bank)).toEqual([])
  })
})

describe('a payout that cannot be ordered goes back to the desk', () => {
  it.each([
    {
      missing: 'an account',
      reason: 'noAccount',
      remove: (id: string) => database.sql`
        update dossier_form set secrets = '{}' where dossier_id = ${id}`,
    },
    {
      missing: 'an applicant',
      reason: 'noPayee',
      remove: (id: string) => database.sql`
        delete from dossier_party where dossier_id = ${id}`,
    },
    {
      missing: 'an amount',
      reason: 'nothingDue',
      remove: (id: string) => database.sql`
        update dossier_form set body = '{"amountDong": "0"}' where dossier_id = ${id}`,
    },
  ])('without $missing', async ({ reason, remove }) => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await remove(payout.dossierId)
    expect(await payBenefit(depsAt(bank), payout)).toEqual({ outcome: 'rejected', reason })
    expect((await readPaymentLedger(database.sql)).orders).toEqual([])
  })
})

describe('an error', () => {
  it('names rule and dossier, and quotes nothing of the form', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await database.sql`update dossier_form set body = '{"amountDong": "Nguyễn Thị Hồng Thắm"}'
      where dossier_id = ${payout.dossierId}`
    const error: unknown = await payBenefit(depsAt(bank), payout).catch((e: unknown) => e)
    expect(String(error)).toContain(`Amount rule "asFiled" gives no amount`)
    expect(String(error)).toContain(payout.dossierId)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Thắm')
  })

  it('of a lost key does not show the account', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    const other = createVault({ current: 'b', keys: { b: key() }, lookup: key() })
    const error: unknown = await payBenefit({ ...depsAt(bank), vault: other }, payout).catch(
      (e: unknown) => e,
    )
    expect(String(error)).toContain('There is no key "a"')
    expect(String(error)).not.toContain(account)
    expect((await bank.ledger()).transfers).toEqual([])
  })
})

it('dates what the bank says by the clock it was heard at, and what is owed by the task', async () => {
  const bank = await startBank()
  const payout = await fileDossier(database.sql, vault, filed)
  await payBenefit({ ...depsAt(bank), clock: () => filedAt + 60_000 }, payout)
  const [dates] = await database.sql`select epoch_ms(created_at) as created, epoch_ms(settled_at) as settled
    from payment_order`
  expect(dates).toEqual({ created: filedAt, settled: filedAt + 60_000 })
})
