import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { payBenefit } from '../../../activities/payment/benefit-payout.ts'
import type { PaymentGateway } from '../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import type { Order } from '../../../db/money/payment.ts'
import { machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { startBank } from './bank-process.ts'
import { closeBooks, decide, fileDossier, filedAt, fileForm } from './filed-dossier.ts'
import { account, filed, keys, payerOf, payUntilSettled, vault } from './payer.ts'

let database: TestDatabase
let payer: ReturnType<typeof payerOf>
beforeAll(async () => {
  database = await testDatabase()
  payer = payerOf(database)
})
beforeEach(() => closeBooks(database))

function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

async function balances(): Promise<Record<string, bigint>> {
  return { ...(await readPaymentLedger(database.sql)).balances }
}

describe('a payout to the bank', () => {
  it('reaches bank and ledger once, however often its activity is run', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    for (let run = 0; run < 3; run += 1) {
      expect(await payBenefit(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    }
    expect((await bank.ledger()).settledDong).toBe('22320000')
    expect(await payer.problemsWith(bank)).toEqual([])
    expect(await balances()).toEqual({
      entitlement: -22_320_000n,
      payable: 0n,
      inTransit: 0n,
      paid: 22_320_000n,
    })
    expect(await payer.orderOf(payout)).toMatchObject({ state: 'CONFIRMED', attempts: 1, replacesId: null })
  })

  it('whose activity runs twice at the same time is one transfer, even by a bank that forgets order keys', async () => {
    const bank = await startBank('--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    const runs = [1, 2, 3, 4].map(() => payUntilSettled(payer.depsAt(bank), payout))
    expect(await Promise.all(runs)).toEqual(Array(4).fill({ outcome: 'paid' }))
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await payer.problemsWith(bank)).toEqual([])
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
    const first = payBenefit(payer.depsFor(slow), payout)
    await leaving.given
    await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toThrow('Another run is paying')
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
    for (const payout of payouts) await payBenefit(payer.depsAt(bank), payout)
    const [a, b] = await Promise.all(payouts.map(payer.orderOf))
    const openAs = (of: Order | undefined, id: string | undefined) =>
      vault.open(of?.accountCipher ?? Buffer.of(), of?.accountKeyId ?? '', `order.account ${id}`)
    expect(openAs(a, a?.id)).toBe(account)
    expect(() => openAs(b, a?.id)).toThrow('does not open')
  })
})

describe('a rejected payout', () => {
  it('gives the amount back, and a later task pays it to the account that a second person confirmed', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, { ...filed, account: '19036682450000' })
    expect(await payBenefit(payer.depsAt(bank), payout)).toEqual({ outcome: 'rejected', reason: 'byBank' })
    expect(await payBenefit(payer.depsAt(bank), payout)).toEqual({ outcome: 'rejected', reason: 'byBank' })
    expect(await payer.orderOf(payout)).toMatchObject({ state: 'REJECTED', rejection: 'accountClosed' })
    expect(await balances()).toEqual({ entitlement: -22_320_000n, payable: 22_320_000n, inTransit: 0n })

    await fileForm(database.sql, vault, payout.dossierId, filed)
    const again = { ...payout, taskKey: 'payout.4' }
    expect(await payBenefit(payer.depsAt(bank), { ...payout, taskKey: 'payout.2' })).toEqual({
      outcome: 'rejected',
      reason: 'accountUnconfirmed',
    })
    await confirmPayout(payout)
    expect(await payBenefit(payer.depsAt(bank), again)).toEqual({ outcome: 'paid' })
    expect((await payer.orderOf(again)).replacesId).toBe((await payer.orderOf(payout)).id)
    expect((await bank.ledger()).settledDong).toBe('22320000')
    expect(await payer.problemsWith(bank)).toEqual([])
    expect((await balances()).payable).toBe(0n)
  })

  it('is paid again with the amount that was signed to the confirmed account, whatever a supplement says', async () => {
    const bank = await startBank()
    const signed = { amountDong: 10_000_000n, account: '19036682450000' }
    const payout = await fileDossier(database.sql, vault, signed)
    await payBenefit(payer.depsAt(bank), payout)
    await fileForm(database.sql, vault, payout.dossierId, { amountDong: 5_000_000_000n, account })
    await confirmPayout(payout)
    expect(await payBenefit(payer.depsAt(bank), { ...payout, taskKey: 'payout.4' })).toEqual({
      outcome: 'paid',
    })
    expect((await bank.ledger()).settledDong).toBe('10000000')
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  it('of a signature recorded before versions were kept is paid by the last version before that was accepted', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    const dayMs = 86_400_000
    const signed = { account, amountDong: 10_000_000n }
    const supplement = { account, amountDong: 5_000_000_000n }
    await fileForm(database.sql, vault, payout.dossierId, signed, machineNow() - dayMs)
    await decide(database.sql, payout.dossierId, {
      ...{ task: 'sign.2', kind: 'sign', outcome: 'signed', by: 'chair', formVersion: null },
    })
    await fileForm(database.sql, vault, payout.dossierId, supplement, machineNow() + dayMs)
    expect(await payBenefit(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).settledDong).toBe('10000000')
  })
})

/** A second person lets the payout go on with the form as it is. */
const confirmPayout = ({ dossierId }: { dossierId: string }): Promise<void> =>
  decide(database.sql, dossierId, { task: 'payout.3', kind: 'payout', outcome: 'retried', by: 'accountant' })

describe('a later task of a dossier that was paid', () => {
  it('pays nothing more', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await payBenefit(payer.depsAt(bank), payout)
    expect(await payBenefit(payer.depsAt(bank), { ...payout, taskKey: 'payout.2' })).toEqual({
      outcome: 'paid',
    })
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('pays the difference where a later signature grants more', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await payBenefit(payer.depsAt(bank), payout)
    await fileForm(database.sql, vault, payout.dossierId, { account, amountDong: 23_000_000n })
    await decide(database.sql, payout.dossierId, {
      task: 'sign.2',
      kind: 'sign',
      outcome: 'signed',
      by: 'chair',
    })
    await payBenefit(payer.depsAt(bank), { ...payout, taskKey: 'payout.2' })
    expect((await bank.ledger()).transfers.map((t) => t.amountDong)).toEqual(['22320000', '680000'])
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  it('first settles the order that an earlier task left open', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    expect(await payBenefit(payer.depsAt(bank), { ...payout, taskKey: 'payout.2' })).toEqual({
      outcome: 'paid',
    })
    expect((await payer.orderOf(payout)).state).toBe('CONFIRMED')
    expect((await bank.ledger()).transfers).toHaveLength(1)
  })

  it('pays to the new account where the bank had rejected the order of an earlier task', async () => {
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, { ...filed, account: '19036682450000' })
    await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    await fileForm(database.sql, vault, payout.dossierId, filed)
    await confirmPayout(payout)
    const later = { ...payout, taskKey: 'payout.2' }
    expect(await payUntilSettled(payer.depsAt(bank), later)).toEqual({ outcome: 'paid' })
    expect((await payer.orderOf(payout)).state).toBe('REJECTED')
    expect((await payer.orderOf(later)).replacesId).toBe((await payer.orderOf(payout)).id)
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await payer.problemsWith(bank)).toEqual([])
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
      missing: 'a signature',
      reason: 'notSigned',
      remove: (id: string) => database.sql`update task set outcome = 'returned' where dossier_id = ${id}`,
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
    expect(await payBenefit(payer.depsAt(bank), payout)).toEqual({ outcome: 'rejected', reason })
    expect((await readPaymentLedger(database.sql)).orders).toEqual([])
  })
})

