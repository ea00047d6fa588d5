/** Due lines, orders and the ledger. Amounts are whole đồng. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cashOutcomes, dueCauses, ledgerAccounts, orderStates, payoutChannels } from '../../domain/money.ts'
import { entitlement } from './benefits.ts'
import { budgetSource } from './budget.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { entitlementChannel } from './entitlement-facts.ts'
import { party } from './parties.ts'
import { area, unit } from './territory.ts'

/** Where money is accounted for: the area and the unit as they were on the day of the row. */
const place = {
  areaId: text('area_id')
    .notNull()
    .references(() => area.id),
  unitId: text('unit_id')
    .notNull()
    .references(() => unit.id),
}

/** Out of which budget source it is paid; null where none is named, as for the payouts of dossiers. */
const source = { budgetSourceId: uuid('budget_source_id').references(() => budgetSource.id) }

/** The difference owed for an entitlement, a period and a cause; each exists once, and one regular line a period whatever its cause. */
export const dueLine = pgTable(
  'due_line',
  {
    id: uuid('id').primaryKey(),
    entitlementId: uuid('entitlement_id')
      .notNull()
      .references(() => entitlement.id),
    period: text('period').notNull(),
    cause: text('cause', { enum: dueCauses }).notNull(),
    causeRef: text('cause_ref').notNull(),
    dossierId: uuid('dossier_id').references(() => dossier.id),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    ...place,
    ...source,
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('due_line_once').on(t.entitlementId, t.period, t.cause, t.causeRef),
    uniqueIndex('due_line_regular_once').on(t.entitlementId, t.period).where(sql`cause = 'regular'`),
    // For the periods of a preparation.
    index('due_line_by_period').on(t.period, t.entitlementId).where(sql`period <> 'once'`),
  ],
)

/** Who gets a line, in whole or in part; the parts of a line sum to it. */
export const duePart = pgTable(
  'due_part',
  {
    id: uuid('id').primaryKey(),
    dueLineId: uuid('due_line_id')
      .notNull()
      .references(() => dueLine.id),
    payeeId: uuid('payee_id')
      .notNull()
      .references(() => party.id),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
  },
  (t) => [uniqueIndex('due_part_of_payee').on(t.dueLineId, t.payeeId)],
)

/** One transfer to one payee; without an account where it is paid in cash. */
export const paymentOrder = pgTable(
  'payment_order',
  {
    id: uuid('id').primaryKey(),
    businessKey: text('business_key').notNull().unique(),
    payeeId: uuid('payee_id')
      .notNull()
      .references(() => party.id),
    channel: text('channel', { enum: payoutChannels }).notNull().default('transfer'),
    accountCipher: bytes('account_cipher'),
    accountKeyId: text('account_key_id'),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    ...place,
    ...source,
    state: text('state', { enum: orderStates }).notNull().default('PENDING'),
    replacesId: uuid('replaces_id'),
    gatewayRef: text('gateway_ref'),
    rejection: text('rejection'),
    attempts: integer('attempts').notNull().default(0),
    /** How its payee is paid, where the account is not its own: see `entitlement_channel`. */
    channelId: uuid('channel_id').references(() => entitlementChannel.id),
    /** The dossier of the payout run that it belongs to, and the page of its unit in it; null for the payout of a dossier. */
    runId: uuid('run_id').references(() => dossier.id),
    page: integer('page'),
    createdAt: instant('created_at').notNull(),
    intentAt: instant('intent_at'),
    settledAt: instant('settled_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('payment_order_unsettled')
      .on(t.createdAt)
      .where(sql`state not in ('CONFIRMED', 'REJECTED', 'RETURNED')`),
    // For the pages of a run.
    index('payment_order_of_run').on(t.runId, t.unitId, t.page).where(sql`run_id is not null`),
    // What is paid in cash is on the list of its unit, and on no page.
    check(
      'payment_order_page_of_run',
      sql`${t.runId} is null or (${t.page} is not null) = (${t.channel} = 'transfer')`,
    ),
  ],
)

/** An order that was taken back before it left the house: nothing was booked for it, and its state alone would not say since when. */
export const orderWithdrawal = pgTable('order_withdrawal', {
  orderId: uuid('order_id')
    .primaryKey()
    .references(() => paymentOrder.id),
  reason: text('reason').notNull(),
  validAt: instant('valid_at').notNull(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})

/** What a commune said of an order that it pays in cash: the signed list came back, and who was there. Once for each order. */
export const cashReceipt = pgTable('cash_receipt', {
  orderId: uuid('order_id')
    .primaryKey()
    .references(() => paymentOrder.id),
  outcome: text('outcome', { enum: cashOutcomes }).notNull(),
  recordedBy: text('recorded_by').notNull(),
  validAt: instant('valid_at').notNull(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})

/** Which parts an order pays. `live` falls when the order is rejected or returned: at most one live order a part. */
export const orderPart = pgTable(
  'order_part',
  {
    orderId: uuid('order_id')
      .notNull()
      .references(() => paymentOrder.id),
    duePartId: uuid('due_part_id')
      .notNull()
      .references(() => duePart.id),
    live: boolean('live').notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.duePartId] }),
    uniqueIndex('order_part_one_live').on(t.duePartId).where(sql`live`),
    // For what was tried before.
    index('order_part_not_live').on(t.duePartId).where(sql`not live`),
  ],
)

/**
 * The parts that no live order pays, so that a run need not look for them among all that was ever paid. Triggers of the parts and of the
 * orders write it, and nobody else.
 */
export const openPart = pgTable('open_part', { duePartId: uuid('due_part_id').primaryKey() })

/** Append-only, double-entry: one row debits one account and credits another, so no sum can be out of balance. */
export const ledgerPosting = pgTable(
  'ledger_posting',
  {
    id: text('id').primaryKey(),
    debit: text('debit', { enum: ledgerAccounts }).notNull(),
    credit: text('credit', { enum: ledgerAccounts }).notNull(),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
    orderId: uuid('order_id').references(() => paymentOrder.id),
    dueLineId: uuid('due_line_id').references(() => dueLine.id),
    ...place,
    ...source,
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('ledger_posting_by_order').on(t.orderId),
    // For `money.budgetStatement`.
    index('ledger_posting_by_source').on(t.budgetSourceId).where(sql`budget_source_id is not null`),
  ],
)
