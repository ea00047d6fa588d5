/** Where a unit belongs, where it works and with which seal, each by date. */
import { boolean, doublePrecision, index, pgTable, text } from 'drizzle-orm/pg-core'
import { siteUses } from '../../domain/territory/unit.ts'
import { validity } from './columns.ts'
import { unit } from './territory.ts'

/** The unit that another belongs to. One at an instant (`unit_parent_one`); the city has none. */
export const unitParent = pgTable(
  'unit_parent',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    parentId: text('parent_id')
      .notNull()
      .references(() => unit.id),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull().default(false),
  },
  (t) => [index('unit_parent_by_unit').on(t.unitId), index('unit_parent_by_parent').on(t.parentId)],
)

/** A place where a unit works; a unit may have several. That of one of its offices has the id `<office>/<name>`. */
export const site = pgTable(
  'site',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    address: text('address').notNull(),
    /** WGS 84, degrees; null where nobody measured it. */
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    openingHours: text('opening_hours').notNull(),
    /** What is done there. */
    uses: text('uses', { enum: siteUses }).array().notNull(),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull().default(false),
  },
  (t) => [index('site_by_unit').on(t.unitId)],
)

/** A unit's seal: who holds it, on what decision. At most one in force (`seal_one_in_force`). */
export const seal = pgTable(
  'seal',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    /** The office or post that keeps it. */
    holder: text('holder').notNull(),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull().default(false),
  },
  (t) => [index('seal_by_unit').on(t.unitId)],
)
