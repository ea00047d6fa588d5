import { createHash, randomUUID } from 'node:crypto'
import type { OrderBatch, TransferAnswer, TransferOrder } from '../gateways/gateway.ts'
import type { BankBook, BankEntry } from './bank-book.ts'
import type { Draws, Errs } from './misbehaviour.ts'

/** Accounts with these endings are always rejected, for the reason given: what an officer meets in practice. */
export const rejectedEndings: Readonly<Record<string, string>> = {
  '0000': 'accountClosed',
  '0001': 'nameMismatch',
}

/** Accounts with this ending are rejected once: blocked when the money first comes, and open when it is sent again. */
export const rejectedOnceEnding = '0002'

/** So many orders of a batch go to disk at once; a kill between two such parts leaves half a batch. */
const partSize = 100

export type BatchItem = ({ orderKey: string } & TransferAnswer) | { orderKey: string; kind: 'conflict' }

/** What a bank knows of a batch; an order that is missing was not executed, or not yet where it is in progress. */
export interface BatchView {
  batchKey: string
  inProgress: boolean
  orders: readonly BankEntry[]
  fileSha256: string | undefined
}

/** The simulated bank itself: what it does with orders. It knows nothing of HTTP. */
export class Bank {
  readonly #book: BankBook
  readonly #draws: Draws
  readonly #now: () => number
  /** By digest; an account is in it once it was paid to. */
  readonly #accounts = new Map<string, 'paid' | 'closed'>()
  /** Digests of orders that were rejected because the account was blocked. */
  readonly #blocked = new Set<string>()
  /** How many calls execute a batch at this moment. */
  readonly #inProgress = new Map<string, number>()
  /** Called with each settled entry. */
  onSettled: (entry: BankEntry) => void = () => {}

  constructor(book: BankBook, draws: Draws, now: () => number) {
    this.#book = book
    this.#draws = draws
    this.#now = now
    for (const entry of book.entries) this.#remember(entry)
  }

  /** The entry that answers the order, new or from before; `conflict` where its key was used for another order. */
  transfer(order: TransferOrder, errs: Errs): BankEntry | 'conflict' {
    const found = this.#known(order)
    if (found !== undefined) return found
    const entry = this.#execute(order, errs)
    this.#write(entry)
    return entry
  }

  /** @returns undefined where nothing is known of it */
  inquire(orderKey: string): BankEntry | undefined {
    return this.#inquireAll([orderKey])[0]
  }

  /**
   * Executes a batch part by part; what stood in the book before is answered from there.
   * @param fileSha256 where it came as a file
   * @returns an answer an order, in their order; undefined where it stopped halfway
   */
  async batch(
    batch: OrderBatch,
    errs: Errs,
    fileSha256?: string,
  ): Promise<readonly BatchItem[] | 'conflict' | undefined> {
    const { batchKey, orders } = batch
    const digest = digestOf(...orders.map(({ orderKey, ...order }) => `${orderKey} ${orderDigest(order)}`))
    const known = this.#book.batch(batchKey)
    if (known === undefined || this.#isOld(known.at))
      this.#book.appendBatch({
        ...{ batchKey, digest, at: this.#now(), fileSha256 },
        orderKeys: orders.map(({ orderKey }) => orderKey),
      })
    else if (known.digest !== digest) return 'conflict'
    const half = errs('halfBatch')
    const share = half ? this.#draws.fraction(`half ${this.#book.entries.length}`) : 1
    const last = Math.floor(orders.length * share)
    const items: BatchItem[] = []
    this.#count(batchKey, 1)
    try {
      for (let from = 0; from < last; from += partSize) {
        items.push(...this.#part(orders.slice(from, Math.min(from + partSize, last))))
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      this.#count(batchKey, -1)
    }
    return half ? undefined : items
  }

  #count(batchKey: string, change: number): void {
    const calls = (this.#inProgress.get(batchKey) ?? 0) + change
    if (calls === 0) this.#inProgress.delete(batchKey)
    else this.#inProgress.set(batchKey, calls)
  }

  inquireBatch(batchKey: string): BatchView | undefined {
    const batch = this.#book.batch(batchKey)
    if (batch === undefined) return undefined
    return {
      batchKey,
      inProgress: this.#inProgress.has(batchKey),
      fileSha256: batch.fileSha256,
      orders: this.#inquireAll(batch.orderKeys),
    }
  }

  /** What is known; what was only accepted is settled by it, for the next inquiry. */
  #inquireAll(orderKeys: readonly string[]): readonly BankEntry[] {
    const known = orderKeys.flatMap((orderKey) => this.#book.find(orderKey) ?? [])
    const accepted = known.filter(({ answer }) => answer.kind === 'accepted')
    this.#write(
      ...accepted.map((entry) => this.#settled({ ...entry, at: this.#now(), answer: confirmation() })),
    )
    return known
  }

  #part(orders: readonly TransferOrder[]): readonly BatchItem[] {
    const fresh: BankEntry[] = []
    const items = orders.map((order): BatchItem => {
      const { orderKey } = order
      const found = this.#known(order)
      if (found === 'conflict') return { orderKey, kind: 'conflict' }
      if (found !== undefined) return { orderKey, ...found.answer }
      const entry = this.#execute(order, this.#draws.next('transfer', orderKey))
      fresh.push(entry)
      return { orderKey, ...entry.answer }
    })
    this.#write(...fresh)
    return items
  }

  #known(order: TransferOrder): BankEntry | 'conflict' | undefined {
    const known = this.#book.find(order.orderKey)
    if (known === undefined) return undefined
    // A rejection moved no money: to forget it would hide nothing from the customer.
    if (known.answer.kind === 'confirmed' && this.#isForgotten(known)) return undefined
    return known.order === orderDigest(order) ? known : 'conflict'
  }

  #isForgotten({ orderKey, at }: BankEntry): boolean {
    return (
      this.#isOld(at) || this.#book.ordersSince(orderKey) >= this.#draws.misbehaviour.forgetKeysAfterOrders
    )
  }

