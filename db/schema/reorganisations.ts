/** What was done with a reorganisation, by whom: append-only. Its rows are those of its changes (`reference_change`). */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  confirmingSteps,
  reorganisationSteps,
} from '../../domain/territory/reorganisation/reorganisation-step.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { referenceChange } from './record-time.ts'

const listOf = (values: readonly string[]) => sql.raw(`(${values.map((value) => `'${value}'`).join(', ')})`)

export const reorganisationStep = pgTable(
  'reorganisation_step',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** As its file is called. */
    reorganisation: text('reorganisation').notNull(),
    /** Counts its proposals: what was called off or undone may be proposed again. */
    run: integer('run').notNull(),
    kind: text('kind', { enum: reorganisationSteps }).notNull(),
    actorId: text('actor_id').notNull(),
    /** The decision behind it, where it has one of its own. */
    basis: text('basis'),
    /** By the clock of who asked. */
    validAt: instant('valid_at').notNull(),
    /** From when its rows hold, or for an undo, no longer. */
    effectiveAt: instant('effective_at'),
    /** The last change that was known when its rows were produced. */
    base: bigint('base', { mode: 'number' }).references(() => referenceChange.id),
    /** SHA-256 of the rows: what the second person approves. */
    rowsHash: bytes('rows_hash'),
    /** Counts by table; of an approval taken back, the rows that were changed. */
    summary: jsonb('summary'),
    /** The change that has written the rows. */
    change: bigint('change', { mode: 'number' })
      .unique()
      .references(() => referenceChange.id),
    /** The step of another person that this one confirms, and that person. */
    confirms: bigint('confirms', { mode: 'number' }).unique(),
    confirmsActor: text('confirms_actor'),
    /** The dossier of the internal procedure in which it was decided; null where a person did it by command or route. */
    dossierId: uuid('dossier_id').references(() => dossier.id),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('reorganisation_step_of_actor').on(t.id, t.actorId),
    unique('reorganisation_step_of_reorganisation').on(t.reorganisation, t.id),
    foreignKey({
      name: 'reorganisation_step_confirms_another',
      columns: [t.confirms, t.confirmsActor],
      foreignColumns: [t.id, t.actorId],
    }),
    uniqueIndex('reorganisation_step_once')
      .on(t.reorganisation, t.run, t.kind)
      .where(sql`kind in ('proposed', 'approved', 'armed', 'calledOff', 'undone', 'certified')`),
    // What had taken effect before is loaded once, whatever was done with it since.
    uniqueIndex('reorganisation_step_loaded_once').on(t.reorganisation).where(sql`kind = 'loaded'`),
    check('reorganisation_step_of_a_kind', sql`kind in ${listOf(reorganisationSteps)}`),
    check('reorganisation_step_by_a_second_person', sql`confirms_actor <> actor_id`),
    check(
      'reorganisation_step_is_confirmed',
      sql`(kind in ${listOf(confirmingSteps)}) = (confirms is not null) and (confirms is null) = (confirms_actor is null)`,
    ),
    check(
      'reorganisation_step_writes_in_a_change',
      sql`(kind in ('armed', 'postponed', 'calledOff', 'undone', 'loaded')) = (change is not null)`,
    ),
    check(
      'reorganisation_step_is_never_dated_back',
      sql`kind not in ('armed', 'postponed', 'undone') or (effective_at is not null and effective_at >= valid_at)`,
    ),
    // It rests on its resolution alone: it is only for what had taken effect before it was recorded.
    check(
      'reorganisation_step_loads_what_has_happened',
      sql`kind <> 'loaded' or (actor_id = 'load' and basis is not null and effective_at is not null and effective_at < valid_at)`,
    ),
    check(
      'reorganisation_step_hashes_rows',
      sql`kind <> 'proposed' or (base is not null and rows_hash is not null)`,
    ),
  ],
)
