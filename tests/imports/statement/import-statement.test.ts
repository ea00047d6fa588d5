/** A bank's statement: each line has one outcome, moves its order at most once, and says the same when it is read again. */
import { Readable } from 'node:stream'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { confirm, loadOrder, reject } from '../../../db/money/payment.ts'
import { readKeptOut } from '../../../db/money/statement/statement-runs.ts'
import { explainLine, readWorklist } from '../../../db/money/statement/worklist.ts'
import type { CorrectedOutcome } from '../../../domain/bank-statement.ts'
import { readFile } from '../../../imports/read-file.ts'
import { importStatement } from '../../../imports/statement/import-statement.ts'
import { statementColumns } from '../../../imports/statement/statement-row.ts'
import { filedAt } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { bank, row, statementsOf } from './bank-statement.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() =>
  database.asOwner(
    (sql) =>
      sql`truncate bank_statement, ledger_posting, order_part, payment_order, due_part, due_line, alert cascade`,
  ),
)
const { balances, order, read } = statementsOf(() => database)

const state = async (id: string) => {
  const { state, gatewayRef } = await loadOrder(database.sql, id)
  return [state, gatewayRef]
}
const worklist = (outcome: CorrectedOutcome) =>
  readWorklist(database.sql, { bank, outcome }, { after: null, limit: 100 })
const reasons = async () => (await worklist('unmatched')).map(({ reason }) => reason)

describe('a debit', () => {
  test.each(['INTENT', 'SENT', 'UNKNOWN'] as const)(
    'of the sum confirms an order that is %s',
    async (from) => {
      const id = await order(from)
      expect(await read([row({ order_id: id })])).toMatchObject({ rowsIn: 1, matched: 1, status: 'complete' })
      expect(await state(id)).toEqual(['CONFIRMED', 'r1'])
      expect(await balances()).toMatchObject({ inTransit: 0n, paid: 500_000n })
      const [posted] = await database.sql`
      select valid_at = '2025-07-03T09:00:00+07:00' as booked from ledger_posting where id = ${`confirmed ${id}`}`
      expect(posted).toEqual({ booked: true })
    },
  )

  test('of an order that is confirmed under its reference changes nothing', async () => {
    const id = await order('CONFIRMED')
    expect(await read([row({ order_id: id })])).toMatchObject({ matched: 1 })
    expect(await balances()).toMatchObject({ paid: 500_000n })
  })

  test('of another sum confirms nothing, and is on the list of wrong amounts', async () => {
    const [unknown, confirmed] = [await order('UNKNOWN'), await order('CONFIRMED')]
    const report = await read([
      row({ order_id: unknown, amount_dong: '501000' }),
      row({ order_id: confirmed, amount_dong: '499999' }),
    ])
    expect(report).toMatchObject({ wrongAmount: 2, matched: 0 })
    expect(await state(unknown)).toEqual(['UNKNOWN', null])
    expect(await worklist('wrongAmount')).toMatchObject([
      { orderId: unknown, orderDong: '500000', amountDong: '501000', orderState: 'UNKNOWN' },
      { orderId: confirmed, orderState: 'CONFIRMED' },
    ])
  })

  test('that is the second of an order is a duplicate, under the same reference or another, in one file or the next', async () => {
    const [unknown, confirmed] = [await order('UNKNOWN'), await order('CONFIRMED')]
    const report = await read([
      row({ order_id: unknown }),
      row({ order_id: unknown, bank_ref: 'r2', booked_at: '2025-07-03T09:00:01+07:00' }),
      row({ order_id: confirmed, bank_ref: 'r3' }),
      row({ order_id: confirmed }),
      row({ order_id: confirmed }),
    ])
    expect(report).toMatchObject({ matched: 2, duplicateDebit: 3 })
    expect(await state(unknown)).toEqual(['CONFIRMED', 'r1'])
    expect(await read([row({ order_id: unknown })])).toMatchObject({ matched: 0, duplicateDebit: 1 })
    expect(await worklist('duplicateDebit')).toHaveLength(4)
    expect(await balances()).toMatchObject({ paid: 1_000_000n, inTransit: 0n })
  })

  test('for no order, one that was never sent, or one that the bank rejected is unmatched, with the reason', async () => {
    const [pending, rejected] = [await order('PENDING'), await order('SENT')]
    await reject(database.sql, rejected, 'accountClosed', filedAt)
    const none = '00000000-0000-4000-8000-000000000001'
    const rows = [
      row({}),
      row({ order_id: 'k-17' }),
      row({ order_id: none }),
      row({ order_id: pending }),
      row({ order_id: rejected }),
    ]
    expect(await read(rows)).toMatchObject({ rowsIn: 5, unmatched: 5 })
    expect(await reasons()).toEqual(['noSuchOrder', 'noSuchOrder', 'noSuchOrder', 'notSent', 'rejected'])
    expect([await state(pending), await state(rejected)]).toEqual([
      ['PENDING', null],
      ['REJECTED', null],
    ])
  })
})

