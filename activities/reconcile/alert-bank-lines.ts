import type { Database } from '../../db/database.ts'
import { type NewAlert, setAlerts } from '../../db/engine/reconcile-rows.ts'
import { linesWaitingLong } from '../../db/money/statement/worklist.ts'

/** Money that the bank moved otherwise than it was to be moved is not left for weeks: cleared once the worklists are empty of what is older than a day. */
export async function alertBankLines({
  database,
  now,
}: {
  database: Database
  now: () => number
}): Promise<void> {
  const kind = 'bankLinesWait' as const
  const waiting = await linesWaitingLong(database.sql, now())
  const alert: NewAlert = {
    ...{ kind, dossierId: null },
    message: `${waiting} lines of the bank's statements have waited for more than a day for somebody to find out what they are.`,
    remedy:
      'GET /bank-lines?bank=…&outcome=duplicateDebit, wrongAmount and unmatched list them; POST /bank-lines/explanations takes each off with its basis.',
  }
  await setAlerts(database.sql, kind, waiting === 0 ? [] : [alert], now())
}
