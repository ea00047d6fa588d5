/** Whether the bank has paid everybody what is owed, once, and whether the system's books say the same. */

import { paidOrders, readBankLedger } from '../../activities/payment/bank-simulator/bank-ledger.ts'
import { compareLedgers } from '../../activities/payment/compare-ledgers.ts'
import type { Database, Querying } from '../../db/database.ts'
import { readPaymentLedger } from '../../db/money/ledger.ts'
import { type Dong, isInTransit, parseDong } from '../../domain/money.ts'
import type { OwedByPayee } from './grant-many.ts'

export interface Judged {
  due: number
  confirmed: number
  /** Orders that the bank has paid more than once, and persons who got more than is owed. */
  duplicates: number
  unknown: number
  /** What the bank has paid less what the system's ledger says, đồng. */
  differenceDong: string
  problems: readonly string[]
}

/** @param runIds the runs that were paid @param owed by the catalogue, apart from lines and orders */
export async function judgePayout(
  { database: { sql }, bankUrl }: { database: Database; bankUrl: string },
  { owed, runIds }: { owed: OwedByPayee; runIds: readonly string[] },
): Promise<Judged> {
  const [ledger, bank, payees] = [
    await readPaymentLedger(sql),
    await readBankLedger(bankUrl),
    await payeesOf(sql, runIds),
  ]
  const paid = new Map<string, Dong>()
  let twice = 0
  for (const [orderId, { times, paidDong }] of paidOrders(bank)) {
    if (times > 1) twice += 1
    const payee = payees.get(orderId)
    if (payee !== undefined) paid.set(payee, (paid.get(payee) ?? 0n) + paidDong)
  }
  const wrong = [...owed].filter(([payee, dong]) => (paid.get(payee) ?? 0n) !== dong)
  const over = wrong.filter(([payee, dong]) => (paid.get(payee) ?? 0n) > dong)
  const stranger = [...paid.keys()].filter((payee) => !owed.has(payee))
  const ofRuns = ledger.orders.filter(({ id }) => payees.has(id))
  const of = (...states: readonly string[]) => ofRuns.filter(({ state }) => states.includes(state)).length
  return {
    ...{ due: ofRuns.length, confirmed: of('CONFIRMED'), duplicates: twice + over.length },
    unknown: ofRuns.filter(({ state }) => isInTransit(state)).length,
    differenceDong: String(parseDong(bank.settledDong) - (ledger.balances.paid ?? 0n)),
    problems: [
      ...compareLedgers(ledger, bank),
      ...wrong.map(([payee, dong]) => `${payee} is owed ${dong} đồng and got ${paid.get(payee) ?? 0n}`),
      ...stranger.map((payee) => `${payee} was paid and is owed nothing`),
    ],
  }
}

async function payeesOf(sql: Querying, runIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; payeeId: string }[]>`
    select id, payee_id as "payeeId" from payment_order where run_id = any(${[...runIds]}::uuid[])`
  return new Map(rows.map(({ id, payeeId }) => [id, payeeId]))
}
