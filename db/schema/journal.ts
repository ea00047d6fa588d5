/** What happened (append-only), what must still be sent, and what needs a person. */
import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { alertKinds } from '../../domain/alert-kinds.ts'
import { outboxTopics } from '../../domain/operation.ts'
import { bytes, instant } from './columns.ts'

/** Append-only; `seq`, `prev_hash` and `hash` are set by the trigger `journal_chain`. */
export const journal = pgTable(
  'journal',
  {
    dossierId: uuid('dossier_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    revision: integer('revision'),
    actorId: text('actor_id').notNull(),
    unitId: text('unit_id'),
    requestId: uuid('request_id'),
    payload: jsonb('payload').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
    prevHash: bytes('prev_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.dossierId, t.seq] }),
    // The chains that moved since the last seal; as for the revisions.
    index('journal_by_time').using('brin', t.recordedAt).with({ autosummarize: true }),
    // Where a dossier lay (`certificate.runsOf`, the register as known): few are ever moved.
    index('journal_placed').on(t.dossierId, t.seq).where(sql`kind = 'placed'`),
  ],
)

export const journalHead = pgTable('journal_head', {
  dossierId: uuid('dossier_id').primaryKey(),
  seq: integer('seq').notNull(),
  hash: bytes('hash').notNull(),
})

/** A hash over the heads of the chains that moved since the last seal. */
export const journalSeal = pgTable('journal_seal', {
  sealedAt: instant('sealed_at').primaryKey(),
  chains: integer('chains').notNull(),
  hash: bytes('hash').notNull(),
  /** Over what was recorded until then and nothing later, so that it can be reckoned again; those of older builds cannot. */
  exact: boolean('exact').notNull().default(false),
})

/** Messages to the engine, committed with what caused them. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    topic: text('topic', { enum: outboxTopics }).notNull(),
    key: text('key').notNull(),
    dossierId: uuid('dossier_id').notNull(),
    payload: jsonb('payload').notNull(),
    /** 0 goes first; 1 is what was taken over from other systems, started so many a second. */
    lane: smallint('lane').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    lastError: text('last_error'),
    doneAt: instant('done_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('outbox_key').on(t.topic, t.key),
    index('outbox_waiting').on(t.lane, t.nextAttemptAt).where(sql`done_at is null`),
  ],
)

/** What needs a person on call: one live row for each kind and dossier. */
export const alert = pgTable(
  'alert',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind', { enum: alertKinds }).notNull(),
    dossierId: uuid('dossier_id'),
    message: text('message').notNull(),
    remedy: text('remedy').notNull(),
    raisedAt: instant('raised_at').notNull(),
    clearedAt: instant('cleared_at'),
  },
  (t) => [uniqueIndex('alert_live').on(t.kind, t.dossierId).where(sql`cleared_at is null`)],
)
