import type { PaymentLedger } from '../../db/money/ledger.ts'
import { type Dong, isInTransit, parseDong } from '../../domain/money.ts'
import type { BankLedger } from './bank-simulator/bank-ledger.ts'

/**
 * What is wrong between our ledger and the bank's, one sentence each; empty when every order was paid at most once
 * and both agree on each transfer and on the sum. What the bank has paid includes what it sent back later: a returned order was paid.
 * Take both while no payment is in progress.
 */
export function compareLedgers(ledger: PaymentLedger, bank: BankLedger): readonly string[] {
  const problems: string[] = []
  const orders = new Map(ledger.orders.map((order) => [order.id, order]))
  const transfersOf = new Map<string, number>()
  for (const { orderKey, ref, amountDong, returned = false } of bank.transfers) {
    transfersOf.set(orderKey, (transfersOf.get(orderKey) ?? 0) + 1)
    const order = orders.get(orderKey)
    if (order === undefined)
      problems.push(`The bank paid under ${orderKey}, which is not an order of this database`)
    else if (!wasPaid(order)) problems.push(`The bank paid order ${orderKey}, here it is ${order.state}`)
    else if (order.gatewayRef !== ref)
      problems.push(`Order ${orderKey} was paid under a reference we do not have`)
    else if (order.amountDong !== parseDong(amountDong))
      problems.push(`Order ${orderKey} was paid with another amount`)
    else if (returned !== (order.state === 'RETURNED'))
      problems.push(
        `The bank ${returned ? 'took back' : 'did not take back'} order ${orderKey}, here it is ${order.state}`,
      )
  }
  for (const [orderKey, count] of transfersOf) {
    if (count > 1) problems.push(`The bank paid order ${orderKey} ${count} times`)
  }
  for (const order of ledger.orders) {
    if (wasPaid(order) && !transfersOf.has(order.id))
      problems.push(`Order ${order.id} is ${order.state}, the bank never paid it`)
  }
  for (const id of ledger.overpaidLineIds) problems.push(`More than one order pays due line ${id}`)
  return [...problems, ...sumProblems(ledger, bank)]
}

type LedgerOrder = PaymentLedger['orders'][number]

const wasPaid = ({ state }: LedgerOrder): boolean => state === 'CONFIRMED' || state === 'RETURNED'

const sumOf = (orders: readonly LedgerOrder[]): Dong =>
  orders.reduce((sum, { amountDong }) => sum + amountDong, 0n)

function sumProblems(ledger: PaymentLedger, bank: BankLedger): readonly string[] {
  const problems: string[] = []
  const returned = sumOf(ledger.orders.filter(({ state }) => state === 'RETURNED'))
  const paid = (ledger.balances.paid ?? 0n) + returned
  if (paid !== parseDong(bank.settledDong)) {
    problems.push(`Our ledger has ${paid} đồng paid, the bank's ${bank.settledDong}`)
  }
  const open = sumOf(ledger.orders.filter(({ state }) => isInTransit(state)))
  const inTransit = ledger.balances.inTransit ?? 0n
  if (inTransit !== open) problems.push(`${inTransit} đồng are in transit, the open orders are for ${open}`)
  return problems
}
