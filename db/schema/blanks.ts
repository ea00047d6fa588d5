/** Numbered receipts on paper that a counter hands out while nothing can be entered. */
import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { unit } from './territory.ts'

/** A blank that was printed for a unit; its series goes on after the last number. */
export const paperBlank = pgTable(
  'paper_blank',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    number: integer('number').notNull(),
    issuedBy: text('issued_by').notNull(),
    issuedAt: instant('issued_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.unitId, t.number] }),
    check('paper_blank_numbered_from_one', sql`number > 0`),
    // Six digits are printed, and a filing names no more.
    check('paper_blank_of_six_digits', sql`number <= 999999`),
  ],
)

/** What was filed on a blank: each number once, and none that was not issued by the unit. */
export const paperBlankEntered = pgTable(
  'paper_blank_entered',
  {
    unitId: text('unit_id').notNull(),
    number: integer('number').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'paper_blank_entered_once', columns: [t.unitId, t.number] }),
    foreignKey({
      name: 'paper_blank_entered_is_issued',
      columns: [t.unitId, t.number],
      foreignColumns: [paperBlank.unitId, paperBlank.number],
    }),
    index('paper_blank_entered_by_dossier').on(t.dossierId),
  ],
)
