/** What the simulated bank truly did, as it tells those who compare: tests, faults, the demo. No bank of the real world shows this. */
import { z } from 'zod'
import { type Dong, dongToJson, parseDong } from '../../../domain/money.ts'
import type { BankEntry } from './bank-book.ts'

const transferSchema = z.object({
  orderKey: z.string(),
  ref: z.string(),
  amountDong: z.string(),
  /** Its money has come back since. */
  returned: z.boolean().optional(),
})
const ledgerSchema = z.object({
  /** One for each time that money left: an order that is twice in it was paid twice. */
  transfers: z.array(transferSchema),
  /** What left, with what came back. */
  settledDong: z.string(),
})

/** What the bank has paid out and taken back, by its own book. */
export type BankLedger = Readonly<z.infer<typeof ledgerSchema>>

/** What has become of one order. */
export interface PaidOrder {
  /** How often it was paid. */
  times: number
  paidDong: Dong
  returnedDong: Dong
}

/** The truth an order: how often it was paid, and what of it has come back. An order that was never paid is not in it. */
export function paidOrders({ transfers }: BankLedger): ReadonlyMap<string, PaidOrder> {
  const orders = new Map<string, PaidOrder>()
  for (const { orderKey, amountDong, returned = false } of transfers) {
    const order = orders.get(orderKey) ?? { times: 0, paidDong: 0n, returnedDong: 0n }
    const sum = parseDong(amountDong)
    orders.set(orderKey, {
      times: order.times + 1,
      paidDong: order.paidDong + sum,
      returnedDong: order.returnedDong + (returned ? sum : 0n),
    })
  }
  return orders
}

/** @param at what comes back later than this, in ms, is not yet marked */
export function ledgerOf(entries: readonly BankEntry[], at: number): BankLedger {
  const paid = entries.flatMap(({ orderKey, amountDong, answer, returnsAt }) =>
    answer.kind === 'confirmed' ? [{ orderKey, ref: answer.ref, amountDong, returnsAt }] : [],
  )
  return {
    transfers: paid.map(({ returnsAt, amountDong, ...transfer }) => ({
      ...transfer,
      amountDong: dongToJson(amountDong),
      ...(returnsAt !== undefined && returnsAt <= at ? { returned: true } : {}),
    })),
    settledDong: dongToJson(paid.reduce((sum, { amountDong }) => sum + amountDong, 0n)),
  }
}

/** A message that reached the bank, in the order of arrival, one for each order of a batch; what it then did with it is in the ledger. */
export type BankMessage = Readonly<z.infer<typeof messageSchema>>

const messageSchema = z.object({ kind: z.enum(['transfer', 'inquiry']), orderKey: z.string() })

/** Asks a simulated bank at `url` what it was sent since it started. */
export async function readBankMessages(url: string): Promise<readonly BankMessage[]> {
  const response = await fetch(new URL('/messages', url))
  return z.array(messageSchema).parse(await response.json())
}

/** Asks a simulated bank at `url` for its ledger. */
export async function readBankLedger(url: string): Promise<BankLedger> {
  const response = await fetch(new URL('/ledger', url))
  return ledgerSchema.parse(await response.json())
}
