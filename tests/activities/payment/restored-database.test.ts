import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { payBenefit } from '../../../activities/payment/benefit-payout.ts'
import { PaymentPending } from '../../../activities/payment/settle-order.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { startBank } from './bank-process.ts'
import { closeBooks, decide, fileDossier, fileForm } from './filed-dossier.ts'
import { filed, payerOf, payUntilSettled, vault } from './payer.ts'

let database: TestDatabase
let payer: ReturnType<typeof payerOf>
beforeAll(async () => {
  database = await testDatabase()
  payer = payerOf(database)
})
beforeEach(() => closeBooks(database))

describe('a database set back to before the order', () => {
  /** What a restore leaves: no order, no line, no entry; the bank has what it has. */
  const setBack = () => closeBooks(database)

  it('the payout asks the bank first, and the money is not sent twice', async () => {
    // A bank that would pay the same order again if it were sent again.
    const bank = await startBank('--execute-then-time-out', '1', '--forget-keys')
    const payout = await fileDossier(database.sql, vault, filed)
    await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toThrow(PaymentPending)
    await setBack()
    expect(await payUntilSettled(payer.depsAt(bank), payout)).toEqual({ outcome: 'paid' })
    expect((await bank.ledger()).transfers).toHaveLength(1)
    expect(await payer.problemsWith(bank)).toEqual([])
  })

  describe('where the bank knows the order otherwise', () => {
    it.each([
      { other: 'amount', change: { amountDong: 1_000n } },
      { other: 'account', change: { account: '19036682457099' } },
    ])('another $other: a person is called, and nothing is sent', async ({ change }) => {
      const bank = await startBank()
      const payout = await fileDossier(database.sql, vault, filed)
      await payBenefit(payer.depsAt(bank), payout)
      await setBack()
      await fileForm(database.sql, vault, payout.dossierId, { ...filed, ...change })
      await decide(database.sql, payout.dossierId, {
        task: 'sign.2',
        kind: 'sign',
        outcome: 'signed',
        by: 'chair',
      })
      await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toThrow('with another account or amount')
      expect((await bank.ledger()).transfers).toHaveLength(1)
      const alerts = await database.sql`select kind, dossier_id from alert`
      expect(alerts).toEqual([{ kind: 'paymentContradiction', dossier_id: payout.dossierId }])
    })
  })
})
