/** Papers, their files and where originals are; the files themselves lie in the store (papers/store.ts). */
import { sql } from 'drizzle-orm'
import { bigserial, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { paperFileTypeNames } from '../../domain/dossier/paper-file.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { office, unit } from './territory.ts'

/** What was said to be handed in of a paper: how many originals and copies. */
export const paper = pgTable(
  'paper',
  {
    id: uuid('id').primaryKey(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind').notNull(),
    originals: integer('originals').notNull().default(0),
    copies: integer('copies').notNull().default(0),
    note: text('note'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('paper_by_dossier').on(t.dossierId)],
)

/** A version of a file of a paper. Every row has its file in the store; a file may have no row. */
export const paperFile = pgTable(
  'paper_file',
  {
    id: uuid('id').primaryKey(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    /** The paper, by its key in the procedure, and which of its files. */
    kind: text('kind').notNull(),
    part: integer('part').notNull(),
    version: integer('version').notNull(),
    /** Where the store has it: the day (UTC) it was kept and a number that says nothing of it. */
    storeKey: text('store_key').notNull(),
    type: text('type', { enum: paperFileTypeNames }).notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: bytes('sha256').notNull(),
    /** What the sender called it may name people: sealed. Null once erased. */
    nameCipher: bytes('name_cipher'),
    nameKeyId: text('name_key_id'),
    addedBy: text('added_by').notNull(),
    unitId: text('unit_id').references(() => unit.id),
    addedAt: instant('added_at').notNull(),
    /** The file is no more; that there was one, and its hash, stay. */
    erasedAt: instant('erased_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('paper_file_key').on(t.caller, t.key),
    uniqueIndex('paper_file_version').on(t.dossierId, t.kind, t.part, t.version),
    // The sweep asks of each file of the store whether a row names it.
    uniqueIndex('paper_file_stored').on(t.storeKey),
  ],
)

/** Where the originals of a paper were, and are: at one place at every instant. */
export const originalPlace = pgTable(
  'original_place',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind').notNull(),
    /** Null: given back to the applicant. */
    unitId: text('unit_id').references(() => unit.id),
    officeId: text('office_id').references(() => office.id),
    since: instant('since').notNull(),
    /** When they left; null where they are. */
    until: instant('until'),
    notedBy: text('noted_by').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('original_place_now').on(t.dossierId, t.kind).where(sql`until is null`),
    // Where those of a dossier ever were: a corrected row of another system is compared with what it noted before.
    index('original_place_by_dossier').on(t.dossierId),
    // What a unit holds, by when it came.
    index('original_place_held').on(t.unitId, t.id).where(sql`until is null and unit_id is not null`),
    // What it handed over (`papers.handOverList`).
    index('original_place_left').on(t.unitId).where(sql`until is not null and unit_id is not null`),
  ],
)