describe('a return', () => {
  const back = (id: string, of: Partial<Record<string, string>> = {}) =>
    row({ order_id: id, kind: 'return', booked_at: '2025-07-05T09:00:00+07:00', ...of })

  test('of a confirmed order makes it RETURNED, with its reversing posting, and it is owed again', async () => {
    const id = await order('CONFIRMED')
    expect(await read([back(id)])).toMatchObject({ reversal: 1 })
    expect(await state(id)).toEqual(['RETURNED', 'r1'])
    expect(await balances()).toMatchObject({ paid: 0n, payable: 500_000n })
    expect(await database.sql`select from order_part where live`).toHaveLength(0)
    expect(await read([row({ order_id: id })])).toMatchObject({ matched: 1 })
  })

  test('follows from the debit of its own file, in whatever order they stand there', async () => {
    const [one, other] = [await order('UNKNOWN'), await order('SENT')]
    const rows = [back(one), row({ order_id: one }), row({ order_id: other }), back(other)]
    expect(await read(rows)).toMatchObject({ matched: 2, reversal: 2 })
    expect([await state(one), await state(other)]).toEqual([
      ['RETURNED', 'r1'],
      ['RETURNED', 'r1'],
    ])
  })

  test.each(['PENDING', 'INTENT', 'SENT', 'UNKNOWN'] as const)(
    'of an order that is %s moves nothing',
    async (from) => {
      const id = await order(from)
      expect(await read([back(id)])).toMatchObject({ unmatched: 1, reversal: 0 })
      expect((await state(id))[0]).toBe(from)
      expect(await reasons()).toEqual(['notConfirmed'])
    },
  )

  test('whose debit comes in a later file is a reversal since, by a row of its own', async () => {
    const id = await order('UNKNOWN')
    const first = back(id)
    await read([first])
    expect(await read([row({ order_id: id })])).toMatchObject({ matched: 1, corrected: 1 })
    expect(await state(id)).toEqual(['RETURNED', 'r1'])
    expect(await worklist('unmatched')).toEqual([])
    expect(await worklist('reversal')).toMatchObject([{ lineId: first.line_id, correctedBy: 'statement' }])
    expect(await database.sql`select outcome, reason from bank_line where kind = 'return'`).toEqual([
      { outcome: 'unmatched', reason: 'notConfirmed' },
    ])
    expect(await read([first])).toMatchObject({ alreadyThere: 1, corrected: 0 })
  })

  test('under another reference, of another sum, or twice moves an order at most once', async () => {
    const id = await order('CONFIRMED')
    const rows = [back(id, { bank_ref: 'r2' }), back(id, { amount_dong: '1' }), back(id), back(id)]
    expect(await read(rows)).toMatchObject({ reversal: 1, wrongAmount: 1, unmatched: 2 })
    expect(await reasons()).toEqual(['otherTransfer', 'returnedAlready'])
    expect(await read([back(id)])).toMatchObject({ unmatched: 1 })
    expect(await balances()).toMatchObject({ paid: 0n, payable: 500_000n })
  })
})

