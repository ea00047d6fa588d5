import { setTimeout as pause } from 'node:timers/promises'
import {
  type BatchAnswer,
  type BatchGateway,
  GatewayTimeout,
  GatewayUnreachable,
  type KnownTransfer,
  type OrderBatch,
} from '../../activities/payment/gateways/gateway.ts'
import type { Sql } from '../../db/database.ts'

/** How long it leaves a bank alone that did not answer, in ms. */
const afterSilenceMs = 100

export async function makeBarePayouts(sql: Sql): Promise<void> {
  await sql`
    create table if not exists bare_payout (
      order_key text primary key, batch_key text not null, amount_dong bigint not null, state text not null, ref text)`
}

/**
 * What a program without a design would still have to do to pay each order once: a row an order before it is sent, the answer in the
 * same row, and an inquiry after silence. One batch after the other in each of `lanes` lanes.
 * @throws Error where the bank knows an order with another content
 */
export async function payBare(
  sql: Sql,
  gateway: BatchGateway,
  batches: Iterable<OrderBatch>,
  lanes: number,
): Promise<void> {
  const waiting = batches[Symbol.iterator]()
  const lane = async () => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next())
      await payBatch(sql, gateway, next.value)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

async function payBatch(sql: Sql, gateway: BatchGateway, batch: OrderBatch): Promise<void> {
  await insertRows(sql, batch)
  const open = new Set(batch.orders.map(({ orderKey }) => orderKey))
  let answers = await unlessSilent(() => gateway.sendBatch(batch))
  for (let part = 1; ; part += 1) {
    await recordAnswers(sql, open, answers)
    if (open.size === 0) return
    await pause(afterSilenceMs)
    answers = await unlessSilent(async () => {
      const known = await gateway.inquireBatch(batch)
      if (known === 'notFound') return await gateway.sendBatch(batch)
      const rest = batch.orders.filter(({ orderKey }) => open.has(orderKey) && !known.answers.has(orderKey))
      if (rest.length === 0 || known.inProgress) return known.answers
      const sent = await gateway.sendBatch({ batchKey: `${batch.batchKey}-${part}`, orders: rest })
      return new Map([...known.answers, ...sent])
    })
  }
}

async function unlessSilent(
  send: () => Promise<ReadonlyMap<string, BatchAnswer | KnownTransfer>>,
): Promise<ReadonlyMap<string, BatchAnswer>> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof GatewayTimeout || error instanceof GatewayUnreachable) return new Map()
    throw error
  }
}

const insertRows = (sql: Sql, { batchKey, orders }: OrderBatch): Promise<unknown> => sql`
  insert into bare_payout (order_key, batch_key, amount_dong, state)
  select order_key, ${batchKey}, amount_dong, 'sent' from unnest(
    ${orders.map(({ orderKey }) => orderKey)}::text[],
    ${orders.map(({ amountDong }) => amountDong.toString())}::bigint[]) o (order_key, amount_dong)`

async function recordAnswers(
  sql: Sql,
  open: Set<string>,
  answers: ReadonlyMap<string, BatchAnswer>,
): Promise<void> {
  const settled = [...answers].flatMap(([key, answer]) => {
    if (answer.kind === 'conflict') throw new Error(`the bank knows order ${key} with another content`)
    if (answer.kind === 'accepted' || !open.has(key)) return []
    return [{ key, state: answer.kind, ref: answer.kind === 'confirmed' ? answer.ref : '' }]
  })
  if (settled.length === 0) return
  await sql`
    update bare_payout set state = answer.state, ref = nullif(answer.ref, '') from unnest(
      ${settled.map(({ key }) => key)}::text[], ${settled.map(({ state }) => state)}::text[],
      ${settled.map(({ ref }) => ref)}::text[]) answer (key, state, ref)
    where order_key = answer.key`
  for (const { key } of settled) open.delete(key)
}
