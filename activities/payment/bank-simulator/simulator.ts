import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dongToJson, parseDong } from '../../../domain/money.ts'
import { startOfLocalDate } from '../../../domain/time/local-day.ts'
import { zonedInstant } from '../../../domain/time/zoned-instant.ts'
import { largestBatch } from '../gateways/gateway.ts'
import { Answers, neverAnswer } from './answers.ts'
import { Bank } from './bank.ts'
import { type BankBook, type BankEntry, openBankBook } from './bank-book.ts'
import { readBankFile, returnFileOf } from './bank-files.ts'
import { type BankMessage, ledgerOf } from './bank-ledger.ts'
import { statementAsCsv, statementLines } from './bank-statement.ts'
import { Draws, type Errs, type Misbehaviour, misbehaviourOf } from './misbehaviour.ts'

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
  /** In ms. @defaultValue the clock of this machine */
  now?: () => number
}

/**
 * A small server in place of the bank. As a bank: `POST /transfers`, `GET /transfers/<orderKey>`, `POST /batches`,
 * `GET /batches/<batchKey>`, `GET /statement?from=&to=`; of files `POST /batch-files` and `GET /batch-files/<batchKey>`, the return
 * file. For comparing: `GET /ledger`, `GET /messages`, and `GET /planted?from=&to=`
 * with the errors of a statement. It answers a repeated key with its first answer, and 409 where the content differs.
 */
export async function startGatewaySimulator(options: SimulatorOptions): Promise<GatewaySimulator> {
  const book = openBankBook(options.ledgerFile)
  const counter = new Counter(book, options)
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 })
  await app.register(async (calls) => bankCalls(calls, counter))
  comparing(app, counter)
  app.addHook('onClose', async () => book.close())
  const url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

const orderSchema = z.object({
  orderKey: z.string().min(1).max(200),
  account: z.string().min(1).max(50),
  payeeName: z.string().max(200).optional(),
  amountDong: z.string().transform(parseDong),
})
const areDifferent = (orders: readonly { orderKey: string }[]) =>
  new Set(orders.map(({ orderKey }) => orderKey)).size === orders.length
const batchSchema = z.object({
  batchKey: z.string().min(1).max(200),
  orders: z.array(orderSchema).min(1).max(largestBatch).refine(areDifferent),
})
const instant = z.string().transform((text, context) => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? startOfLocalDate(text) : zonedInstant(text)
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: 'no date and no instant with its zone' })
  return z.NEVER
})
/** Instants, or dates that mean their first instant; `to` is not in the period. */
const periodSchema = z.object({ from: instant, to: instant })

/** What a bank offers. */
function bankCalls(app: FastifyInstance, counter: Counter): void {
  app.addHook('onRequest', async (_request, reply) => (counter.answers.turnsAway(reply) ? reply : undefined))
  app.post('/transfers', (request, reply) => counter.transfer(request, reply))
  app.get<{ Params: { orderKey: string } }>('/transfers/:orderKey', (request, reply) =>
    counter.inquire(request.params.orderKey, reply),
  )
  app.post('/batches', (request, reply) => counter.batch(request, reply))
  app.get<{ Params: { batchKey: string } }>('/batches/:batchKey', (request, reply) =>
    counter.inquireBatch(request.params.batchKey, reply),
  )
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/batch-files', (request, reply) => counter.file(request, reply))
  app.get<{ Params: { batchKey: string } }>('/batch-files/:batchKey', (request, reply) =>
    counter.returnFile(request.params.batchKey, reply),
  )
  app.get('/statement', (request, reply) => {
    const lines = counter.statement(request.query)
    if (lines === undefined) return reply.code(400).send({ problem: 'from and to are needed' })
    return reply.type('text/csv; charset=utf-8').send(Readable.from(statementAsCsv(lines)))
  })
}

/** What no bank offers: the truth. */
function comparing(app: FastifyInstance, counter: Counter): void {
  app.get('/ledger', () => counter.ledger())
  app.get('/messages', () => counter.messages)
  app.get('/planted', (request, reply) => {
    const lines = counter.statement(request.query)
    if (lines === undefined) return reply.code(400).send({ problem: 'from and to are needed' })
    return lines.flatMap(({ lineId, orderId, planted }) =>
      planted === undefined ? [] : [{ lineId, orderId, planted }],
    )
  })
}

/** Takes calls in, has the bank act, and sends its answers. */
class Counter {
  readonly #book: BankBook
  readonly #bank: Bank
  readonly #draws: Draws
  readonly #now: () => number
  readonly answers: Answers
  readonly messages: BankMessage[] = []
  /** Which orders came under a batch key since the start. */
  readonly #batches = new Map<string, readonly string[]>()

