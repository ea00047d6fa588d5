import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { payBenefit } from '../../../activities/payment/benefit-payout.ts'
import type { TransferAnswer } from '../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { recordAnswer } from '../../../activities/payment/record-answer.ts'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { accountContext } from '../../../db/identity/sealing-context.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import { openOrder } from '../../../db/money/open-order.ts'
import { loadOrder, markIntent } from '../../../db/money/payment.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { startBank } from './bank-process.ts'
import { asFiled, closeBooks, fileDossier, filedAt } from './filed-dossier.ts'

const key = () => randomBytes(32).toString('base64')
const vault = createVault({ current: 'a', keys: { a: key() }, lookup: key() })
const filed = { amountDong: 500_000n, account: '19036682457011' }
const confirmed: TransferAnswer = { kind: 'confirmed', ref: 'r1' }
const rejected: TransferAnswer = { kind: 'rejected', reason: 'accountClosed' }
const accepted: TransferAnswer = { kind: 'accepted' }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))

/** The id of an order whose intent stands, as just before the bank is called. */
async function orderInProgress(): Promise<string> {
  const { dossierId, taskKey, benefit } = await fileDossier(database.sql, vault, filed)
  const orderId = crypto.randomUUID()
  const [applicant] = await database.sql<{ id: string; areaId: string; unitId: string }[]>`
    select party_id as id, area_id as "areaId", reception_unit_id as "unitId"
    from dossier_party join dossier on dossier.id = dossier_id where dossier_id = ${dossierId}`
  if (applicant === undefined) throw new Error('the dossier has no applicant')
  const { id: payeeId, areaId, unitId } = applicant
  const { cipher, keyId } = vault.seal(filed.account, accountContext(orderId))
  await database.sql.begin((tx) =>
    openOrder(
      tx,
      {
        businessKey: `${dossierId}/${taskKey}`,
        orderId,
        dossierId,
        ...{ payeeId, areaId, unitId, benefit },
        amountDong: filed.amountDong,
        accountCipher: cipher,
        accountKeyId: keyId,
      },
      filedAt,
    ),
  )
  await markIntent(database.sql, orderId, filedAt)
  return orderId
}

async function alerts(): Promise<string[]> {
  const rows = await database.sql<{ message: string }[]>`select message from alert`
  return rows.map(({ message }) => message)
}

describe('an answer of the bank about an order', () => {
  it.each([
    { said: [confirmed, confirmed], state: 'CONFIRMED', paid: 500_000n },
    { said: [accepted, accepted, confirmed], state: 'CONFIRMED', paid: 500_000n },
    { said: [confirmed, accepted], state: 'CONFIRMED', paid: 500_000n },
    { said: [rejected, rejected, accepted], state: 'REJECTED', paid: undefined },
  ])('counts once when it comes twice or out of order: $state', async ({ said, state, paid }) => {
    const orderId = await orderInProgress()
    for (const answer of said) await recordAnswer(database.sql, orderId, answer, filedAt)
    expect((await loadOrder(database.sql, orderId)).state).toBe(state)
    expect((await readPaymentLedger(database.sql)).balances.paid).toBe(paid)
    expect(await alerts()).toEqual([])
  })

  it.each([
    { said: [rejected, confirmed], stands: 'REJECTED', later: 'confirmed' },
    { said: [confirmed, rejected], stands: 'CONFIRMED', later: 'rejected' },
    { said: [confirmed, { kind: 'confirmed', ref: 'r2' } as const], stands: 'CONFIRMED', later: 'confirmed' },
  ])('against a settled state changes nothing and calls a person: $stands, then $later', async (bad) => {
    const orderId = await orderInProgress()
    const [first, second] = bad.said
    if (first === undefined || second === undefined) throw new Error('two answers are needed')
    const before = await recordAnswer(database.sql, orderId, first, filedAt)
    const ledger = await readPaymentLedger(database.sql)
    for (let n = 0; n < 2; n += 1) await recordAnswer(database.sql, orderId, second, filedAt)
    expect(await loadOrder(database.sql, orderId)).toEqual(before)
    expect(await readPaymentLedger(database.sql)).toEqual(ledger)
    expect(await alerts()).toEqual([`Order ${orderId}: it is ${bad.stands}, and the bank says ${bad.later}`])
  })

  it('is booked once where it comes as a notice too, twice and beside the answer', async () => {
    const heard: Promise<unknown>[] = []
    const notice = z.object({
      orderKey: z.string(),
      answer: z.object({ kind: z.literal('confirmed'), ref: z.string() }),
    })
    const listener = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const { orderKey, answer } = notice.parse(JSON.parse(body))
      heard.push(recordAnswer(database.sql, orderKey, answer, filedAt))
      response.end()
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void listener.close())
    const address = listener.address()
    if (address === null || typeof address !== 'object') throw new Error('no port')
    const bank = await startBank('--answer-twice', '1', '--notify-url', `http://127.0.0.1:${address.port}`)
    const payout = await fileDossier(database.sql, vault, filed)
    const gateway = httpGateway({ url: bank.url })
    expect(await payBenefit({ database, vault, gateway, amountOf: asFiled }, payout)).toEqual({
      outcome: 'paid',
    })
    await vi.waitFor(() => expect(heard).toHaveLength(2), { timeout: 10_000 })
    await Promise.all(heard)
    expect((await readPaymentLedger(database.sql)).balances.paid).toBe(500_000n)
    expect(await alerts()).toEqual([])
  })
})