  #isOld(at: number): boolean {
    return this.#now() - at >= this.#draws.misbehaviour.forgetKeysAfterMs
  }

  #execute(order: TransferOrder, errs: Errs): BankEntry {
    const { orderKey, amountDong, account } = order
    const reason = this.#reasonAgainst(order, errs) ?? (errs('reject') ? 'refusedByBank' : undefined)
    const entry = {
      ...{ orderKey, order: orderDigest(order), amountDong, at: this.#now() },
      ...{ accountEnding: account.slice(-4), account: digestOf(account) },
    }
    if (reason !== undefined) return { ...entry, answer: { kind: 'rejected', reason } }
    if (errs('acceptFirst')) return { ...entry, answer: { kind: 'accepted' } }
    return this.#settled({ ...entry, answer: confirmation() })
  }

  /** A payment may come back later; that it will is decided now, and on disk. */
  #settled(entry: BankEntry): BankEntry {
    const returns = this.#draws.next('return', entry.orderKey)('returns')
    return returns ? { ...entry, returnsAt: entry.at + this.#draws.misbehaviour.returnAfterMs } : entry
  }

  #reasonAgainst({ account, amountDong }: TransferOrder, errs: Errs): string | undefined {
    const ending = account.slice(-4)
    const always = rejectedEndings[ending]
    if (always !== undefined) return always
    if (ending === rejectedOnceEnding && !this.#blocked.has(orderDigest({ account, amountDong })))
      return 'accountBlocked'
    const status = this.#accounts.get(digestOf(account))
    if (status === 'closed' || (status === 'paid' && errs('closeAccounts'))) return 'accountClosed'
    return undefined
  }

  #write(...entries: BankEntry[]): void {
    if (entries.length === 0) return
    this.#book.append(...entries)
    for (const entry of entries) {
      this.#remember(entry)
      if (entry.answer.kind !== 'accepted') this.onSettled(entry)
    }
  }

  #remember({ account, order, answer }: BankEntry): void {
    if (answer.kind === 'rejected' && answer.reason === 'accountBlocked') this.#blocked.add(order)
    if (account === undefined) return
    if (answer.kind === 'rejected' && answer.reason === 'accountClosed') this.#accounts.set(account, 'closed')
    if (answer.kind === 'confirmed') this.#accounts.set(account, 'paid')
  }
}

const confirmation = (): TransferAnswer => ({ kind: 'confirmed', ref: randomUUID() })

const digestOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\n')).digest('hex')

const orderDigest = ({ account, amountDong }: Pick<TransferOrder, 'account' | 'amountDong'>): string =>
  digestOf(`${account} ${amountDong}`)
