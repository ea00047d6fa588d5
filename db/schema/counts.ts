/** How many tasks are open at desks, kept with every change of them. */
import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { powers, roleNames, tiers } from '../../domain/dossier/dossier.ts'
import { instant } from './columns.ts'

/** What a task is counted by. No unit: who is responsible is resolved when the counts are read. */
const matter = () => ({
  areaId: text('area_id').notNull(),
  tier: text('tier', { enum: tiers }).notNull(),
  procedureCode: text('procedure_code').notNull(),
  field: text('field').notNull(),
  power: text('power', { enum: powers }).notNull(),
  role: text('role', { enum: roleNames }).notNull(),
  step: text('step').notNull(),
})

/**
 * Totals as of `task_count_mark`: in full, over all areas (area `*`), and of an area over all procedures (procedure, field
 * and step `*`); `late` are those due before the mark.
 * The truth is this with the rows of `task_change`, and the tasks that fell due since the mark.
 */
export const taskCount = pgTable(
  'task_count',
  { ...matter(), late: boolean('late').notNull(), tasks: integer('tasks').notNull() },
  (t) => [
    primaryKey({
      columns: [t.areaId, t.tier, t.procedureCode, t.field, t.power, t.role, t.step, t.late],
    }),
  ],
)

/** A task opened (1) or no longer open (-1), written by triggers on `task`: a row of its own, so that no writer waits. */
export const taskChange = pgTable('task_change', {
  ...matter(),
  dueAt: instant('due_at').notNull(),
  tasks: integer('tasks').notNull(),
})

/** One row: the instant up to which due times are counted as late. */
export const taskCountMark = pgTable('task_count_mark', { at: instant('at').primaryKey() })
