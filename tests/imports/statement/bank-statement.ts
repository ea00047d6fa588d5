/** Orders that a bank has, and rows of its statement about them. */
import { randomUUID } from 'node:crypto'
import { confirm, markIntent, markSent, markUnknown } from '../../../db/money/payment.ts'
import type { RawRow } from '../../../imports/import-row.ts'
import { importStatement, type StatementReport } from '../../../imports/statement/import-statement.ts'
import { filedAt } from '../../activities/payment/filed-dossier.ts'
import type { TestDatabase } from '../../database.ts'
import { payoutsOf } from '../../db/money/owed-payout.ts'

export const bank = 'nganhang'

let lines = 0
/** A row of a statement; what it says of an order is taken from the order where nothing else is given. */
export const row = (of: Partial<Record<string, string>> = {}): RawRow => ({
  line_id: `L${lines++}`,
  booked_at: '2025-07-03T09:00:00+07:00',
  kind: 'debit',
  bank_ref: 'r1',
  amount_dong: '500000',
  ...of,
})

export function statementsOf(database: () => TestDatabase) {
  const { owed, opened, balances } = payoutsOf(database)
  return {
    balances,
    /** An order of 500,000 đồng brought to the state; it is CONFIRMED under `r1`. */
    async order(state: 'PENDING' | 'INTENT' | 'SENT' | 'UNKNOWN' | 'CONFIRMED'): Promise<string> {
      const { id } = await opened({ ...(await owed()), businessKey: randomUUID() })
      const { sql } = database()
      if (state !== 'PENDING') await markIntent(sql, id, filedAt)
      if (state === 'SENT') await markSent(sql, id)
      if (state === 'UNKNOWN') await markUnknown(sql, id)
      if (state === 'CONFIRMED') await confirm(sql, id, 'r1', filedAt)
      return id
    },
    read(rows: readonly (RawRow | null)[], rowsAtOnce = 10_000): Promise<StatementReport> {
      async function* given() {
        yield* rows
      }
      return importStatement(database(), { bank, caller: 'test', at: filedAt, rows: given(), rowsAtOnce })
    },
  }
}
