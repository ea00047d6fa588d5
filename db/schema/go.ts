/** Who is on duty at a reorganisation, and what was decided before its instant: append-only. */
import { sql } from 'drizzle-orm'
import { bigint, bigserial, check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { goDecisions } from '../../domain/territory/reorganisation/go.ts'
import { instant } from './columns.ts'
import { officer } from './territory.ts'

/** A turn of duty. What was entered wrongly is replaced by another row, which names it. */
export const reorganisationDuty = pgTable(
  'reorganisation_duty',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    reorganisation: text('reorganisation').notNull(),
    /** In words: operator of the database, hotline, who decides. */
    role: text('role').notNull(),
    officerId: text('officer_id')
      .notNull()
      .references(() => officer.id),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** The entry that it takes the place of. */
    replaces: bigint('replaces', { mode: 'number' }),
    enteredBy: text('entered_by').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('reorganisation_duty_replaced_once').on(t.replaces),
    index('reorganisation_duty_of').on(t.reorganisation),
    check('reorganisation_duty_ends_after_it_starts', sql`starts_at < ends_at`),
  ],
)

/** Go or no-go, by whom, and what was red then. */
export const reorganisationGo = pgTable(
  'reorganisation_go',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    reorganisation: text('reorganisation').notNull(),
    run: integer('run').notNull(),
    decision: text('decision', { enum: goDecisions }).notNull(),
    actorId: text('actor_id').notNull(),
    /** Checks that were red when it was decided, and their ids. */
    red: integer('red').notNull(),
    reds: jsonb('reds').notNull(),
    basis: text('basis'),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('reorganisation_go_of').on(t.reorganisation, t.run),
    check('reorganisation_go_of_a_kind', sql`decision in ('go', 'noGo')`),
    check(
      'reorganisation_go_in_spite_of_red_says_why',
      sql`decision <> 'go' or red = 0 or basis is not null`,
    ),
  ],
)
