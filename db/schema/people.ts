/** Who officers are to the identity provider and as persons, and the rows of other systems from which they were taken over. */
import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { powers, roleNames } from '../../domain/dossier/dossier.ts'
import { quarantineReasons } from '../../domain/dossier/imports.ts'
import { mandateKinds } from '../../domain/territory/mandate.ts'
import { staffOutcomes } from '../../domain/territory/staff.ts'
import { bytes, instant, validity } from './columns.ts'
import { dossier } from './dossier.ts'
import { importBatch } from './imports.ts'
import { mandate, officer } from './territory.ts'

/**
 * An account of the identity provider: the subject of its tokens, and which officer that is at a time. That of a post passes from one
 * officer to the next; one has it at a time (`account_one_holder`).
 */
export const account = pgTable(
  'account',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    officerId: text('officer_id')
      .notNull()
      .references(() => officer.id),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
  },
  (t) => [index('account_by_officer').on(t.officerId), index('account_by_subject').on(t.subject)],
)

/**
 * The look-up value of an officer's identity number, as `party.identity_hmac`; the number itself is nowhere. None of an officer whose number is
 * not known. Two officers with one value are one person, whom two lists name.
 */
export const officerIdentity = pgTable(
  'officer_identity',
  {
    officerId: text('officer_id')
      .primaryKey()
      .references(() => officer.id),
    identityHmac: bytes('identity_hmac').notNull(),
    /** The run of a staff list that gave it last. */
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  // Of a dossier's parties, who are officers; and which officers are one person.
  (t) => [index('officer_identity_by_value').on(t.identityHmac)],
)

/** An officer who has declared that a dossier touches somebody close: append-only, and never taken back. */
export const conflictOfInterest = pgTable(
  'conflict_of_interest',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    officerId: text('officer_id')
      .notNull()
      .references(() => officer.id),
    /** May name persons: in no journal, log or error. */
    reason: text('reason').notNull(),
    /** Legal instant: what was accepted before it stays valid. */
    declaredAt: instant('declared_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.dossierId, t.officerId] })],
)

/** A row of another system that is a mandate here: the one that it stands for now. */
export const staffRow = pgTable(
  'staff_row',
  {
    source: text('source').notNull(),
    rowKey: text('row_key').notNull(),
    officerId: text('officer_id')
      .notNull()
      .references(() => officer.id),
    mandateId: text('mandate_id')
      .notNull()
      .references(() => mandate.id),
    /** The run that wrote it last, and the line of its file. */
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    line: integer('line').notNull(),
    /** As the file had it: what a reorganisation made of the mandate since is no correction of the file. */
    valid: validity('valid').notNull(),
    /** The account that it named last: one that no row of the officer names any more has ended. */
    subject: text('subject'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'staff_row_once', columns: [t.source, t.rowKey] }),
    index('staff_row_by_mandate').on(t.mandateId),
    // What else a list says of an officer whose row changes.
    index('staff_row_by_officer').on(t.officerId),
  ],
)

/** Rows on their way in: judged here, so that the lock of reference data is held for the last statements alone. Emptied after. */
export const staffStage = pgTable(
  'staff_stage',
  {
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    line: integer('line').notNull(),
    rowKey: text('row_key').notNull(),
    officerId: text('officer_id').notNull(),
    name: text('name').notNull(),
    subject: text('subject'),
    identityHmac: bytes('identity_hmac'),
    /** Unit, office and lender as the file has them; the ids are found by judging. */
    unit: text('unit').notNull(),
    office: text('office'),
    actingForId: text('acting_for_id'),
    role: text('role', { enum: roleNames }).notNull(),
    kind: text('kind', { enum: mandateKinds }).notNull(),
    fields: text('fields').array(),
    powers: text('powers', { enum: powers }).array(),
    areas: text('areas').array(),
    upToDong: bigint('up_to_dong', { mode: 'number' }),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
    unitId: text('unit_id'),
    officeId: text('office_id'),
    /** The mandate that the row stood for before, and the one that it stands for. */
    formerId: text('former_id'),
    mandateId: text('mandate_id'),
    /** When that mandate is held once the row has done what it says. */
    held: validity('held'),
    outcome: text('outcome', { enum: staffOutcomes }),
    reason: text('reason', { enum: quarantineReasons }),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.line] }),
    index('staff_stage_by_key').on(t.batchId, t.rowKey),
    index('staff_stage_by_officer').on(t.batchId, t.officerId),
    index('staff_stage_by_subject').on(t.batchId, t.subject),
  ],
)
