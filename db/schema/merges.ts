/** That two beneficiaries are one person: requested with a reason, decided by another officer. Append-only; `person_of` follows them. */
import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { mergeOutcomes } from '../../domain/benefits/merge.ts'
import { beneficiary } from './benefits.ts'
import { instant } from './columns.ts'
import { unit } from './territory.ts'

const said = {
  reason: text('reason').notNull(),
  unitId: text('unit_id')
    .notNull()
    .references(() => unit.id),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
}

export const beneficiaryMerge = pgTable(
  'beneficiary_merge',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    /** Who the person is from then on. */
    keptId: uuid('kept_id')
      .notNull()
      .references(() => beneficiary.id),
    mergedId: uuid('merged_id')
      .notNull()
      .references(() => beneficiary.id),
    /** From this month on what both have for one ground is owed once. */
    fromMonth: text('from_month').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    ...said,
  },
  (t) => [
    index('beneficiary_merge_by_merged').on(t.mergedId),
    index('beneficiary_merge_by_kept').on(t.keptId),
    check('beneficiary_merge_of_two', sql`${t.keptId} <> ${t.mergedId}`),
    check('beneficiary_merge_from_a_month', sql`${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('beneficiary_merge_gives_a_reason', sql`${t.reason} <> ''`),
  ],
)

export const mergeDecision = pgTable(
  'merge_decision',
  {
    mergeId: uuid('merge_id')
      .primaryKey()
      .references(() => beneficiaryMerge.id),
    outcome: text('outcome', { enum: mergeOutcomes }).notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
    ...said,
  },
  (t) => [check('merge_decision_gives_a_reason', sql`${t.reason} <> ''`)],
)
