/** The bank's statements: each line once, what it means for its order, and what a person said of it later. Amounts are whole đồng. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  bankLineKinds,
  bankOutcomes,
  correctedOutcomes,
  keptOutReasons,
  outcomeReasons,
} from '../../domain/bank-statement.ts'
import { importStatuses } from '../../domain/dossier/imports.ts'
import { instant } from './columns.ts'

/** One run over a file. Its counts are written with the lines they count, so they are right after any kill. */
export const bankStatement = pgTable(
  'bank_statement',
  {
    id: uuid('id').primaryKey(),
    bank: text('bank').notNull(),
    caller: text('caller').notNull(),
    status: text('status', { enum: importStatuses }).notNull().default('running'),
    rowsIn: integer('rows_in').notNull().default(0),
    matched: integer('matched').notNull().default(0),
    duplicateDebit: integer('duplicate_debit').notNull().default(0),
    wrongAmount: integer('wrong_amount').notNull().default(0),
    unmatched: integer('unmatched').notNull().default(0),
    reversal: integer('reversal').notNull().default(0),
    alreadyThere: integer('already_there').notNull().default(0),
    keptOut: integer('kept_out').notNull().default(0),
    beganAt: instant('began_at').notNull(),
    endedAt: instant('ended_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('bank_statement_one_running').on(t.bank).where(sql`status = 'running'`),
    // No line is dropped.
    check(
      'bank_statement_counts_every_line',
      sql`rows_in = matched + duplicate_debit + wrong_amount + unmatched + reversal + already_there + kept_out`,
    ),
    check('bank_statement_ends', sql`(status = 'running') = (ended_at is null)`),
  ],
)

/** A line as the bank wrote it, and what it meant when it was read. What it means since is in `bank_line_correction`. */
export const bankLine = pgTable(
  'bank_line',
  {
    bank: text('bank').notNull(),
    lineId: text('line_id').notNull(),
    statementId: uuid('statement_id')
      .notNull()
      .references(() => bankStatement.id),
    line: integer('line').notNull(),
    bookedAt: instant('booked_at').notNull(),
    kind: text('kind', { enum: bankLineKinds }).notNull(),
    bankRef: text('bank_ref').notNull(),
    /** As the bank wrote it, where there was no such order. */
    orderRef: text('order_ref'),
    /** No foreign key: found by the statement that writes the line, and orders are never removed. */
    orderId: uuid('order_id'),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    outcome: text('outcome', { enum: bankOutcomes }).notNull(),
    reason: text('reason', { enum: outcomeReasons }),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'bank_line_once', columns: [t.bank, t.lineId] }),
    // An order leaves the account once and comes back once.
    uniqueIndex('bank_line_moves_an_order_once')
      .on(t.orderId, t.outcome)
      .where(sql`outcome in ('matched', 'reversal')`),
    // For `money.worklist`.
    index('bank_line_worklist')
      .on(t.outcome, t.bookedAt, t.lineId)
      .where(sql`outcome not in ('matched', 'reversal')`),
    check('bank_line_positive', sql`amount_dong > 0`),
    check('bank_line_has_a_reason', sql`(outcome = 'unmatched') = (reason is not null)`),
  ],
)

/** What a line means since: a later row in place of an earlier one, never a change of it. */
export const bankLineCorrection = pgTable(
  'bank_line_correction',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    bank: text('bank').notNull(),
    lineId: text('line_id').notNull(),
    outcome: text('outcome', { enum: correctedOutcomes }).notNull(),
    reason: text('reason', { enum: outcomeReasons }),
    orderId: uuid('order_id'),
    actorId: text('actor_id').notNull(),
    basis: text('basis').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    foreignKey({
      name: 'bank_line_correction_of_line',
      columns: [t.bank, t.lineId],
      foreignColumns: [bankLine.bank, bankLine.lineId],
    }),
    index('bank_line_correction_by_line').on(t.bank, t.lineId, t.id),
  ],
)

/** A row of a file that became no line, and why; the row itself stays in the file. */
export const bankRowKeptOut = pgTable(
  'bank_row_kept_out',
  {
    statementId: uuid('statement_id')
      .notNull()
      .references(() => bankStatement.id),
    line: integer('line').notNull(),
    /** Null where the row has none that can be kept. */
    lineId: text('line_id'),
    reason: text('reason', { enum: keptOutReasons }).notNull(),
    /** Columns that are wrong, by name; never their values. */
    columns: text('columns').array().notNull().default(sql`'{}'`),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.statementId, t.line] })],
)
