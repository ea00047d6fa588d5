import { describe, expect, it } from 'vitest'
import { compareLedgers } from '../../../activities/payment/compare-ledgers.ts'
import type { BankLedger } from '../../../activities/payment/simulator.ts'
import type { PaymentLedger } from '../../../db/money/ledger.ts'

const paid = { id: 'a', state: 'CONFIRMED', amountDong: 500n, gatewayRef: 'r1' } as const
const ledger: PaymentLedger = {
  orders: [paid, { id: 'b', state: 'REJECTED', amountDong: 300n, gatewayRef: null }],
  balances: { entitlement: -800n, payable: 300n, inTransit: 0n, paid: 500n },
  overpaidLineIds: [],
}
const transfer = { orderKey: 'a', ref: 'r1', amountDong: '500' }
const bank: BankLedger = { transfers: [transfer], settledDong: '500' }

describe('comparing our ledger with the bank', () => {
  it('finds no difference where both say the same', () => {
    expect(compareLedgers(ledger, bank)).toEqual([])
  })

  it('finds no difference where the bank returned what it had paid', () => {
    const returned: PaymentLedger = {
      ...ledger,
      orders: [{ ...paid, state: 'RETURNED' }, ...ledger.orders.slice(1)],
      balances: { entitlement: -800n, payable: 800n, inTransit: 0n, paid: 0n },
    }
    expect(compareLedgers(returned, bank)).toEqual([])
    expect(compareLedgers(returned, { transfers: [], settledDong: '0' })).toContain(
      'Order a is RETURNED, the bank never paid it',
    )
    expect(compareLedgers(returned, { ...bank, transfers: [{ ...transfer, ref: 'r2' }] })).toContain(
      'Order a was paid under a reference we do not have',
    )
  })

  const twice = { transfers: [transfer, { ...transfer, ref: 'r2' }], settledDong: '1000' }
  it.each<{ wrong: string; ledger?: Partial<PaymentLedger>; bank?: BankLedger; problem: string }>([
    { wrong: 'an order paid twice', bank: twice, problem: 'The bank paid order a 2 times' },
    { wrong: 'a sum that differs', bank: twice, problem: "Our ledger has 500 đồng paid, the bank's 1000" },
    {
      wrong: 'a key per attempt',
      bank: { transfers: [transfer, { ...transfer, orderKey: 'a 2' }], settledDong: '1000' },
      problem: 'The bank paid under a 2, which is not an order of this database',
    },
    {
      wrong: 'a rejected order that was paid',
      bank: { transfers: [transfer, { orderKey: 'b', ref: 'r9', amountDong: '300' }], settledDong: '800' },
      problem: 'The bank paid order b, here it is REJECTED',
    },
    {
      wrong: 'an order never paid',
      bank: { transfers: [], settledDong: '0' },
      problem: 'Order a is CONFIRMED, the bank never paid it',
    },
    {
      wrong: 'another amount',
      bank: { transfers: [{ ...transfer, amountDong: '5000' }], settledDong: '5000' },
      problem: 'Order a was paid with another amount',
    },
    {
      wrong: 'another transfer',
      bank: { transfers: [{ ...transfer, ref: 'r2' }], settledDong: '500' },
      problem: 'Order a was paid under a reference we do not have',
    },
    {
      wrong: 'a line paid by two orders',
      ledger: { overpaidLineIds: ['l'] },
      problem: 'More than one order pays due line l',
    },
    {
      wrong: 'money in transit for no order',
      ledger: { balances: { ...ledger.balances, payable: 0n, inTransit: 300n } },
      problem: '300 đồng are in transit, the open orders are for 0',
    },
  ])('finds $wrong', (bad) => {
    expect(compareLedgers({ ...ledger, ...bad.ledger }, bad.bank ?? bank)).toContain(bad.problem)
  })
})
