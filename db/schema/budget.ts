/** Budget sources: how much may be paid out of each, and how much of that is taken. Amounts are whole đồng. */
import { sql } from 'drizzle-orm'
import { bigint, bigserial, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** One source of one fiscal year. */
export const budgetSource = pgTable(
  'budget_source',
  {
    id: uuid('id').primaryKey(),
    code: text('code').notNull(),
    fiscalYear: integer('fiscal_year').notNull(),
    name: text('name').notNull(),
    basis: text('basis').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('budget_source_once').on(t.code, t.fiscalYear),
    check('budget_source_of_a_year', sql`fiscal_year between 2000 and 2999`),
  ],
)

/** What may be paid out of a source, each time it was decided; the latest row is in force. */
export const budgetCeiling = pgTable(
  'budget_ceiling',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => budgetSource.id),
    ceilingDong: bigint('ceiling_dong', { mode: 'bigint' }).notNull(),
    basis: text('basis').notNull(),
    actorId: text('actor_id').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  // For `money.budgetSource`.
  (t) => [index('budget_ceiling_of_source').on(t.sourceId, t.id)],
)

/**
 * What is reserved and used of a source, in one row: two releases at once wait here for each other. Triggers of the ceiling and of the
 * ledger write it, and nobody else.
 */
export const budgetCommitment = pgTable(
  'budget_commitment',
  {
    sourceId: uuid('source_id')
      .primaryKey()
      .references(() => budgetSource.id),
    ceilingDong: bigint('ceiling_dong', { mode: 'bigint' }).notNull(),
    committedDong: bigint('committed_dong', { mode: 'bigint' }).notNull().default(sql`0`),
  },
  () => [
    check('budget_within_ceiling', sql`committed_dong <= ceiling_dong`),
    check('budget_not_below_nothing', sql`committed_dong >= 0`),
  ],
)
