/** The catalogue of benefits: what there is to be paid, how much from when, and since when that is known. Amounts are whole đồng. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { benefitKinds, cadences } from '../../domain/benefits/benefit.ts'
import { instant } from './columns.ts'

export const benefit = pgTable(
  'benefit',
  {
    code: text('code').primaryKey(),
    /** As the annex has it, its headings joined by " > ". */
    name: text('name').notNull(),
    kind: text('kind', { enum: benefitKinds }).notNull(),
    cadence: text('cadence', { enum: cadences }).notNull(),
    /** Percent of bodily injury; null where the benefit has no rate of its own. */
    injuryRate: integer('injury_rate'),
    /** What one amount is for, where an entitlement may have several: a unit of seniority. */
    per: text('per'),
    /** Raised with the standard rate, so that a newer rate says that an older amount waits for its annex. */
    followsRate: boolean('follows_rate').notNull(),
  },
  (t) => [check('benefit_rate_in_percent', sql`${t.injuryRate} between 1 and 100`)],
)

const dated = {
  /** Order of recording: of two rows for one month the later holds. */
  number: bigint('number', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
  /** The first month for which it holds, as "2024-07". */
  fromMonth: text('from_month').notNull(),
  amountDong: bigint('amount_dong', { mode: 'bigint' }).notNull(),
  basis: text('basis').notNull(),
  source: text('source').notNull(),
  assumed: boolean('assumed').notNull(),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
}

/** Append-only: a raise, or a correction of what was recorded for the same month, is another row. */
export const benefitAmount = pgTable(
  'benefit_amount',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    benefit: text('benefit')
      .notNull()
      .references(() => benefit.code),
    ...dated,
  },
  (t) => [
    index('benefit_amount_by_benefit').on(t.benefit, t.fromMonth),
    check('benefit_amount_from_a_month', sql`${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('benefit_amount_positive', sql`${t.amountDong} > 0`),
    check('benefit_amount_names_its_basis', sql`${t.basis} <> ''`),
  ],
)

/** The standard rate (mức chuẩn) of a month. Append-only, as the amounts. */
export const standardRate = pgTable(
  'standard_rate',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    ...dated,
    /** Local dates of its decree; null where no source was read. */
    signedOn: date('signed_on'),
    inForceOn: date('in_force_on'),
  },
  (t) => [
    check('standard_rate_from_a_month', sql`${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('standard_rate_positive', sql`${t.amountDong} > 0`),
    check('standard_rate_names_its_basis', sql`${t.basis} <> ''`),
  ],
)

/** The reference level (mức tham chiếu) of a month, by which social insurance counts; before it the base salary. Append-only, as the amounts. */
export const referenceLevel = pgTable(
  'reference_level',
  { id: uuid('id').primaryKey().default(sql`uuidv7()`), ...dated },
  (t) => [
    check('reference_level_from_a_month', sql`${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('reference_level_positive', sql`${t.amountDong} > 0`),
    check('reference_level_names_its_basis', sql`${t.basis} <> ''`),
  ],
)
