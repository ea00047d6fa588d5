import type { PaymentLedger } from '../../db/money/ledger.ts'
import { parseDong } from '../../domain/money.ts'
import type { BankLedger } from './bank-simulator/bank-ledger.ts'

/**
 * What is wrong between our ledger and the bank's, one sentence each; empty when every order was paid at most once
 * and both agree on each transfer and on the sum. Take both while no payment is in progress.
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
    else if (order.state !== (returned ? 'RETURNED' : 'CONFIRMED'))
      problems.push(
        `The bank paid order ${orderKey}${returned ? ' and took the money back' : ''}, here it is ${order.state}`,
      )
    else if (order.gatewayRef !== ref)
      problems.push(`Order ${orderKey} was paid under a reference we do not have`)
    else if (order.amountDong !== parseDong(amountDong))
      problems.push(`Order ${orderKey} was paid with another amount`)
  }
  for (const [orderKey, count] of transfersOf) {
    if (count > 1) problems.push(`The bank paid order ${orderKey} ${count} times`)
  }
  for (const { id, state } of ledger.orders) {
    if ((state === 'CONFIRMED' || state === 'RETURNED') && !transfersOf.has(id))
      problems.push(`Order ${id} is ${state}, the bank never paid it`)
  }
  for (const id of ledger.overpaidLineIds) problems.push(`More than one order pays due line ${id}`)
  return [...problems, ...sumProblems(ledger, bank)]
}

function sumProblems(ledger: PaymentLedger, bank: BankLedger): readonly string[] {
  const problems: string[] = []
  const paid = ledger.balances.paid ?? 0n
  const kept = bank.transfers
    .filter(({ returned }) => returned === true)
    .reduce((sum, { amountDong }) => sum - parseDong(amountDong), parseDong(bank.settledDong))
  if (paid !== kept) {
    problems.push(`Our ledger has ${paid} đồng paid, the bank's ${kept}`)
  }
  const open = ledger.orders
    .filter(({ state }) => state === 'INTENT' || state === 'SENT' || state === 'UNKNOWN')
    .reduce((sum, { amountDong }) => sum + amountDong, 0n)
  const inTransit = ledger.balances.inTransit ?? 0n
  if (inTransit !== open) problems.push(`${inTransit} đồng are in transit, the open orders are for ${open}`)
  return problems
}
