/** Entitlements taken over from lists of other systems: which row became which, and what it said when it was last read. */
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { entitlement } from './benefits.ts'
import { bytes, instant } from './columns.ts'
import { importBatch } from './imports.ts'

export const entitlementRow = pgTable(
  'entitlement_row',
  {
    source: text('source').notNull(),
    /** What the other system calls the row. */
    code: text('code').notNull(),
    entitlementId: uuid('entitlement_id')
      .notNull()
      .references(() => entitlement.id),
    /** The run that wrote it last, and the line of its file. */
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    line: integer('line').notNull(),
    /** Keyed hashes of the whole row, and of what says who is entitled, to what and on which ground. */
    rowHash: bytes('row_hash').notNull(),
    identityHash: bytes('identity_hash').notNull(),
    /** When the other system was last read with this row. */
    asOf: instant('as_of').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'entitlement_row_once', columns: [t.source, t.code] }),
    // One entitlement stands in one list: a second row for it is a person who is listed twice.
    uniqueIndex('entitlement_row_by_entitlement').on(t.entitlementId),
    index('entitlement_row_by_batch').on(t.batchId),
  ],
)
