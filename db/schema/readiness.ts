/** What the inspection teams found in a unit before a reorganisation. */
import { sql } from 'drizzle-orm'
import { bigserial, index, pgTable, text } from 'drizzle-orm/pg-core'
import { checklistIds, readinessAnswers } from '../../domain/territory/reorganisation/readiness.ts'
import { instant } from './columns.ts'

/** An answer of a team; append-only, the last one counts. */
export const readinessAnswer = pgTable(
  'readiness_answer',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** No key of `unit`: before a reorganisation is armed, what begins with it has no row. */
    unitId: text('unit_id').notNull(),
    /** The reorganisation for which the team looked; null: none. */
    reorganisation: text('reorganisation'),
    criterion: text('criterion', { enum: checklistIds }).notNull(),
    answer: text('answer', { enum: readinessAnswers }).notNull(),
    /** The inspection team, and who of it entered the answer. */
    team: text('team').notNull(),
    actorId: text('actor_id').notNull(),
    note: text('note'),
    /** Legal instant, when it was found so. */
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('readiness_answer_by_unit').on(t.unitId, t.criterion, t.validAt)],
)
