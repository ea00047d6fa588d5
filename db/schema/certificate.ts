/** What is certified of a cut-over: the list of runs frozen before it, and the certificates that were issued. Append-only. */
import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  integer,
  pgTable,
  primaryKey,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'

const isSha256 = (column: AnyPgColumn): SQL => sql`octet_length(${column}) = 32`

/** The runs that were open before an instant, written by another process than the one that certifies them. */
export const frozenList = pgTable(
  'frozen_list',
  {
    id: uuid('id').primaryKey(),
    /** The instant before which it is frozen. */
    takenFor: instant('taken_for').notNull(),
    /** By the clock of the database; what was recorded later may be missing from it. */
    frozenAt: instant('frozen_at').notNull(),
    runs: integer('runs').notNull(),
    /** SHA-256 of its lines; the journal holds it too. */
    hash: bytes('hash').notNull(),
    /** The chain of the journal in which it does: that of a dossier, or one of the list's own. */
    journalId: uuid('journal_id').notNull(),
    /** It has what the rows say, and `frozen_engine` what the engine ran; of lists of older builds both stand in `frozen_run`. */
    rowsAlone: boolean('rows_alone').notNull().default(false),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    // The last list of an instant.
    uniqueIndex('frozen_list_of').on(t.takenFor, t.frozenAt),
    check('frozen_list_hash_is_sha256', isSha256(t.hash)),
  ],
)

export const frozenRun = pgTable(
  'frozen_run',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => frozenList.id),
    dossierId: uuid('dossier_id').notNull(),
    /** 0 for the dossier's own workflow. */
    correction: integer('correction').notNull(),
    /** Open by the rows of dossier and correction. */
    inRows: boolean('in_rows').notNull(),
    /** Its workflow ran, in lists of older builds. */
    inEngine: boolean('in_engine').notNull(),
    /** Started by the rows, and the engine itself ran no workflow of it, in lists of older builds; null where it was not asked. */
    lost: boolean('lost'),
    /** Started by the rows, so that the engine is to run it; null in lists of older builds. */
    started: boolean('started'),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.dossierId, t.correction] }),
    check('frozen_run_was_somewhere', sql`${t.inRows} or ${t.inEngine}`),
  ],
)

/** What the engine said of a list: asked when it answers, which may be long after the list was frozen. */
export const frozenEngine = pgTable(
  'frozen_engine',
  {
    listId: uuid('list_id')
      .primaryKey()
      .references(() => frozenList.id),
    askedAt: instant('asked_at').notNull(),
    /** SHA-256 of the hash of the list, when it was asked, and the lines; the journal holds it too. */
    hash: bytes('hash').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [check('frozen_engine_hash_is_sha256', isSha256(t.hash))],
)

/** Runs of which the engine says something else than the list: all others it ran where they are on it and were started. */
export const frozenEngineRun = pgTable(
  'frozen_engine_run',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => frozenEngine.listId),
    dossierId: uuid('dossier_id').notNull(),
    correction: integer('correction').notNull(),
    /** Whether its workflow ran when the list was frozen. */
    ran: boolean('ran').notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.dossierId, t.correction] })],
)

/** Certificates and their supplements, as issued. */
export const certificate = pgTable(
  'certificate',
  {
    root: bytes('root').primaryKey(),
    at: instant('at').notNull(),
    until: instant('until').notNull(),
    knownAt: instant('known_at').notNull(),
    /** The last change of reference data known then. */
    law: bigint('law', { mode: 'number' }).notNull(),
    /** Root of all that is certified as known then; of a supplement, of what it and those before it say together. */
    whole: bytes('whole').notNull(),
    /** The one that it supplements; null of the first. */
    supplements: bytes('supplements').references((): AnyPgColumn => certificate.root),
    /** Whether it, with those before it, finds nothing wrong; null of those of older builds. */
    clean: boolean('clean'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    // One of each instant and time of knowing, and one chain.
    uniqueIndex('certificate_of').on(t.at, t.until, t.knownAt),
    uniqueIndex('certificate_supplemented_once').on(t.supplements),
    uniqueIndex('certificate_first').on(t.at, t.until).where(sql`supplements is null`),
    check('certificate_root_is_sha256', sql`octet_length(${t.root}) = 32 and octet_length(${t.whole}) = 32`),
    check('certificate_instants_in_order', sql`${t.at} <= ${t.until} and ${t.until} <= ${t.knownAt}`),
  ],
)

/** The bytes of a certificate, compressed, in pages of one mebibyte. */
export const certificatePage = pgTable(
  'certificate_page',
  {
    root: bytes('root')
      .notNull()
      .references(() => certificate.root),
    number: integer('number').notNull(),
    body: bytes('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.root, t.number] })],
)
