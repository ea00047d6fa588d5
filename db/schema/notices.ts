/** Notices to people, committed with their cause, and what was sent. */
import { sql } from 'drizzle-orm'
import { bigserial, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  noticeEventNames,
  noticePolicies,
  noticeStatuses,
  recipientKinds,
} from '../../domain/dossier/notices.ts'
import { instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { task } from './tasks.ts'

/** How people are notified of a kind of event, where a bulk operation does not say otherwise. */
export const noticePolicy = pgTable('notice_policy', {
  event: text('event', { enum: noticeEventNames }).primaryKey(),
  policy: text('policy', { enum: noticePolicies }).notNull(),
})

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
    sentAt: instant('sent_at'),
    /** Key of what was sent: its own, or that of the digest it went into. */
    noticeKey: text('notice_key'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('notice_outbox_key').on(t.key),
    index('notice_outbox_waiting').on(t.policy, t.nextAttemptAt).where(sql`status = 'waiting'`),
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
