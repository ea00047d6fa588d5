import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { copyIn, copyOut } from '../db/connection/copy-rows.ts'
import { transaction } from '../db/connection/transaction.ts'
import type { Database, Sql } from '../db/database.ts'
import { readFile } from '../imports/read-file.ts'
import { importStatement } from '../imports/statement/import-statement.ts'
import { statementColumns } from '../imports/statement/statement-row.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import type { BenchServers } from './servers.ts'

const linesARound = Number(process.env.BENCH_STATEMENT_LINES ?? 164_000)
const rounds = 3
/** Of a hundred orders so many are still SENT when the statement comes: the statement confirms them. The others were answered by the bank. */
const sentOfHundred = 10
const bank = 'bench'
const at = Date.parse('2025-07-03T08:00:00+07:00')

/** A statement read from its file on and matched with its orders, over a COPY of the very lines into their table with its indexes. */
export async function statementLines({ database }: BenchServers): Promise<Figure[]> {
  const { sql } = database
  let file: Buffer = Buffer.alloc(0)
  let lines: Buffer = Buffer.alloc(0)
  const system = async (): Promise<number> => {
    file = await ordersAndTheirLines(sql)
    const began = performance.now()
    await read(database, file)
    const ms = performance.now() - began
    lines = await linesOf(sql)
    return ms
  }
  const bare = async (): Promise<number> => {
    if (lines.length === 0) await system()
    await sql`truncate bank_line cascade`
    await sql`vacuum analyze bank_line`
    const began = performance.now()
    await transaction(sql, (tx) => copyIn(tx, 'copy bank_line from stdin', Readable.from([lines])))
    return performance.now() - began
  }
  const result = await alternate(rounds, system, bare)
  return [
    figure('statement', median(result.ratios), { atMost: 10 }, 'system/COPY, ms', {
      ...result,
      ...{ lines: linesARound, 'of a hundred confirmed by it': sentOfHundred },
    }),
  ]
}

async function read(database: Database, file: Buffer): Promise<void> {
  const rows = readFile({ format: 'csv', encoding: 'utf-8', bytes: Readable.from([file]) }, statementColumns)
  const { matched } = await importStatement(database, { bank, caller: 'bench', at, rows })
  if (matched !== linesARound) throw new Error(`of ${linesARound} lines ${matched} were matched`)
}

/** New orders in cash, as if the bank had them, and the statement about them. */
async function ordersAndTheirLines(sql: Sql): Promise<Buffer> {
  await sql`truncate bank_statement, ledger_posting, payment_order cascade`
  const payee = randomUUID()
  await sql`insert into party (id, kind, name) values (${payee}, 'person', 'Nguyễn Văn An')`
  await sql`
    insert into payment_order (id, business_key, payee_id, channel, amount_dong, area_id, unit_id, state, gateway_ref, created_at, intent_at)
    select id, id, ${payee}, 'cash', 2789000, (select min(id) from area), (select min(id) from unit),
      case when n % 100 < ${sentOfHundred} then 'SENT' else 'CONFIRMED' end, case when n % 100 >= ${sentOfHundred} then 'r' || n end,
      instant(${at}), instant(${at})
    from (select gen_random_uuid() as id, n from generate_series(1, ${linesARound}) n) made`
  await sql`vacuum analyze payment_order`
  const rows = await sql<{ id: string; ref: string | null }[]>`
    select id, gateway_ref as ref from payment_order order by id`
  const text = rows.map(
    ({ id, ref }, n) => `D${n},2025-07-03T09:00:00.000+07:00,debit,${ref ?? `s${n}`},${id},2789000\n`,
  )
  return Buffer.from(`line_id,booked_at,kind,bank_ref,order_id,amount_dong\n${text.join('')}`)
}

async function linesOf(sql: Sql): Promise<Buffer> {
  return await transaction(sql, async (tx) => {
    const pieces: Buffer[] = []
    for await (const piece of await copyOut(tx, 'copy bank_line to stdout')) pieces.push(Buffer.from(piece))
    return Buffer.concat(pieces)
  })
}
