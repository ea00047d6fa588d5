/** Who is owed what, and on which ground: what a due line is counted against. */
import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { entitlementGrounds } from '../../domain/money.ts'
import { bytes, instant } from './columns.ts'
import { party } from './parties.ts'

/** A person to whom benefits are due, whatever the dossiers in which the person is a party. */
export const beneficiary = pgTable('beneficiary', {
  id: uuid('id').primaryKey(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})

/** The numbers by which a beneficiary is found again; one person may have several, as an old card's and the personal number. */
export const beneficiaryIdentity = pgTable(
  'beneficiary_identity',
  {
    numberHmac: bytes('number_hmac').primaryKey(),
    // Deferred: the number decides who the person is, so it is written before the person.
    beneficiaryId: uuid('beneficiary_id').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('beneficiary_identity_by_beneficiary').on(t.beneficiaryId)],
)

/** Which person a party was when something was booked for it: a number that is corrected later makes nobody else of it. */
export const beneficiaryParty = pgTable(
  'beneficiary_party',
  {
    partyId: uuid('party_id')
      .primaryKey()
      .references(() => party.id),
    // Deferred: it decides who the person is, as the number does.
    beneficiaryId: uuid('beneficiary_id').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('beneficiary_party_by_beneficiary').on(t.beneficiaryId)],
)

/** A benefit of a person for one ground: a mother of two martyrs has two allowances for worship. */
export const entitlement = pgTable(
  'entitlement',
  {
    id: uuid('id').primaryKey(),
    beneficiaryId: uuid('beneficiary_id')
      .notNull()
      .references(() => beneficiary.id),
    benefit: text('benefit').notNull(),
    ground: text('ground', { enum: entitlementGrounds }).notNull(),
    groundRef: text('ground_ref').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('entitlement_once').on(t.beneficiaryId, t.benefit, t.ground, t.groundRef),
    // For `benefits.deathSums`: some hundreds among all.
    index('entitlement_at_death').on(t.id).where(sql`ground = 'death'`),
  ],
)
