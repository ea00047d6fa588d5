import { createHash, randomUUID } from 'node:crypto'
import Fastify, { type FastifyReply } from 'fastify'
import { z } from 'zod'
import { dongToJson, parseDong } from '../../../domain/money.ts'
import type { TransferAnswer, TransferOrder } from '../gateways/gateway.ts'
import { type BankBook, type BankEntry, openBankBook } from './bank-book.ts'

/** How the simulated bank errs. Each number is a share from 0 to 1; the same seed errs on the same orders, by arrival. */
export interface Misbehaviour {
  seed: number
  /** Executes the transfer and never answers. */
  executeThenTimeOut: number
  /** Never answers and does nothing. */
  timeOutOnly: number
  /** Rejects, beside the accounts it always rejects. */
  reject: number
  /** Answers 503 to a transfer or an inquiry and does nothing. */
  refuse: number
  /** Answers `accepted`, and settles at the second inquiry. */
  acceptFirst: number
  /** Sends the notice to `notifyUrl` a second time. */
  answerTwice: number
  /** Executes a known order key again, as a bank does whose idempotency window has passed; inquiries still find it. */
  forgetKeys: boolean
}

/** Accounts with these endings are always rejected, for the reason given: what an officer meets in practice. */
export const rejectedEndings: Readonly<Record<string, string>> = {
  '0000': 'accountClosed',
  '0001': 'nameMismatch',
}

/** Accounts with this ending are rejected once: blocked when the money first comes, and open when it is sent again. */
export const rejectedOnceEnding = '0002'

const ledgerSchema = z.object({
  transfers: z.array(z.object({ orderKey: z.string(), ref: z.string(), amountDong: z.string() })),
  settledDong: z.string(),
})

/** What the bank has paid out, by its own book. */
export type BankLedger = Readonly<z.infer<typeof ledgerSchema>>

/** A message that reached the bank, in the order of arrival; what it then did with it is in the ledger. */
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

export interface GatewaySimulator {
  url: string
  close(): Promise<void>
}

export interface SimulatorOptions {
  /** @defaultValue any free one */
  port?: number
  ledgerFile: string
  misbehaviour?: Partial<Misbehaviour>
  /** Where each settled transfer is also announced, once or twice; nobody waits for the announcement. */
  notifyUrl?: string
}

const orderSchema = z.object({
  orderKey: z.string().min(1).max(200),
  account: z.string().min(1).max(50),
  payeeName: z.string().max(200).optional(),
  amountDong: z.string().transform(parseDong),
})

/**
 * A small server in place of the bank: `POST /transfers`, `GET /transfers/<orderKey>`, and `GET /ledger` and
 * `GET /messages` for comparing. It answers a repeated order key with its first answer, and 409 where the order differs.
 */
