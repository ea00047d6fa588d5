import { beforeAll, beforeEach, expect, test } from 'vitest'
import { payBenefit } from '../../../activities/payment/benefit-payout.ts'
import { accountContext } from '../../../db/identity/sealing-context.ts'
import { openOrder, orderIdOf } from '../../../db/money/open-order.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { startBank } from './bank-process.ts'
import { closeBooks, fileDossier, filedAt } from './filed-dossier.ts'
import { account, filed, payerOf, vault } from './payer.ts'

const otherAccount = '19036682450123'

let database: TestDatabase
let payer: ReturnType<typeof payerOf>
beforeAll(async () => {
  database = await testDatabase()
  payer = payerOf(database)
})
beforeEach(() => closeBooks(database))

const alerts = () =>
  database.sql<
    { kind: string; dossierId: string; message: string; remedy: string }[]
  >`select kind, dossier_id as "dossierId", message, remedy from alert where cleared_at is null`

test('an account that was copied from another dossier is not paid to; an alert names the dossier and no account', async () => {
  const bank = await startBank()
  const payout = await fileDossier(database.sql, vault, filed)
  const other = await fileDossier(database.sql, vault, { ...filed, account: otherAccount })
  await database.asOwner(
    (sql) => sql`
      update dossier_form set secrets = (select secrets from dossier_form where dossier_id = ${other.dossierId})
      where dossier_id = ${payout.dossierId}`,
  )
  for (let run = 0; run < 2; run += 1) {
    await expect(payBenefit(payer.depsAt(bank), payout)).rejects.toMatchObject({ code: 'accountDoesNotOpen' })
  }
  expect((await bank.ledger()).transfers).toEqual([])
  const [alert, ...more] = await alerts()
  expect(more).toEqual([])
  expect(alert).toMatchObject({ kind: 'accountDoesNotOpen', dossierId: payout.dossierId })
  expect(alert?.message).toContain(payout.dossierId)
  expect(JSON.stringify(alert)).not.toMatch(new RegExp(`${account}|${otherAccount}`))
  expect(await payBenefit(payer.depsAt(bank), other)).toEqual({ outcome: 'paid' })
})

test('an account that was copied from another order is not paid to; an alert names the order', async () => {
  const bank = await startBank()
  const payouts = [
    await fileDossier(database.sql, vault, filed),
    await fileDossier(database.sql, vault, { ...filed, account: otherAccount }),
  ] as const
  const [orderId, otherId] = payouts.map(({ dossierId, taskKey }) => orderIdOf(`${dossierId}/${taskKey}`))
  if (orderId === undefined || otherId === undefined) throw new Error('there are two payouts')
  const [{ dossierId, taskKey, benefit }] = payouts
  const { cipher, keyId } = vault.seal(otherAccount, accountContext(otherId))
  const [payee] = await database.sql<{ id: string; areaId: string; unitId: string }[]>`
    select party_id as id, area_id as "areaId", reception_unit_id as "unitId"
    from dossier_party join dossier on dossier.id = dossier_id where dossier_id = ${dossierId}`
  if (payee === undefined) throw new Error('the dossier has no applicant')
  await database.sql.begin((tx) =>
    openOrder(
      tx,
      {
        ...{ businessKey: `${dossierId}/${taskKey}`, orderId, dossierId, payeeId: payee.id, benefit },
        ...{ areaId: payee.areaId, unitId: payee.unitId },
        ...{ amountDong: filed.amountDong, accountCipher: cipher, accountKeyId: keyId },
      },
      filedAt,
    ),
  )
  await expect(payBenefit(payer.depsAt(bank), payouts[0])).rejects.toMatchObject({
    code: 'accountDoesNotOpen',
  })
  expect((await bank.ledger()).transfers).toEqual([])
  expect(await alerts()).toMatchObject([
    { kind: 'accountDoesNotOpen', dossierId, message: expect.stringContaining(orderId) },
  ])
})
