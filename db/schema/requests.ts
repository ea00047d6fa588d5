/** Requests to a dossier, and what came with them. */
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { callerRoles, requestStatuses } from '../../domain/dossier/dossier.ts'
import { noticePolicies } from '../../domain/dossier/notices.ts'
import { requestKinds } from '../../procedures/grammar/run/request.ts'
import { seal } from './bodies.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { task } from './tasks.ts'
import { mandate, unit } from './territory.ts'

/** A request of an officer or an applicant, on disk before it is sent to the engine. `id` is the update id. */
export const decisionRequest = pgTable(
  'decision_request',
  {
    id: uuid('id').primaryKey(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind', { enum: requestKinds }).notNull(),
    taskId: text('task_id').references(() => task.id),
    /** The revision the caller had read, where it said so. */
    revision: integer('revision'),
    item: jsonb('item').notNull(),
    actorId: text('actor_id').notNull(),
    actorRole: text('actor_role', { enum: callerRoles }).notNull(),
    actingForId: text('acting_for_id'),
    unitId: text('unit_id').references(() => unit.id),
    mandateId: text('mandate_id').references(() => mandate.id),
    /**
     * What was read by who signed, or by who let a payout go on: the version of the form that stood when the request was
     * accepted. Null for other requests, and for those recorded before this column.
     */
    formVersion: integer('form_version'),
    /** The seal of the unit that was in force when a signature was accepted; null where none was entered for the unit, and before this column. */
    sealId: text('seal_id').references(() => seal.id),
    /** How people are notified of it, where not by the policy of the kind of notice. */
    notices: text('notices', { enum: noticePolicies }),
    acceptedAt: instant('accepted_at').notNull(),
    /**
     * The last change of reference data (`reference_change`) that was known where authority was judged. Null where it needs none,
     * and for what was recorded before this column.
     */
    law: bigint('law', { mode: 'number' }),
    status: text('status', { enum: requestStatuses }).notNull().default('pending'),
    refusal: text('refusal'),
    settledAt: instant('settled_at'),
    /** Set once the engine has answered for this id: before that the relay sends it again. */
    acknowledgedAt: instant('acknowledged_at'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('decision_request_key').on(t.caller, t.key),
    index('decision_request_unacknowledged').on(t.nextAttemptAt).where(sql`acknowledged_at is null`),
    index('decision_request_by_dossier').on(t.dossierId),
    // For audits of a time: rows stand in the order of time, and a block range costs a writer nothing.
    index('decision_request_by_time').using('brin', t.acceptedAt),
  ],
)

/** What an officer wrote, apart from the request so that it can be erased. */
export const note = pgTable('note', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => decisionRequest.id),
  body: text('body').notNull(),
})

/**
 * What an applicant adds, until the request it came with is applied, refused or lapses: the trigger `supplement_settled` makes it the
 * current form when the request is applied, and deletes it when it is not.
 */
export const pendingSupplement = pgTable('pending_supplement', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => decisionRequest.id),
  /** Null where the form stays as it is. */
  body: jsonb('body'),
  secrets: jsonb('secrets'),
  papers: jsonb('papers').notNull(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})
