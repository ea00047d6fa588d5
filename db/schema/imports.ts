/** Dossiers taken over from other systems: each run, each row that became a dossier, each row that did not and why. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { importStatuses, quarantineReasons } from '../../domain/dossier/imports.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'

/** One file of a source system. Its counts are written with the rows they count, so they are right after any kill. */
export const importBatch = pgTable(
  'import_batch',
  {
    id: uuid('id').primaryKey(),
    source: text('source').notNull(),
    caller: text('caller').notNull(),
    /** Names the file: what was killed goes on under the same key. */
    key: text('key').notNull(),
    /** When the other system was read. */
    asOf: instant('as_of').notNull(),
    status: text('status', { enum: importStatuses }).notNull().default('running'),
    rowsIn: integer('rows_in').notNull().default(0),
    created: integer('created').notNull().default(0),
    alreadyThere: integer('already_there').notNull().default(0),
    updated: integer('updated').notNull().default(0),
    quarantined: integer('quarantined').notNull().default(0),
    beganAt: instant('began_at').notNull(),
    endedAt: instant('ended_at'),
    /** Keyed hashes: of the rows that are counted, one after the other, and of the whole file. */
    rowsHash: bytes('rows_hash'),
    fileHash: bytes('file_hash'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('import_batch_by_key').on(t.caller, t.key),
    uniqueIndex('import_batch_one_running').on(t.source).where(sql`status = 'running'`),
    // No row is dropped.
    check('import_batch_counts_every_row', sql`rows_in = created + already_there + updated + quarantined`),
    check('import_batch_ends', sql`(status = 'running') = (ended_at is null)`),
  ],
)

/** A row of another system that is a dossier here. No personal data: what the row said stands with the dossier. */
export const importRow = pgTable(
  'import_row',
  {
    source: text('source').notNull(),
    oldCode: text('old_code').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    /** The run that wrote it last, and the line of its file. */
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    line: integer('line').notNull(),
    /** Keyed hashes of the whole row, and of what says whose dossier it is: a hash without a key would give names away. */
    rowHash: bytes('row_hash').notNull(),
    identityHash: bytes('identity_hash').notNull(),
    /** The date on the old slip is not the one that the row's own days give. */
    dueDisagrees: boolean('due_disagrees').notNull().default(false),
    reckonedDueAt: instant('reckoned_due_at'),
    /** When the other system was last read with this row. */
    asOf: instant('as_of').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'import_row_once', columns: [t.source, t.oldCode] }),
    uniqueIndex('import_row_by_dossier').on(t.dossierId),
    index('import_row_by_batch').on(t.batchId),
  ],
)

/** A row that became no dossier, and why; the row itself stays in the file of who sent it. */
export const importQuarantine = pgTable(
  'import_quarantine',
  {
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    line: integer('line').notNull(),
    /** Null where the row has none that can be kept. */
    oldCode: text('old_code'),
    reason: text('reason', { enum: quarantineReasons }).notNull(),
    /** Columns that are wrong, by name; never their values. */
    columns: text('columns').array().notNull().default(sql`'{}'`),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.line] })],
)
