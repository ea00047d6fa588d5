/** Payout runs: each is a dossier of an internal procedure; its orders are in `payment_order`. */
import { sql } from 'drizzle-orm'
import { bigint, bigserial, check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { payoutRunSteps } from '../../domain/benefits/payout-run.ts'
import { budgetSource } from './budget.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { unit } from './territory.ts'

/** What was prepared for a run: what its form says, or nothing is. Append-only. */
export const payoutRun = pgTable('payout_run', {
  dossierId: uuid('dossier_id')
    .primaryKey()
    .references(() => dossier.id),
  periods: text('periods').array().notNull(),
  orders: integer('orders').notNull(),
  amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
  /** SHA-256 of the totals by unit and benefit. */
  totalsHash: bytes('totals_hash').notNull(),
  /** Out of which it is paid; null where none is named. */
  budgetSourceId: uuid('budget_source_id').references(() => budgetSource.id),
  /** Units and benefits that it covers; null: all. */
  unitIds: text('unit_ids').array(),
  benefits: text('benefits').array(),
  preparedAt: instant('prepared_at').notNull(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})

/** The control totals of a run. Append-only. */
export const payoutRunTotal = pgTable(
  'payout_run_total',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => payoutRun.dossierId),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    benefit: text('benefit').notNull(),
    orders: integer('orders').notNull(),
    amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.unitId, t.benefit] })],
)

/** Who held a run up, and who let it go on. Append-only. */
export const payoutRunStep = pgTable(
  'payout_run_step',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => payoutRun.dossierId),
    kind: text('kind', { enum: payoutRunSteps }).notNull(),
    actorId: text('actor_id').notNull(),
    reason: text('reason').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    check('payout_run_step_of_a_kind', sql`kind in ('paused', 'resumed')`),
    check('payout_run_step_gives_a_reason', sql`${t.reason} <> ''`),
  ],
)
