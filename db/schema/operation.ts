/** What this installation knows of itself. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { roundKinds } from '../../domain/operation.ts'
import { instant } from './columns.ts'

/** One row. A restored database keeps it, a copy carries it along: what was seen of the server beside it tells those apart. */
export const databaseIdentity = pgTable(
  'database_identity',
  {
    single: boolean('single').primaryKey().default(true),
    id: uuid('id').notNull(),
    /** Of pg_control_system() and pg_control_checkpoint(), when it was seen last. */
    systemIdentifier: bigint('system_identifier', { mode: 'bigint' }),
    timeline: bigint('timeline', { mode: 'number' }),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  () => [check('database_identity_one_row', sql`single`)],
)

/** When a scheduled round of each kind ended last; one row a kind. */
export const lastRound = pgTable('last_round', {
  kind: text('kind', { enum: roundKinds }).primaryKey(),
  beganAt: instant('began_at').notNull(),
  endedAt: instant('ended_at').notNull(),
  /** Open dossiers compared, or chains sealed. */
  items: integer('items').notNull(),
  differences: integer('differences').notNull(),
})