describe('an error of a payout', () => {
  it('names rule and dossier and quotes nothing of the form', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    await database.sql`update dossier_form set body = '{"amountDong": "Nguyễn Thị Hồng Thắm"}'
      where dossier_id = ${payout.dossierId}`
    const error: unknown = await payBenefit(payer.depsAt(bank), payout).catch((e: unknown) => e)
    expect(String(error)).toContain(`Amount rule "asFiled" gives no amount`)
    expect(String(error)).toContain(payout.dossierId)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Thắm')
  })

  it('for a lost sealing key does not show the account', async () => {
    const bank = await startBank()
    const payout = await fileDossier(database.sql, vault, filed)
    const other = createVault({ ...keys, current: 'b', keys: { b: keys.lookup } })
    const error: unknown = await payBenefit({ ...payer.depsAt(bank), vault: other }, payout).catch(
      (e: unknown) => e,
    )
    expect(String(error)).toContain('There is no key "a"')
    expect(String(error)).not.toContain(account)
    expect((await bank.ledger()).transfers).toEqual([])
  })
})

it('a payout dates the answer of the bank by the clock when it was heard, and what is owed by the task', async () => {
  const bank = await startBank()
  const payout = await fileDossier(database.sql, vault, filed)
  await payBenefit({ ...payer.depsAt(bank), clock: () => filedAt + 60_000 }, payout)
  const [dates] = await database.sql`select epoch_ms(created_at) as created, epoch_ms(settled_at) as settled
    from payment_order`
  expect(dates).toEqual({ created: filedAt, settled: filedAt + 60_000 })
})
