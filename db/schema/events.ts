/** Events for other systems: who subscribed, and what is still to be delivered. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { reorganisationMoments } from '../../domain/territory/reorganisation/reorganisation-step.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { reorganisationStep } from './reorganisations.ts'

const listOf = (values: readonly string[]) => sql.raw(`(${values.map((value) => `'${value}'`).join(', ')})`)

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
    /** Events of dossiers are narrowed to a procedure, a field, or what a service filed, where not null. */
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

/**
 * What subscriptions may want to know, committed with it: an entry of a journal, only while somebody subscribes, or what was done with a
 * reorganisation. The triggers `journal_told` and `reorganisation_told` write it.
 */
export const event = pgTable(
  'event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    dossierId: uuid('dossier_id'),
    seq: integer('seq'),
    stepId: bigint('step_id', { mode: 'number' }).references(() => reorganisationStep.id),
    moment: text('moment', { enum: reorganisationMoments }),
    /** From when it is sent: of what takes effect, its instant. Null: at once. */
    dueAt: instant('due_at'),
  },
  (t) => [
    uniqueIndex('event_of_step').on(t.stepId, t.moment).where(sql`step_id is not null`),
    check('event_of_a_moment', sql`moment in ${listOf(reorganisationMoments)}`),
    check(
      'event_of_one_subject',
      sql`num_nonnulls(dossier_id, step_id) = 1 and num_nonnulls(dossier_id, seq) <> 1 and num_nulls(step_id, moment, due_at) in (0, 3)`,
    ),
  ],
)

/** An event on its way to a subscription. Delivered rows are kept for some days. */
export const delivery = pgTable(
  'delivery',
  {
    subscriptionId: uuid('subscription_id')
      .notNull()
      .references(() => subscription.id),
    dossierId: uuid('dossier_id').references(() => dossier.id),
    reorganisation: text('reorganisation'),
    stepId: bigint('step_id', { mode: 'number' }),
    moment: text('moment', { enum: reorganisationMoments }),
    /** What it is about: events of one subject are delivered one after the other. No id of a dossier has a colon. */
    subject: text('subject')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(dossier_id::text, 'reorganisation:' || reorganisation)`),
    /** The order of delivery: place in the dossier's journal, or number of the reorganisation's event. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
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
    primaryKey({ columns: [t.subscriptionId, t.subject, t.seq] }),
    uniqueIndex('delivery_of_step').on(t.subscriptionId, t.stepId, t.moment).where(sql`step_id is not null`),
    index('delivery_waiting').on(t.subscriptionId, t.nextAttemptAt).where(sql`delivered_at is null`),
    index('delivery_done').on(t.deliveredAt).where(sql`delivered_at is not null`),
    foreignKey({
      name: 'delivery_of_its_step',
      columns: [t.reorganisation, t.stepId],
      foreignColumns: [reorganisationStep.reorganisation, reorganisationStep.id],
    }),
    check('delivery_of_a_moment', sql`moment in ${listOf(reorganisationMoments)}`),
    check(
      'delivery_of_one_subject',
      sql`num_nonnulls(dossier_id, reorganisation) = 1 and num_nulls(reorganisation, step_id, moment) in (0, 3)`,
    ),
  ],
)
