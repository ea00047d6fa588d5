/** Keys that seal values of this database, by id; the keys themselves are nowhere in it. */
import { sql } from 'drizzle-orm'
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { keyKinds } from '../../domain/operation.ts'
import { bytes, instant } from './columns.ts'

export const sealingKey = pgTable(
  'sealing_key',
  {
    /** `seal`, or `lookup` with an empty id. */
    kind: text('kind', { enum: keyKinds }).notNull(),
    id: text('id').notNull(),
    /** A known word under the key; null until a process that has the key starts. */
    proof: bytes('proof'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
)
