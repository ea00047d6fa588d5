/** Notices to people, committed with their cause, and what was sent. */
import { sql } from 'drizzle-orm'
import { bigserial, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  noticeEventNames,
  noticePolicies,
  noticeStatuses,
  recipientKinds,
  waveSteps,
} from '../../domain/dossier/notices.ts'
import { instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { task } from './tasks.ts'
import { unit } from './territory.ts'

/** How people are notified of a kind of event, where a bulk operation does not say otherwise. */
export const noticePolicy = pgTable('notice_policy', {
  event: text('event', { enum: noticeEventNames }).primaryKey(),
  policy: text('policy', { enum: noticePolicies }).notNull(),
})

/** The notices of a reorganisation to people whose dossiers change desk. */
export const noticeWave = pgTable(
  'notice_wave',
  {
    id: uuid('id').primaryKey(),
    reorganisation: text('reorganisation').notNull(),
    run: integer('run').notNull(),
    /** Of the reorganisation; one that is postponed has another wave. */
    effectiveAt: instant('effective_at').notNull(),
    policy: text('policy', { enum: noticePolicies }).notNull(),
    /** The throttle. */
    perMinute: integer('per_minute').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('notice_wave_once').on(t.reorganisation, t.run, t.effectiveAt),
    check('notice_wave_of_a_policy', sql`policy in ('none', 'digest', 'individual')`),
    check('notice_wave_goes', sql`per_minute > 0`),
  ],
)

/** Who paused it, and let it go on: append-only. */
export const noticeWaveStep = pgTable(
  'notice_wave_step',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    waveId: uuid('wave_id')
      .notNull()
      .references(() => noticeWave.id),
    kind: text('kind', { enum: waveSteps }).notNull(),
    actorId: text('actor_id').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('notice_wave_step_of').on(t.waveId, t.id),
    check('notice_wave_step_of_a_kind', sql`kind in ('started', 'paused', 'resumed', 'retried')`),
  ],
)

/** Ids alone: names, phone numbers and words come in when it is sent. `none` tells nobody, and says so. */
export const noticeOutbox = pgTable(
  'notice_outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** Event, dossier, occurrence, recipient: nobody is notified of the same thing twice. */
    key: text('key').notNull(),
    event: text('event', { enum: noticeEventNames }).notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    taskId: text('task_id').references(() => task.id),
    recipientKind: text('recipient_kind', { enum: recipientKinds }).notNull(),
    recipientId: text('recipient_id').notNull(),
    policy: text('policy', { enum: noticePolicies }).notNull(),
    status: text('status', { enum: noticeStatuses }).notNull().default('waiting'),
    askedAt: instant('asked_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    lastError: text('last_error'),
    /** Of a wave: when it was taken last; the throttle counts these. */
    triedAt: instant('tried_at'),
    sentAt: instant('sent_at'),
    /** Key of what was sent: its own, or that of the digest it went into. */
    noticeKey: text('notice_key'),
    /** The wave that it goes with; null where it goes at once. */
    waveId: uuid('wave_id').references(() => noticeWave.id),
    /** Of a wave: one party of all with the same phone, who get one digest. */
    recipientGroup: text('recipient_group'),
    /** The unit that the notice names. */
    unitId: text('unit_id').references(() => unit.id),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('notice_outbox_key').on(t.key),
    index('notice_outbox_waiting')
      .on(t.policy, t.nextAttemptAt)
      .where(sql`status = 'waiting' and wave_id is null`),
    // What of a wave is due; a person's notices in it; how many were tried within a minute.
    index('notice_outbox_of_wave')
      .on(t.waveId, t.nextAttemptAt)
      .where(sql`status = 'waiting' and wave_id is not null`),
    index('notice_outbox_in_wave').on(t.waveId, t.recipientGroup).where(sql`wave_id is not null`),
    index('notice_outbox_tried_of_wave')
      .on(t.waveId, t.triedAt)
      .where(sql`wave_id is not null and tried_at is not null`),
    check('notice_outbox_of_a_wave_is_grouped', sql`(wave_id is null) = (recipient_group is null)`),
    index('notice_outbox_by_dossier').on(t.dossierId),
    index('notice_outbox_by_officer').on(t.recipientId, t.id).where(sql`recipient_kind = 'officer'`),
  ],
)

/** The mailbox of an installation without a gateway of its own: what was sent, in words. Personal; may be erased. */
export const notice = pgTable('notice', {
  key: text('key').primaryKey(),
  recipientKind: text('recipient_kind', { enum: recipientKinds }).notNull(),
  recipientId: text('recipient_id').notNull(),
  /** Phone number; null where none is known. */
  address: text('address'),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  sentAt: instant('sent_at').notNull(),
})