export async function startGatewaySimulator(options: SimulatorOptions): Promise<GatewaySimulator> {
  const book = openBankBook(options.ledgerFile)
  const bank = new Bank(book, options)
  const app = Fastify({ forceCloseConnections: true })
  app.post('/transfers', (request, reply) => {
    const order = orderSchema.safeParse(request.body)
    if (!order.success) return reply.code(400).send({ problem: 'orderKey, account, amountDong are needed' })
    return bank.transfer(order.data, reply)
  })
  app.get<{ Params: { orderKey: string } }>('/transfers/:orderKey', (request, reply) =>
    bank.inquire(request.params.orderKey, reply),
  )
  app.get('/ledger', () => ledgerOf(book.entries))
  app.get('/messages', () => bank.messages)
  app.addHook('onClose', async () => book.close())
  const url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

class Bank {
  readonly #book: BankBook
  readonly #misbehaviour: Partial<Misbehaviour>
  readonly #notifyUrl: string | undefined
  readonly messages: BankMessage[] = []
  readonly #attempts = new Map<string, { nth: number; times: Map<string, number> }>()

  constructor(book: BankBook, { misbehaviour = {}, notifyUrl }: SimulatorOptions) {
    this.#book = book
    this.#misbehaviour = misbehaviour
    this.#notifyUrl = notifyUrl
  }

  transfer(order: TransferOrder, reply: FastifyReply): FastifyReply {
    this.messages.push({ kind: 'transfer', orderKey: order.orderKey })
    const errs = this.#attempt('transfer', order.orderKey)
    if (errs('refuse')) return reply.code(503).send({ problem: 'closed' })
    if (errs('timeOutOnly')) return reply.hijack()
    const known = this.#book.find(order.orderKey)
    if (known !== undefined && known.order !== digestOf(order)) {
      return reply.code(409).send({ problem: 'this orderKey was used for another order' })
    }
    const settled = known?.answer.kind === 'confirmed'
    const again = known === undefined || (settled && this.#misbehaviour.forgetKeys === true)
    const entry = again ? this.#execute(order, errs) : known
    if (errs('executeThenTimeOut')) return reply.hijack()
    return reply.send(entry.answer)
  }

  inquire(orderKey: string, reply: FastifyReply): FastifyReply {
    this.messages.push({ kind: 'inquiry', orderKey })
    const errs = this.#attempt('inquiry', orderKey)
    if (errs('refuse')) return reply.code(503).send({ problem: 'closed' })
    const known = this.#book.find(orderKey)
    if (known === undefined) return reply.code(404).send({ kind: 'notFound' })
    const { amountDong, accountEnding } = known
    reply.send({ ...known.answer, known: { amountDong: dongToJson(amountDong), accountEnding } })
    if (known.answer.kind === 'accepted') this.#settle({ ...known, answer: confirmation() })
    return reply
  }

  #execute(order: TransferOrder, errs: (how: Share) => boolean): BankEntry {
    const reason = this.#reasonAgainst(order) ?? (errs('reject') ? 'refusedByBank' : undefined)
    const answer: TransferAnswer =
      reason !== undefined
        ? { kind: 'rejected', reason }
        : errs('acceptFirst')
          ? { kind: 'accepted' }
          : confirmation()
    const { orderKey, amountDong, account } = order
    const accountEnding = account.slice(-4)
    return this.#settle({ orderKey, order: digestOf(order), amountDong, accountEnding, answer })
  }

  #reasonAgainst(order: TransferOrder): string | undefined {
    const ending = order.account.slice(-4)
    if (ending !== rejectedOnceEnding) return rejectedEndings[ending]
    const digest = digestOf(order)
    return this.#book.entries.some((entry) => entry.order === digest) ? undefined : 'accountBlocked'
  }

  #settle(entry: BankEntry): BankEntry {
    this.#book.append(entry)
    if (this.#notifyUrl !== undefined && entry.answer.kind !== 'accepted') {
      const notice = { orderKey: entry.orderKey, answer: entry.answer }
      void announce(this.#notifyUrl, notice)
      if (this.#attempt('notice', entry.orderKey)('answerTwice')) void announce(this.#notifyUrl, notice)
    }
    return entry
  }

  // Keys are random, so the draw goes by which order this is and how often it came: a seed repeats a run.
  #attempt(what: string, orderKey: string): (how: Share) => boolean {
    const order = this.#attempts.get(orderKey) ?? {
      nth: this.#attempts.size,
      times: new Map<string, number>(),
    }
    this.#attempts.set(orderKey, order)
    const time = (order.times.get(what) ?? 0) + 1
    order.times.set(what, time)
    return (how) => {
      const { seed = 0, [how]: share = 0 } = this.#misbehaviour
      const drawn = createHash('sha256').update(`${seed} ${how} ${order.nth} ${what} ${time}`).digest()
      return drawn.readUInt32BE() / 2 ** 32 < share
    }
  }
}

type Share = Exclude<keyof Misbehaviour, 'seed' | 'forgetKeys'>

const confirmation = (): TransferAnswer => ({ kind: 'confirmed', ref: randomUUID() })

function digestOf({ account, amountDong }: TransferOrder): string {
  return createHash('sha256').update(`${account} ${amountDong}`).digest('hex')
}

function ledgerOf(entries: readonly BankEntry[]): BankLedger {
  const transfers = entries.flatMap(({ orderKey, amountDong, answer }) =>
    answer.kind === 'confirmed' ? [{ orderKey, ref: answer.ref, amountDong }] : [],
  )
  return {
    transfers: transfers.map((t) => ({ ...t, amountDong: t.amountDong.toString() })),
    settledDong: transfers.reduce((sum, t) => sum + t.amountDong, 0n).toString(),
  }
}

// A bank does not wait for its customers: a notice that fails is not sent again.
async function announce(url: string, notice: { orderKey: string; answer: TransferAnswer }): Promise<void> {
  const body = JSON.stringify(notice)
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => {})
}