describe('a statement', () => {
  test('that is read again changes nothing, whatever the size of its pages', async () => {
    const ids = [await order('UNKNOWN'), await order('CONFIRMED')]
    const rows = [
      ...ids.map((id) => row({ order_id: id })),
      row({ order_id: ids[0] ?? '', kind: 'return' }),
      row(),
    ]
    await read(rows, 1)
    const everything = async () =>
      database.sql`select (select jsonb_agg(b) from bank_line b) as lines, (select jsonb_agg(p order by id) from ledger_posting p) as ledger,
        (select jsonb_agg(o order by id) from payment_order o) as orders, (select count(*)::int from bank_line_correction) as corrections`
    const before = await everything()
    for (const rowsAtOnce of [1, 3, 10_000])
      expect(await read(rows, rowsAtOnce)).toMatchObject({ rowsIn: 4, alreadyThere: 4, corrected: 0 })
    expect(await everything()).toEqual(before)
  })

  test('with a line twice takes it once, and keeps out one that says something else under its id', async () => {
    const id = await order('UNKNOWN')
    const first = row({ order_id: id })
    const report = await read([first, first, { ...first, amount_dong: '1' }])
    expect(report).toMatchObject({ rowsIn: 3, matched: 1, alreadyThere: 1, keptOut: 1 })
    const later = await read([{ ...first, kind: 'return' }])
    expect(later).toMatchObject({ rowsIn: 1, keptOut: 1 })
    expect(await readKeptOut(database.sql, later.id)).toEqual([
      { line: 1, lineId: first.line_id, reason: 'lineDiffers', columns: [] },
    ])
  })

  test('keeps out rows that it cannot read, by line and column and never by value', async () => {
    const bad = [
      null,
      row({ amount_dong: '1.000' }),
      row({ amount_dong: '0' }),
      row({ amount_dong: '-5', kind: 'Debit' }),
      row({ booked_at: '2025-07-03 09:00' }),
      row({ booked_at: '2025-13-03T09:00:00Z' }),
      row({ line_id: 'Nguyễn Văn An' }),
    ]
    const report = await read(bad)
    expect(report).toMatchObject({ rowsIn: 7, keptOut: 7 })
    const kept = await readKeptOut(database.sql, report.id)
    expect(kept.map(({ columns }) => columns.join())).toEqual([
      '',
      'amount_dong',
      'amount_dong',
      'kind,amount_dong',
      'booked_at',
      'booked_at',
      'line_id',
    ])
  })

  test('is read from a file of the bank', async () => {
    const id = await order('UNKNOWN')
    const file = [
      'line_id,booked_at,kind,bank_ref,order_id,amount_dong',
      `D1,2025-07-03T09:00:00.000+07:00,debit,r1,${id},500000`,
      'F1,2025-07-03T09:00:01.000+07:00,debit,x9,,25000',
      '',
    ].join('\n')
    const rows = readFile(
      { format: 'csv', encoding: 'utf-8', bytes: Readable.from([Buffer.from(file)]) },
      statementColumns,
    )
    const report = await importStatement(database, { bank, caller: 'test', at: filedAt, rows })
    expect(report).toMatchObject({ rowsIn: 2, matched: 1, unmatched: 1, keptOut: 0 })
    expect(await state(id)).toEqual(['CONFIRMED', 'r1'])
  })

  test('and the answer of the bank at the same moment book an order once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => order('SENT')))
    const [report] = await Promise.all([
      read(ids.map((id) => row({ order_id: id }))),
      ...ids.map((id) => confirm(database.sql, id, 'r1', filedAt)),
    ])
    expect(report).toMatchObject({ matched: 8 })
    expect(await balances()).toMatchObject({ inTransit: 0n, paid: 4_000_000n })
  })

  test('leaves its list when a person has explained a line, with the basis, and what was read stays', async () => {
    const line = row()
    await read([line])
    const found = { outcome: 'explained', actorId: 'lan', basis: 'Phí dịch vụ tháng 7', at: filedAt } as const
    expect(await explainLine(database.sql, { bank, lineId: 'none' }, found)).toBe(false)
    expect(await explainLine(database.sql, { bank, lineId: String(line.line_id) }, found)).toBe(true)
    expect(await worklist('unmatched')).toEqual([])
    expect(await worklist('explained')).toMatchObject([{ correctedBy: 'lan', basis: 'Phí dịch vụ tháng 7' }])
    expect(await read([row()])).toMatchObject({ corrected: 0 })
    await expect(
      database.asOwner((sql) => sql`update bank_line set outcome = 'matched', reason = null`),
    ).rejects.toThrow('append-only')
  })
})
