/** What a new dossier is owed, and its order. */
import { randomBytes, randomUUID } from 'node:crypto'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { accountContext } from '../../../db/identity/sealing-context.ts'
import { readPaymentLedger } from '../../../db/money/ledger.ts'
import { type OneOffPayout, openOrder } from '../../../db/money/open-order.ts'
import type { Order } from '../../../db/money/payment.ts'
import { fileDossier, filedAt } from '../../activities/payment/filed-dossier.ts'
import type { TestDatabase } from '../../database.ts'

const key = () => randomBytes(32).toString('base64')
const vault = createVault({ current: 'a', keys: { a: key() }, lookup: key() })
const filed = { amountDong: 500_000n, account: '19036682457011' }

/** The same payout as a later run or task asks for it, with an order id of its own. */
export const again = (payout: OneOffPayout, change: Partial<OneOffPayout> = {}): OneOffPayout => ({
  ...payout,
  orderId: randomUUID(),
  ...change,
})

export function payoutsOf(database: () => TestDatabase) {
  const open = (payout: OneOffPayout) => database().sql.begin((tx) => openOrder(tx, payout, filedAt))
  return {
    open,
    /** What a new dossier is owed; nothing is booked yet. */
    async owed(amountDong = filed.amountDong): Promise<OneOffPayout> {
      const { dossierId, taskKey, benefit } = await fileDossier(database().sql, vault, filed)
      const [applicant] = await database().sql<{ id: string; areaId: string; unitId: string }[]>`
        select party_id as id, area_id as "areaId", reception_unit_id as "unitId"
        from dossier_party join dossier on dossier.id = dossier_id where dossier_id = ${dossierId}`
      const orderId = randomUUID()
      const { cipher, keyId } = vault.seal(filed.account, accountContext(orderId))
      return {
        businessKey: `${dossierId}/${taskKey}`,
        orderId,
        dossierId,
        payeeId: applicant?.id ?? '',
        ...{ areaId: applicant?.areaId ?? '', unitId: applicant?.unitId ?? '' },
        benefit,
        amountDong,
        accountCipher: cipher,
        accountKeyId: keyId,
      }
    },
    async opened(payout: OneOffPayout): Promise<Order> {
      const order = await open(payout)
      if (order === undefined) throw new Error('nothing was owed')
      return order
    },
    balances: async () => ({ ...(await readPaymentLedger(database().sql)).balances }),
  }
}