  constructor(book: BankBook, { misbehaviour = {}, notifyUrl, now = Date.now }: SimulatorOptions) {
    this.#book = book
    this.#now = now
    this.#draws = new Draws(misbehaviourOf(misbehaviour))
    this.#bank = new Bank(book, this.#draws, now)
    this.answers = new Answers(this.#draws.misbehaviour, now)
    if (notifyUrl !== undefined) this.#bank.onSettled = (entry) => void this.#announce(notifyUrl, entry)
  }

  async transfer({ body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { data: order } = orderSchema.safeParse(body)
    if (order === undefined)
      return reply.code(400).send({ problem: 'orderKey, account, amountDong are needed' })
    this.messages.push({ kind: 'transfer', orderKey: order.orderKey })
    const errs = this.#draws.next('transfer', order.orderKey)
    if (errs('refuse')) return reply.code(503).send({ problem: 'closed' })
    if (errs('timeOutOnly')) return neverAnswer(reply)
    await this.answers.beforeActing(errs)
    const entry = this.#bank.transfer(order, errs)
    if (entry === 'conflict')
      return reply.code(409).send({ problem: 'this orderKey was used for another order' })
    return this.answers.send(reply, 200, entry.answer, errs)
  }

  async inquire(orderKey: string, reply: FastifyReply): Promise<FastifyReply> {
    this.messages.push({ kind: 'inquiry', orderKey })
    const errs = inquiring(this.#draws.next('inquiry', orderKey))
    if (errs('refuse')) return reply.code(503).send({ problem: 'closed' })
    const known = this.#bank.inquire(orderKey)
    if (known === undefined) return this.answers.send(reply, 404, { kind: 'notFound' }, errs)
    return this.answers.send(reply, 200, { ...known.answer, known: shown(known) }, errs)
  }

  async batch({ body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { data: batch } = batchSchema.safeParse(body)
    if (batch === undefined)
      return reply
        .code(400)
        .send({ problem: `batchKey and 1 to ${largestBatch} different orders are needed` })
    const { batchKey, orders } = batch
    this.#batches.set(
      batchKey,
      orders.map(({ orderKey }) => orderKey),
    )
    for (const { orderKey } of orders) this.messages.push({ kind: 'transfer', orderKey })
    const errs = this.#draws.next('batch', batchKey)
    if (errs('refuse')) return reply.code(503).send({ problem: 'closed' })
    if (errs('timeOutOnly')) return neverAnswer(reply)
    await this.answers.beforeActing(errs)
    const items = await this.#bank.batch(batch, errs)
    if (items === 'conflict')
      return reply.code(409).send({ problem: 'this batchKey was used for other orders' })
    if (items === undefined) return neverAnswer(reply)
    return this.answers.send(reply, 200, { batchKey, orders: this.#disordered(items, errs) }, errs)
  }

  async inquireBatch(batchKey: string, reply: FastifyReply): Promise<FastifyReply> {
    for (const orderKey of this.#batches.get(batchKey) ?? [])
      this.messages.push({ kind: 'inquiry', orderKey })
    const errs = inquiring(this.#draws.next('batch inquiry', batchKey))
    if (errs('refuse')) return reply.code(503).send({ problem: 'closed' })
    const view = this.#bank.inquireBatch(batchKey)
    if (view === undefined) return this.answers.send(reply, 404, { kind: 'notFound' }, errs)
    const orders = view.orders.map((entry) => ({
      orderKey: entry.orderKey,
      ...entry.answer,
      known: shown(entry),
    }))
    const { inProgress } = view
    const answer = { batchKey, inProgress, orders: this.#disordered(orders, errs) }
    return this.answers.send(reply, 200, answer, errs)
  }

  /** A file that is not what was agreed on, or has too many orders, is not taken. */
  async file({ body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const file = typeof body === 'string' ? readBankFile(body) : undefined
    const count = file?.batch.orders.length ?? 0
    if (file === undefined || count === 0 || count > largestBatch || !areDifferent(file.batch.orders))
      return reply.code(400).send({ problem: 'the file of a batch with its totals is needed' })
    const { batch, sha256 } = file
    const errs = this.#draws.next('batch', batch.batchKey)
    const items = await this.#bank.batch(batch, errs, sha256)
    if (items === 'conflict')
      return reply.code(409).send({ problem: 'this batchKey was used for other orders' })
    return reply.code(202).send({ batchKey: batch.batchKey })
  }

  async returnFile(batchKey: string, reply: FastifyReply): Promise<FastifyReply> {
    const view = this.#bank.inquireBatch(batchKey)
    if (view?.fileSha256 === undefined || view.inProgress) return reply.code(404).send({ kind: 'notFound' })
    const { content } = returnFileOf(batchKey, view.fileSha256, view.orders)
    return reply.type('text/csv; charset=utf-8').send(content)
  }

  /** @returns undefined where `query` names no period */
  statement(query: unknown) {
    const { data: period } = periodSchema.safeParse(query)
    return period === undefined ? undefined : statementLines(this.#book.entries, this.#draws, period)
  }

  ledger() {
    return ledgerOf(this.#book.entries, this.#now())
  }

  #disordered<T>(items: readonly T[], errs: Errs): readonly T[] {
    const twice = errs('answerTwice') ? items.slice(0, 1) : []
    const order = items.map((item, at) => ({ item, place: this.#draws.fraction(`place ${at}`) }))
    const shuffled = errs('outOfOrder')
      ? order.sort((a, b) => a.place - b.place).map(({ item }) => item)
      : items
    return [...shuffled, ...twice]
  }

  /** A bank does not wait for its customers: a notice that fails is not sent again. */
  async #announce(url: string, { orderKey, answer }: BankEntry): Promise<void> {
    const errs = this.#draws.next('notice', orderKey)
    if (errs('outOfOrder')) await this.answers.overtaken()
    const body = JSON.stringify({ orderKey, answer })
    const send = () =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => {})
    void send()
    if (errs('answerTwice')) void send()
    this.answers.passed()
  }
}

/** An inquiry executes nothing, so what is never answered is only a transfer or a batch. */
const inquiring =
  (errs: Errs): Errs =>
  (how) =>
    how !== 'executeThenTimeOut' && errs(how)

const shown = ({ amountDong, accountEnding }: BankEntry) => ({
  amountDong: dongToJson(amountDong),
  accountEnding,
})
