/** What is proposed for entitlements, and what an officer decided of it. Both append-only: nothing of an entitlement changes by a proposal. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { proposalKinds, proposalOutcomes } from '../../domain/benefits/death.ts'
import { beneficiary, entitlement } from './benefits.ts'
import { instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { unit } from './territory.ts'

export const entitlementProposal = pgTable(
  'entitlement_proposal',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    /** Whose result says that the person died. */
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    beneficiaryId: uuid('beneficiary_id')
      .notNull()
      .references(() => beneficiary.id),
    kind: text('kind', { enum: proposalKinds }).notNull(),
    diedOn: date('died_on').notNull(),
    /** Of an end alone. */
    entitlementId: uuid('entitlement_id').references(() => entitlement.id),
    /** What survivors would get. */
    benefit: text('benefit'),
    fromMonth: text('from_month'),
    amountDong: bigint('amount_dong', { mode: 'bigint' }),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('entitlement_proposal_once')
      .on(t.dossierId, t.kind, t.entitlementId, t.benefit)
      .nullsNotDistinct(),
    index('entitlement_proposal_by_beneficiary').on(t.beneficiaryId),
    check('entitlement_proposal_end', sql`(${t.kind} = 'end') = (${t.entitlementId} is not null)`),
    check('entitlement_proposal_survivors', sql`(${t.kind} = 'survivors') = (${t.benefit} is not null)`),
    check(
      'entitlement_proposal_month',
      sql`(${t.kind} in ('end', 'survivors')) = (${t.fromMonth} is not null) and ${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`,
    ),
  ],
)

export const proposalDecision = pgTable(
  'proposal_decision',
  {
    proposalId: uuid('proposal_id')
      .primaryKey()
      .references(() => entitlementProposal.id),
    outcome: text('outcome', { enum: proposalOutcomes }).notNull(),
    reason: text('reason').notNull(),
    decidedBy: text('decided_by').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    decidedAt: instant('decided_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [check('proposal_decision_gives_a_reason', sql`${t.reason} <> ''`)],
)

/** Whose death the result of a dossier records, where the person has or had benefits. Append-only. */
export const recordedDeath = pgTable(
  'recorded_death',
  {
    dossierId: uuid('dossier_id')
      .primaryKey()
      .references(() => dossier.id),
    beneficiaryId: uuid('beneficiary_id')
      .notNull()
      .references(() => beneficiary.id),
    diedOn: date('died_on').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('recorded_death_by_beneficiary').on(t.beneficiaryId)],
)
