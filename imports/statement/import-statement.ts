/** Reads a bank's statement: each line once, matched with its order or put on a worklist. */
import { transaction } from '../../db/connection/transaction.ts'
import type { Database } from '../../db/database.ts'
import { lockSource, unlockSource } from '../../db/imports/batches.ts'
import { type BankLine, knownLines, type StatementOf } from '../../db/money/statement/bank-lines.ts'
import { matchAgain, matchLines } from '../../db/money/statement/match-lines.ts'
import {
  beginStatement,
  countRows,
  endStatement,
  type KeptOut,
  keepOut,
  readStatement,
  type StatementRun,
} from '../../db/money/statement/statement-runs.ts'
import type { Transaction } from '../../db/statement.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RawRow } from '../import-row.ts'
import { inBatches } from '../rows-read.ts'
import { readStatementRow } from './statement-row.ts'

export interface StatementImport {
  /** Whose statement it is: ids of lines are of a bank. */
  bank: string
  caller: string
  /** Instant in ms. */
  at: number
  /** Null for a row that cannot be read. */
  rows: AsyncIterable<RawRow | null>
  /** Rows that are one transaction. @defaultValue 10,000 */
  rowsAtOnce?: number
  progress?: (rowsIn: number) => void
}

/** What the run made of the rows, and how many lines of earlier ones mean something else since. */
export interface StatementReport extends StatementRun {
  corrected: number
}

/** Orders of so many lines are locked for about a second. */
const rowsAtOnceByDefault = 10_000

/**
 * Imports a statement. A line is known by its id, so the same file again changes nothing, and one whose run was killed is sent again as it is:
 * what was counted is there already. Every row that was read has one outcome, is already there, or is kept out with its reason; the
 * database holds the sum to that.
 * @throws {DomainError} `importRunning` where another process reads a statement of the bank
 */
export async function importStatement(
  database: Pick<Database, 'sql' | 'reserve'>,
  asked: StatementImport,
): Promise<StatementReport> {
  const { bank, at } = asked
  const source = `statement/${bank}`
  return await database.reserve(async (own) => {
    if (!(await lockSource(own, source))) throw new DomainError('importRunning')
    try {
      const of: StatementOf = { bank, statementId: await beginStatement(database.sql, asked) }
      let rowsIn = 0
      for await (const rows of inBatches(asked.rows, asked.rowsAtOnce ?? rowsAtOnceByDefault)) {
        const before = rowsIn
        await transaction(database.sql, (tx) => takeRows(tx, of, rows, before))
        rowsIn += rows.length
        asked.progress?.(rowsIn)
      }
      const corrected = await transaction(database.sql, async (tx) => {
        const changed = await matchAgain(tx, of, at)
        await endStatement(tx, of.statementId, at)
        return changed
      })
      return { ...(await readStatement(database.sql, of.statementId)), corrected }
    } finally {
      await unlockSource(own, source)
    }
  })
}

async function takeRows(
  tx: Transaction,
  of: StatementOf,
  rows: readonly (RawRow | null)[],
  before: number,
): Promise<void> {
  const read = rows.map((raw, nth) => readStatementRow(raw, before + nth + 1))
  const keptOut = read.filter((row): row is KeptOut => 'reason' in row)
  const lines = read.filter((row): row is BankLine => !('reason' in row))
  const known = new Map<string, Omit<BankLine, 'line'>>(
    await knownLines(
      tx,
      of.bank,
      lines.map(({ lineId }) => lineId),
    ),
  )
  const fresh: BankLine[] = []
  let alreadyThere = 0
  for (const line of lines) {
    const earlier = known.get(line.lineId)
    if (earlier === undefined) {
      known.set(line.lineId, line)
      fresh.push(line)
    } else if (sameLine(earlier, line)) alreadyThere += 1
    else keptOut.push({ line: line.line, lineId: line.lineId, reason: 'lineDiffers', columns: [] })
  }
  const outcomes = await matchLines(tx, of, fresh)
  await keepOut(tx, of.statementId, keptOut)
  await countRows(tx, of.statementId, {
    ...{ rowsIn: rows.length, alreadyThere, keptOut: keptOut.length },
    ...{ matched: 0, duplicateDebit: 0, wrongAmount: 0, unmatched: 0, reversal: 0, ...outcomes },
  })
}

const sameLine = (one: Omit<BankLine, 'line'>, other: BankLine): boolean =>
  one.kind === other.kind &&
  one.bookedAt === other.bookedAt &&
  one.bankRef === other.bankRef &&
  one.orderRef === other.orderRef &&
  one.amountDong === other.amountDong
