/** Newer editions that open dossiers have taken, and the runs in which they were asked to. */
import { sql } from 'drizzle-orm'
import { check, date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import {
  adoptingPolicies,
  transitionPolicyNames,
} from '../../procedures/grammar/definition/transition-policy.ts'
import { effects } from '../../procedures/grammar/editions/edition-effect.ts'
import { instant } from './columns.ts'
import { dossier, plan } from './dossier.ts'
import { decisionRequest } from './requests.ts'

/** One row for each time that a dossier took another edition: from which plan, to which, and on what basis. */
export const adoptedEdition = pgTable(
  'adopted_edition',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    revision: integer('revision').notNull(),
    fromPlanHash: text('from_plan_hash')
      .notNull()
      .references(() => plan.hash),
    planHash: text('plan_hash')
      .notNull()
      .references(() => plan.hash),
    policy: text('policy', { enum: adoptingPolicies }).notNull(),
    /** As it is cited. */
    basis: text('basis').notNull(),
    adoptedAt: instant('adopted_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.dossierId, t.revision] })],
)

/** One time that somebody asked all open dossiers of older editions to take one. */
export const editionAdoption = pgTable('edition_adoption', {
  id: uuid('id').primaryKey(),
  procedureCode: text('procedure_code').notNull(),
  edition: date('edition').notNull(),
  policy: text('policy', { enum: transitionPolicyNames }).notNull(),
  basis: text('basis').notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: instant('asked_at').notNull(),
  /** When every dossier had been judged; null where the run was broken off before. */
  judgedAt: instant('judged_at'),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})

/** The verdict on one dossier in a run; the outcome of its request is in the request. */
export const editionAdoptionItem = pgTable(
  'edition_adoption_item',
  {
    adoptionId: uuid('adoption_id')
      .notNull()
      .references(() => editionAdoption.id),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    effect: text('effect', { enum: effects }).notNull(),
    /** Why it keeps its edition, and what the reason names; null where it was asked to take the newer one. */
    reason: text('reason'),
    what: jsonb('what').notNull(),
    requestId: uuid('request_id').references(() => decisionRequest.id),
  },
  (t) => [
    primaryKey({ columns: [t.adoptionId, t.dossierId] }),
    check('edition_adoption_item_asked_or_kept', sql`(reason is null) = (request_id is not null)`),
  ],
)
