/** Events for other systems: who subscribed, and what is still to be delivered. */
import { sql } from 'drizzle-orm'
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'

export const subscription = pgTable(
  'subscription',
  {
    id: uuid('id').primaryKey(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    url: text('url').notNull(),
    secretCipher: bytes('secret_cipher').notNull(),
    secretKeyId: text('secret_key_id').notNull(),
    kinds: text('kinds').array().notNull(),
    /** Narrowed to a procedure, a field, or what a service filed, where not null. */
    procedureCode: text('procedure_code'),
    field: text('field'),
    filedBy: text('filed_by'),
    createdAt: instant('created_at').notNull(),
    /** Set when deliveries were given up; they wait for somebody to resume them. */
    stoppedAt: instant('stopped_at'),
    endedAt: instant('ended_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [uniqueIndex('subscription_key').on(t.caller, t.key)],
)

/** Entries of the journal that subscriptions may want, committed with them; only while somebody subscribes. */
export const event = pgTable('event', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  seq: integer('seq').notNull(),
})

/** An event on its way to a subscription. Delivered rows are kept for some days. */
export const delivery = pgTable(
  'delivery',
  {
    subscriptionId: uuid('subscription_id')
      .notNull()
      .references(() => subscription.id),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    /** Place in the dossier's journal: the order of delivery. */
    seq: integer('seq').notNull(),
    body: jsonb('body').notNull(),
    attempts: integer('attempts').notNull().default(0),
    firstTriedAt: instant('first_tried_at'),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    /** HTTP status or the class of an error, never a text of the receiver. */
    lastError: text('last_error'),
    deliveredAt: instant('delivered_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.dossierId, t.seq] }),
    index('delivery_waiting').on(t.subscriptionId, t.nextAttemptAt).where(sql`delivered_at is null`),
    index('delivery_done').on(t.deliveredAt).where(sql`delivered_at is not null`),
  ],
)
