/** Due lines, orders and the ledger. Amounts are whole đồng. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { dueCauses, ledgerAccounts, orderStates } from '../../domain/money.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { party } from './parties.ts'

/** The difference owed to a beneficiary for a benefit, a period and a cause; each exists once. */
export const dueLine = pgTable(
  'due_line',
  {
    id: uuid('id').primaryKey(),
    beneficiaryId: uuid('beneficiary_id')
      .notNull()
      .references(() => party.id),
    benefit: text('benefit').notNull(),
    period: text('period').notNull(),
    cause: text('cause', { enum: dueCauses }).notNull(),
    causeRef: text('cause_ref').notNull(),
    dossierId: uuid('dossier_id').references(() => dossier.id),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [uniqueIndex('due_line_once').on(t.beneficiaryId, t.benefit, t.period, t.cause, t.causeRef)],
)

export const paymentOrder = pgTable(
  'payment_order',
  {
    id: uuid('id').primaryKey(),
    businessKey: text('business_key').notNull().unique(),
    payeeId: uuid('payee_id')
      .notNull()
      .references(() => party.id),
    accountCipher: bytes('account_cipher').notNull(),
    accountKeyId: text('account_key_id').notNull(),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    state: text('state', { enum: orderStates }).notNull().default('PENDING'),
    replacesId: uuid('replaces_id'),
    gatewayRef: text('gateway_ref'),
    rejection: text('rejection'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    intentAt: instant('intent_at'),
    settledAt: instant('settled_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('payment_order_unsettled').on(t.createdAt).where(sql`state not in ('CONFIRMED', 'REJECTED')`),
  ],
)

/** Which due lines an order pays. `live` falls when the order is rejected: at most one live order a line. */
export const orderLine = pgTable(
  'order_line',
  {
    orderId: uuid('order_id')
      .notNull()
      .references(() => paymentOrder.id),
    dueLineId: uuid('due_line_id')
      .notNull()
      .references(() => dueLine.id),
    live: boolean('live').notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.dueLineId] }),
    uniqueIndex('order_line_one_live').on(t.dueLineId).where(sql`live`),
  ],
)

/** Append-only, double-entry: the entries of a posting sum to zero (`ledger_balanced`). */
export const ledgerEntry = pgTable(
  'ledger_entry',
  {
    posting: text('posting').notNull(),
    account: text('account', {
      enum: ledgerAccounts,
    }).notNull(),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    orderId: uuid('order_id').references(() => paymentOrder.id),
    dueLineId: uuid('due_line_id').references(() => dueLine.id),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.posting, t.account] }), index('ledger_entry_by_order').on(t.orderId)],
)
