/** Whatever is supplemented, rejected and decided after a signature: no more is paid than was signed, and to nobody else. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type GatewaySimulator,
  startGatewaySimulator,
} from '../../../activities/payment/bank-simulator/simulator.ts'
import type { PaymentGateway, TransferOrder } from '../../../activities/payment/gateways/gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { decide, type Filed, fileDossier, fileForm } from './filed-dossier.ts'
import { payerOf, payUntilSettled, vault } from './payer.ts'

let database: TestDatabase
let folder: string
let bank: GatewaySimulator
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bank-'))
  bank = await startGatewaySimulator({ ledgerFile: join(folder, 'book.jsonl') })
  database = await testDatabase()
})
afterAll(async () => {
  await bank.close()
  await rm(folder, { recursive: true, force: true })
})

/** Of these the bank rejects the second always and the third once. */
const account = fc.constantFrom('19036682457011', '19036682450000', '19036682450002', '19036682457099')
const filed: fc.Arbitrary<Filed> = fc.record({
  account,
  amountDong: fc.constantFrom(0n, 1n, 500_000n, 22_320_000n, 5_000_000_000n),
})
type Step = { does: 'supplement'; filed: Filed } | { does: 'confirm' | 'ask' | 'pay' }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('supplement' as const), filed }),
  fc.record({ does: fc.constantFrom('confirm' as const, 'ask' as const, 'pay' as const) }),
)

/** The bank, and what it was asked and has confirmed. */
function watched(paid: TransferOrder[]): PaymentGateway {
  const gateway = httpGateway({ url: bank.url })
  return {
    ...gateway,
    async transfer(order, onSent) {
      const answer = await gateway.transfer(order, onSent)
      if (answer.kind === 'confirmed') paid.push(order)
      return answer
    },
  }
}

test('what is paid is at most what was signed, to an account that was signed or confirmed', async () => {
  await fc.assert(
    fc.asyncProperty(filed, fc.array(step, { minLength: 2, maxLength: 10 }), async (signed, steps) => {
      const { sql } = database
      const paid: TransferOrder[] = []
      const deps = payerOf(database).depsFor(watched(paid))
      const payout = await fileDossier(sql, vault, signed)
      const { dossierId } = payout
      const agreed = new Set([signed.account])
      let latest = signed.account
      for (const [n, one] of [...steps, { does: 'pay' as const }].entries()) {
        const task = { task: `pay.${2 * n}`, kind: 'payout', by: 'accountant' }
        if (one.does === 'supplement') {
          await fileForm(sql, vault, dossierId, one.filed)
          latest = one.filed.account
        } else if (one.does === 'confirm') {
          await decide(sql, dossierId, { ...task, outcome: 'retried' })
          agreed.add(latest)
        } else if (one.does === 'ask') {
          await decide(sql, dossierId, { ...task, outcome: 'incomplete' })
        } else {
          await payUntilSettled(deps, { ...payout, taskKey: `pay.${2 * n + 1}` })
        }
        // At every moment: what was paid before the confirmation was not paid to the account that it confirms.
        expect(paid.filter((order) => !agreed.has(order.account))).toEqual([])
      }
      expect(paid.reduce((sum, { amountDong }) => sum + amountDong, 0n)).toBeLessThanOrEqual(
        signed.amountDong,
      )
    }),
    { numRuns: 60 },
  )
}, 300_000)
