import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { alertBankLines } from '../../../activities/reconcile/alert-bank-lines.ts'
import { explainLine } from '../../../db/money/statement/worklist.ts'
import { aMonday, databaseNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let database: TestDatabase
/** When the lines were read. */
let readAt: number
beforeAll(async () => {
  database = await testDatabase()
  const statement = randomUUID()
  await database.sql`
    insert into bank_statement (id, bank, caller, began_at) values (${statement}, 'nganhang', 'ke-toan', instant(${aMonday}))`
  await database.sql`
    insert into bank_line (bank, line_id, statement_id, line, booked_at, kind, bank_ref, order_ref, amount_dong, outcome, reason)
    values ('nganhang', 'L-1', ${statement}, 1, instant(${aMonday}), 'debit', 'FT1', 'none', 5000, 'unmatched', 'noSuchOrder'),
      ('nganhang', 'L-2', ${statement}, 2, instant(${aMonday}), 'debit', 'FT2', null, 5000, 'duplicateDebit', null),
      ('nganhang', 'L-3', ${statement}, 3, instant(${aMonday}), 'debit', 'FT3', null, 5000, 'matched', null)`
  readAt = await databaseNow(database)
})

const hour = 3_600_000
const alertsAfter = async (hours: number) => {
  await alertBankLines({ database, now: () => readAt + hours * hour })
  return await database.sql<{ message: string }[]>`
    select message from alert where kind = 'bankLinesWait' and cleared_at is null`
}
const explained = (lineId: string) =>
  explainLine(
    database.sql,
    { bank: 'nganhang', lineId },
    {
      ...{ outcome: 'explained', actorId: 'ke-toan', basis: 'Biên bản 1', at: readAt },
    },
  )

test('lines that nobody has looked into for a day call somebody, once, until they are explained', async () => {
  expect(await alertsAfter(23)).toEqual([])
  expect(await alertsAfter(25)).toMatchObject([{ message: expect.stringMatching(/^2 lines/) }])
  await explained('L-1')
  // It stays as it was raised.
  expect(await alertsAfter(26)).toHaveLength(1)
  await explained('L-2')
  expect(await alertsAfter(27)).toEqual([])
})
